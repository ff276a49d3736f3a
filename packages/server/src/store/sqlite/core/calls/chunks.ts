import type { PayloadCells } from "../../cells.ts";
import type { Context } from "../context.ts";
import { pageBytesMax } from "../page.ts";
import { claimedAttempt, type AttemptCells } from "./claimed-attempt.ts";

export type ChunkRow = readonly [
  index: number,
  format: number,
  data: Uint8Array | null,
  blobId: string | null,
];

/** Stores yields of an attempt that runs; says whether it does. */
export function appendChunks(ctx: Context) {
  const find = claimedAttempt(ctx);
  const insert = ctx.prepare("INSERT INTO chunks VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");

  return (
    containerId: string,
    attempt: AttemptCells,
    chunks: readonly (readonly [index: number, payload: PayloadCells])[],
  ): boolean => {
    if (find(attempt, containerId) === undefined) return false;
    const [callId, index] = attempt;
    for (const [chunkIndex, [format, data, blobId]] of chunks) {
      insert.run(callId, index, chunkIndex, format, ctx.bytes(data), blobId);
    }
    return true;
  };
}

/** An input's yields beyond `after`, in order. */
export function readChunks(ctx: Context) {
  const select = ctx.prepare<ChunkRow>(
    `SELECT chunk, format, data, blob_id FROM chunks
     WHERE call_id = ? AND idx = ? AND chunk > ? ORDER BY chunk LIMIT ?`,
  );
  return (callId: string, index: number, after: number, limit: number): ChunkRow[] => {
    const chunks: ChunkRow[] = [];
    let bytes = 0;
    for (const chunk of select.iterate(callId, index, after, limit)) {
      chunks.push(chunk);
      bytes += chunk[2]?.byteLength ?? 0;
      if (bytes >= pageBytesMax) break;
    }
    return chunks;
  };
}
