import type { BytesHandle } from "../../cells.ts";
import type { Context } from "../context.ts";
import { openPartitions } from "./partitions.ts";
import { openTakes } from "./takes.ts";

export interface TakenCells {
  readonly values: readonly Uint8Array[];
  readonly expiresAtMs: number;
}

type Options = readonly [request: string, limit: number, atMs: number, rememberedBytesMax: number];

/** Removes the oldest items of a partition; the same ones again for a request that is known. */
export function takeItems(ctx: Context) {
  const select = ctx.prepare<[seq: number, value: Uint8Array]>(
    `SELECT seq, value FROM queue_items INDEXED BY queue_items_waiting
     WHERE partition_id = ? AND take IS NULL ORDER BY seq LIMIT ?`,
  );
  const selectTaken = ctx.prepare<[value: Uint8Array]>(
    "SELECT value FROM queue_items INDEXED BY queue_items_taken WHERE take = ? ORDER BY seq",
  );
  const mark = ctx.prepare("UPDATE queue_items SET take = ? WHERE seq = ?");
  const partitions = openPartitions(ctx);
  const takes = openTakes(ctx);

  return (queueId: string, handle: BytesHandle, options: Options): TakenCells => {
    const [request, limit, atMs, rememberedBytesMax] = options;
    const key = ctx.bytes(handle) ?? new Uint8Array(0);
    const partition = partitions.find(queueId, key);
    if (takes.isKnown(request)) {
      const values = selectTaken.all(request).map(([value]) => value);
      return { values, expiresAtMs: partition?.expiresAtMs ?? 0 };
    }
    if (partition === undefined || partition.items === 0 || partition.expiresAtMs <= atMs)
      return { values: [], expiresAtMs: 0 };
    const rows = select.all(partition.id, limit);
    const bytes = rows.reduce((sum, [, value]) => sum + value.byteLength, 0);
    takes.remember(request, atMs, bytes, rememberedBytesMax);
    for (const [seq] of rows) mark.run(request, seq);
    partitions.change(queueId, key, -rows.length, -bytes, partition.expiresAtMs);
    return { values: rows.map(([, value]) => value), expiresAtMs: partition.expiresAtMs };
  };
}

/** Undoes a take that nobody was told of; answers how many items are back. */
export function giveItemsBack(ctx: Context) {
  const unmark = ctx.prepare("UPDATE queue_items SET take = NULL, partition_id = ? WHERE take = ?");
  const drop = ctx.prepare("DELETE FROM queue_items WHERE take = ?");
  const partitions = openPartitions(ctx);
  const takes = openTakes(ctx);

  return (
    queueId: string,
    handle: BytesHandle,
    request: string,
    expiresAtMs: number,
    atMs: number,
  ): number => {
    if (!takes.isKnown(request)) return 0;
    const bytes = takes.withdraw(request);
    const key = ctx.bytes(handle) ?? new Uint8Array(0);
    const found = partitions.find(queueId, key);
    if ((found?.expiresAtMs ?? expiresAtMs) <= atMs) {
      drop.run(request);
      return 0;
    }
    // It may have been tidied away when it was empty.
    const partition = found ?? { id: ctx.sequence.next(), items: 0, bytes: 0, expiresAtMs };
    if (found === undefined) partitions.add(queueId, key, partition);
    const items = unmark.run(partition.id, request);
    partitions.change(queueId, key, items, bytes, partition.expiresAtMs);
    return items;
  };
}
