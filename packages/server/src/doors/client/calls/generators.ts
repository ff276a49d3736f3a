import { setTimeout as sleep } from "node:timers/promises";
import { modal } from "@lydian/protocol";
import type { Engine } from "../../../engine/engine.ts";
import type { Chunk } from "../../../model/call.ts";
import { LydianError } from "../../../model/error.ts";
import { streaming } from "../method.ts";
import type { Methods } from "../method.ts";
import { formatNumberOf } from "../../payload-format.ts";
import type { YieldStreams } from "./yield-streams.ts";

const { DataChunk, FunctionCallGetDataRequest } = modal.client;

/** Ended well after this long, so that a stream never has to end in an error; clients open it again. */
const streamMsMax = 300_000;
const pollMs = 30_000;

/** Payloads of 2 MiB each at most. */
const chunksPerReadMax = 32;

/** The yields of a generator as they come. */
export function generatorMethods({ calls }: Pick<Engine, "calls">, yields: YieldStreams): Methods {
  return {
    FunctionCallGetDataOut: streaming(
      "everyone",
      FunctionCallGetDataRequest,
      DataChunk,
      async (request, { signal }, write) => {
        const callId = request.functionCallId ?? "";
        if (callId === "")
          throw new LydianError("unimplemented", "Yields are asked for by the id of their call");
        const endMs = performance.now() + streamMsMax;
        const written = yields.open(callId);
        try {
          let after = Number(request.lastIndex);
          for (let leftMs = streamMsMax; leftMs > 0 && !signal.aborted; leftMs = endMs - performance.now()) {
            const options = { after, limit: chunksPerReadMax, timeoutMs: Math.min(leftMs, pollMs), signal };
            const { chunks, isFinished } = await calls.awaitChunks({ callId, index: 0 }, options);
            for (const chunk of chunks) {
              await write(messageOf(chunk));
              after = chunk.index;
            }
            if (!isFinished) continue;
            written();
            // The client goes by itself once it has the output: ending here would make it ask again at once.
            await sleep(leftMs, undefined, { signal }).catch(() => {});
          }
        } finally {
          written();
        }
      },
    ),
  };
}

function messageOf(chunk: Chunk): modal.client.DataChunk.$Properties {
  const base = { dataFormat: formatNumberOf(chunk.payload.format), index: chunk.index };
  return chunk.payload.blobId === undefined
    ? { ...base, data: chunk.payload.data ?? new Uint8Array(0) }
    : { ...base, dataBlobId: chunk.payload.blobId };
}
