import { lydian } from "../gen/native.js";
import type { BatchCodec } from "./link.ts";

const { PeerBatch, ServerBatch } = lydian.native;

/** What a client or a container sends. */
export type PeerItem = lydian.native.PeerItem.$Properties;
/** What the server sends. */
export type ServerItem = lydian.native.ServerItem.$Properties;

/** What an item costs beside its payload, roughly: ids, tags and lengths. */
const itemOverheadBytes = 100;

/** How a peer speaks to the server. */
export const peerCodec: BatchCodec<PeerItem, ServerItem> = {
  encode: (items) => PeerBatch.encode({ items: items as PeerItem[] }).finish(), // not written to
  decode: (bytes) => ServerBatch.decode(bytes).items,
  sizeOf: (item) => itemOverheadBytes + peerPayloadBytes(item),
};

/** How the server speaks to a peer. */
export const serverCodec: BatchCodec<ServerItem, PeerItem> = {
  encode: (items) => ServerBatch.encode({ items: items as ServerItem[] }).finish(), // not written to
  decode: (bytes) => PeerBatch.decode(bytes).items,
  sizeOf: (item) => itemOverheadBytes + serverPayloadBytes(item),
};

function peerPayloadBytes(item: PeerItem): number {
  return (
    lengthOf(item.openCall?.input?.data) +
    sum(item.putInputs?.inputs, (input) => lengthOf(input.data)) +
    lengthOf(item.complete?.result?.data) +
    sum(item.putChunks?.chunks, (chunk) => lengthOf(chunk.data)) +
    lengthOf(item.rpc?.body) +
    (item.log?.text?.length ?? 0)
  );
}

function serverPayloadBytes(item: ServerItem): number {
  return (
    sum(item.outputs?.outputs, (output) => lengthOf(output.result?.data)) +
    sum(item.chunks?.chunks, (chunk) => lengthOf(chunk.data)) +
    sum(item.deliver?.deliveries, (delivery) => lengthOf(delivery.data)) +
    lengthOf(item.rpcReply?.body) +
    lengthOf(item.assign?.bundle) +
    lengthOf(item.assign?.sourceMap)
  );
}

function lengthOf(bytes: Uint8Array | null | undefined): number {
  return bytes?.length ?? 0;
}

function sum<T>(items: readonly T[] | null | undefined, sizeOf: (item: T) => number): number {
  let total = 0;
  for (const item of items ?? []) total += itemOverheadBytes + sizeOf(item);
  return total;
}
