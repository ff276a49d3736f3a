import type { Context } from "../context.ts";

export interface Partition {
  readonly id: number;
  readonly items: number;
  readonly bytes: number;
  readonly expiresAtMs: number;
}

/** Where the items of a queue are counted. */
export interface Partitions {
  find(queueId: string, key: Uint8Array): Partition | undefined;
  /** How many rows the queue has, those of empty and expired partitions too. */
  count(queueId: string): number;
  add(queueId: string, key: Uint8Array, partition: Partition): void;
  /** Adds to an existing one; `expiresAtMs` takes the place of the one before. */
  change(queueId: string, key: Uint8Array, items: number, bytes: number, expiresAtMs: number): void;
  /** Deletes those items that wait. */
  empty(queueId: string, key: Uint8Array, partition: Partition): void;
  /** Deletes those items that wait, and the row. */
  remove(queueId: string, key: Uint8Array, id: number): void;
  /** Deletes what is empty or expired, to make room; deletes about `itemsMax` items at most. */
  tidy(queueId: string, atMs: number, itemsMax: number): void;
}

type Row = readonly [id: number, items: number, bytes: number, expiresAtMs: number];

export function openPartitions(ctx: Context): Partitions {
  const select = ctx.prepare<Row>(
    "SELECT id, items, bytes, expires_at FROM queue_partitions WHERE queue_id = ? AND key = ?",
  );
  const readSize = ctx.prepare<[number]>("SELECT partitions FROM queue_sizes WHERE queue_id = ?");
  const changeSize = ctx.prepare(
    `INSERT INTO queue_sizes VALUES (?, ?)
     ON CONFLICT DO UPDATE SET partitions = partitions + excluded.partitions`,
  );
  const removeSize = ctx.prepare("DELETE FROM queue_sizes WHERE queue_id = ? AND partitions = 0");
  const insert = ctx.prepare("INSERT INTO queue_partitions VALUES (?, ?, ?, ?, ?, ?)");
  const update = ctx.prepare(
    `UPDATE queue_partitions SET items = items + ?, bytes = bytes + ?, expires_at = ?
     WHERE queue_id = ? AND key = ?`,
  );
  const removeItems = ctx.prepare("DELETE FROM queue_items WHERE partition_id = ? AND take IS NULL");
  const removeRow = ctx.prepare("DELETE FROM queue_partitions WHERE queue_id = ? AND key = ?");
  const selectUseless = ctx.prepare<[key: Uint8Array, id: number, items: number]>(
    "SELECT key, id, items FROM queue_partitions WHERE queue_id = ? AND (items = 0 OR expires_at <= ?)",
  );

  function remove(queueId: string, key: Uint8Array, id: number): void {
    removeItems.run(id);
    removeRow.run(queueId, key);
    changeSize.run(queueId, -1);
    removeSize.run(queueId);
  }

  return {
    find(queueId, key) {
      const row = select.get(queueId, key);
      if (row === undefined) return undefined;
      const [id, items, bytes, expiresAtMs] = row;
      return { id, items, bytes, expiresAtMs };
    },
    count: (queueId) => readSize.get(queueId)?.[0] ?? 0,
    add(queueId, key, { id, items, bytes, expiresAtMs }) {
      insert.run(queueId, key, id, items, bytes, expiresAtMs);
      changeSize.run(queueId, 1);
    },
    change(queueId, key, items, bytes, expiresAtMs) {
      update.run(items, bytes, expiresAtMs, queueId, key);
    },
    empty(queueId, key, { id, items, bytes, expiresAtMs }) {
      if (items === 0) return;
      removeItems.run(id);
      update.run(-items, -bytes, expiresAtMs, queueId, key);
    },
    remove,
    tidy(queueId, atMs, itemsMax) {
      let removed = 0;
      for (const [key, id, items] of selectUseless.all(queueId, atMs)) {
        if (removed > itemsMax) break;
        remove(queueId, key, id);
        removed += items;
      }
    },
  };
}
