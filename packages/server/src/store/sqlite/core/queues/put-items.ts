import type { PutItemsOutcome } from "../../../queues.ts";
import type { BytesHandle } from "../../cells.ts";
import type { Context } from "../context.ts";
import { openPartitions, type Partition } from "./partitions.ts";

/** Items of expired partitions that are deleted in one go to make room for another partition. */
const tidiedItemsMax = 20_000;

/** When it is, when the partition expires, what there is room for, and whether it was asked before. */
export type PutCells = readonly [
  atMs: number,
  expiresAtMs: number,
  itemsMax: number,
  bytesMax: number,
  partitionsMax: number,
  request: string | null,
];

/** Adds items to the end of a partition, all or none. */
export function putItems(ctx: Context) {
  const wasPut = ctx.prepare<[number]>("SELECT seq FROM queue_puts WHERE request = ?");
  const remember = ctx.prepare("INSERT INTO queue_puts VALUES (?, ?, ?)");
  const insert = ctx.prepare("INSERT INTO queue_items VALUES (?, ?, NULL, ?)");
  const partitions = openPartitions(ctx);

  /** The partition as it is at this time; none where a new one would be too many. */
  function openPartition(queueId: string, key: Uint8Array, cells: PutCells): Partition | undefined {
    const [atMs, expiresAtMs, , , partitionsMax] = cells;
    const found = partitions.find(queueId, key);
    if (found !== undefined) {
      if (found.expiresAtMs > atMs) return found;
      partitions.empty(queueId, key, found);
      return { ...found, items: 0, bytes: 0 };
    }
    if (partitions.count(queueId) >= partitionsMax) partitions.tidy(queueId, atMs, tidiedItemsMax);
    if (partitions.count(queueId) >= partitionsMax) return undefined;
    const added = { id: ctx.sequence.next(), items: 0, bytes: 0, expiresAtMs };
    partitions.add(queueId, key, added);
    return added;
  }

  return (
    queueId: string,
    partition: BytesHandle,
    items: readonly BytesHandle[],
    cells: PutCells,
  ): PutItemsOutcome => {
    const [atMs, expiresAtMs, itemsMax, bytesMax, , request] = cells;
    if (request !== null && wasPut.get(request) !== undefined) return "put";
    const key = ctx.bytes(partition) ?? new Uint8Array(0);
    const values = items.map((item) => ctx.bytes(item) ?? new Uint8Array(0));
    const bytes = values.reduce((sum, value) => sum + value.byteLength, 0);
    const opened = openPartition(queueId, key, cells);
    if (opened === undefined) return "too-many-partitions";
    if (opened.items + values.length > itemsMax) return "too-many-items";
    if (opened.bytes + bytes > bytesMax) return "too-many-bytes";
    for (const value of values) insert.run(ctx.sequence.next(), opened.id, value);
    partitions.change(queueId, key, values.length, bytes, expiresAtMs);
    if (request !== null) remember.run(ctx.sequence.next(), request, atMs);
    return "put";
  };
}
