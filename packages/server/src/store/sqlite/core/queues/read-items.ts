import type { BytesHandle } from "../../cells.ts";
import type { Context } from "../context.ts";
import { pageBytesMax } from "../page.ts";
import { openPartitions } from "./partitions.ts";

export type ItemRow = readonly [sequence: number, value: Uint8Array];

/** A page of items, which stay where they are. */
export function readItems(ctx: Context) {
  const select = ctx.prepare<ItemRow>(
    `SELECT seq, value FROM queue_items INDEXED BY queue_items_waiting
     WHERE partition_id = ? AND take IS NULL AND seq > ? ORDER BY seq LIMIT ?`,
  );
  const partitions = openPartitions(ctx);

  return (queueId: string, handle: BytesHandle, after: number, limit: number, atMs: number): ItemRow[] => {
    const partition = partitions.find(queueId, ctx.bytes(handle) ?? new Uint8Array(0));
    if (partition === undefined || partition.expiresAtMs <= atMs) return [];
    const rows: ItemRow[] = [];
    let bytes = 0;
    for (const row of select.iterate(partition.id, after, limit)) {
      rows.push(row);
      bytes += row[1].byteLength;
      if (bytes >= pageBytesMax) break;
    }
    return rows;
  };
}

/** Items of one partition, or with `null` of all, and in how many partitions they are. */
export function countItems(ctx: Context) {
  const sum = ctx.prepare<[items: number | null, partitions: number]>(
    `SELECT sum(items), count(*) FROM queue_partitions
     WHERE queue_id = ? AND items > 0 AND expires_at > ?`,
  );
  const partitions = openPartitions(ctx);

  return (
    queueId: string,
    handle: BytesHandle,
    atMs: number,
  ): readonly [items: number, partitions: number] => {
    const key = ctx.bytes(handle);
    if (key === null) {
      const [items, count] = sum.get(queueId, atMs) ?? [0, 0];
      return [items ?? 0, count];
    }
    const partition = partitions.find(queueId, key);
    const items = partition !== undefined && partition.expiresAtMs > atMs ? partition.items : 0;
    return [items, Math.min(items, 1)];
  };
}
