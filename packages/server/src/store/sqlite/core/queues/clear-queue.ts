import type { BytesHandle } from "../../cells.ts";
import type { Context } from "../context.ts";
import { openPartitions } from "./partitions.ts";
import { openTakes } from "./takes.ts";

/** Deletes what waits in one partition. */
export function clearPartition(ctx: Context) {
  const partitions = openPartitions(ctx);
  return (queueId: string, handle: BytesHandle): void => {
    const key = ctx.bytes(handle) ?? new Uint8Array(0);
    const partition = partitions.find(queueId, key);
    if (partition !== undefined) partitions.remove(queueId, key, partition.id);
  };
}

/** Deletes partitions that were there at `until`; answers that, and whether all are gone. */
export function clearQueue(ctx: Context) {
  const select = ctx.prepare<[key: Uint8Array, id: number, items: number]>(
    "SELECT key, id, items FROM queue_partitions WHERE queue_id = ? AND id <= ? LIMIT ?",
  );
  const partitions = openPartitions(ctx);

  return (queueId: string, given: number | null, limit: number): { until: number; isDone: boolean } => {
    const until = given ?? ctx.sequence.last;
    const rows = select.all(queueId, until, limit);
    let items = 0;
    for (const [place, [key, id, count]] of rows.entries()) {
      partitions.remove(queueId, key, id);
      items += count;
      if (items >= limit && place < rows.length - 1) return { until, isDone: false };
    }
    return { until, isDone: rows.length < limit };
  };
}

/** Deletes partitions whose time is over, and what requests are too old to come again. */
export function expireQueues(ctx: Context) {
  const select = ctx.prepare<[queueId: string, key: Uint8Array, id: number, items: number]>(
    `SELECT queue_id, key, id, items FROM queue_partitions INDEXED BY queue_partitions_expiry
     WHERE expires_at <= ? ORDER BY expires_at LIMIT ?`,
  );
  const forgetPuts = ctx.prepare(
    `DELETE FROM queue_puts WHERE seq IN (SELECT seq FROM queue_puts ORDER BY seq LIMIT ?) AND at < ?`,
  );
  const partitions = openPartitions(ctx);
  const takes = openTakes(ctx);

  return (atMs: number, requestsBeforeMs: number, limit: number): number => {
    let items = 0;
    let expired = 0;
    for (const [queueId, key, id, count] of select.all(atMs, limit)) {
      partitions.remove(queueId, key, id);
      expired += 1;
      items += count;
      // A full step, as far as its caller is concerned: there may be more.
      if (items >= limit) expired = limit;
      if (expired === limit) break;
    }
    const puts = forgetPuts.run(limit, requestsBeforeMs);
    return Math.max(expired, puts, takes.forgetBefore(requestsBeforeMs, limit));
  };
}
