/** The four messages of a warm call, with their lengths before them. */
import type { Socket } from "node:net";
import { encodeArguments, encodeValue, newId, peerCodec, serverCodec } from "@lydian/protocol";

const callId = newId("fc");
const cbor = 4;
const success = 1;
const input = { index: 0, format: cbor, data: encodeArguments([]) };
const result = { status: success, format: cbor, data: encodeValue(undefined) };
const attempt = { callId, index: 0, attempt: 1 };
const [startedAtMs, finishedAtMs] = [Date.now(), Date.now()];

export const frames = {
  open: frame(
    peerCodec.encode([{ openCall: { callId, functionId: newId("fu"), type: 1, credit: 1, input } }]),
  ),
  deliver: frame(serverCodec.encode([{ deliver: { deliveries: [{ ...attempt, ...input }] } }])),
  complete: frame(
    peerCodec.encode([{ complete: { attempt, result, startedAtMs, finishedAtMs } }, { take: { slots: 1 } }]),
  ),
  outputs: frame(
    serverCodec.encode([{ outputs: { callId, outputs: [{ index: 0, result }], cursor: 1, end: true } }]),
  ),
};

function frame(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** Tells how many frames of this length have come, once per read. */
export function onFrames(socket: Socket, frameBytes: number, onCount: (count: number) => void): void {
  let bytes = 0;
  socket.on("data", (chunk) => {
    bytes += chunk.length;
    const count = Math.floor(bytes / frameBytes);
    bytes -= count * frameBytes;
    if (count > 0) onCount(count);
  });
}
