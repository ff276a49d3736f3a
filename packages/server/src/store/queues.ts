import type { QueueId } from "../model/ids.ts";

/**
 * Items of queues, in partitions that are as independent as queues are. Which queues there are is
 * not known here; one that was never put to is empty, and so is a partition.
 *
 * - Q1. A partition gives its items in the order in which they were put.
 * - Q2. An item is taken by one request only, unless it was given back.
 * - Q3. A `request` that is repeated within the time that requests are remembered, also after a
 *   restart, changes nothing: a put is in the queue once, a take is answered with the same items.
 * - Q4. From `expiresAtMs` of its last put on, a partition is empty.
 * - Q5. Changes are written, not synced.
 */
export interface Queues {
  /** Adds all items to the end of a partition, or none. */
  put(
    queueId: QueueId,
    partition: Uint8Array,
    items: readonly Uint8Array[],
    options: PutItemsOptions,
  ): Promise<PutItemsOutcome>;
  /**
   * Removes the oldest items, `limit` at most, and remembers under `request` which they were. The
   * oldest of what is remembered is forgotten where it comes to more than `rememberedBytesMax`.
   */
  take(queueId: QueueId, partition: Uint8Array, options: TakeOptions): Promise<TakenItems>;
  /**
   * Puts items back to where they were, as if `request` had never taken them: nobody was told of
   * them. Has no effect where the request is not remembered, or the partition would have expired.
   */
  giveBack(
    queueId: QueueId,
    partition: Uint8Array,
    options: { readonly request: string; readonly expiresAtMs: number; readonly atMs: number },
  ): Promise<number>;
  /** The oldest items with `sequence > after`, which stay. A page of large ones ends before `limit`. */
  read(
    queueId: QueueId,
    partition: Uint8Array,
    options: { readonly after: number; readonly limit: number; readonly atMs: number },
  ): Promise<readonly QueueItem[]>;
  /** Items of a partition, or of all and in how many: partitions without items are none. */
  count(
    queueId: QueueId,
    partition: Uint8Array | "all",
    atMs: number,
  ): Promise<{ readonly items: number; readonly partitions: number }>;
  /** Deletes the items of a partition. */
  clear(queueId: QueueId, partition: Uint8Array): Promise<void>;
  /**
   * Deletes partitions with their items, about `limit` items at most. The first step says `until`:
   * with it, later ones leave alone what was put since. `isDone` when nothing is left to delete.
   */
  clearAll(
    queueId: QueueId,
    options: { readonly until?: number; readonly limit: number },
  ): Promise<{ readonly until: number; readonly isDone: boolean }>;
  /** Deletes expired partitions and forgets requests made before that time; tells how many, `limit` of each at most. */
  expire(options: {
    readonly atMs: number;
    readonly requestsBeforeMs: number;
    readonly limit: number;
  }): Promise<number>;
}

export interface QueueItem {
  readonly sequence: number;
  readonly value: Uint8Array;
}

export interface PutItemsOptions {
  readonly atMs: number;
  readonly expiresAtMs: number;
  readonly limits: QueueLimits;
  readonly request?: string;
}

export interface QueueLimits {
  /** Items of a partition, and their bytes. */
  readonly itemsMax: number;
  readonly bytesMax: number;
  /** Partitions of a queue that hold items. */
  readonly partitionsMax: number;
}

/** What there is no room for: in the partition for items or bytes, in the queue for a partition. */
export type PutItemsOutcome = "put" | "too-many-items" | "too-many-bytes" | "too-many-partitions";

export interface TakeOptions {
  readonly request: string;
  readonly limit: number;
  readonly atMs: number;
  readonly rememberedBytesMax: number;
}

export interface TakenItems {
  readonly values: readonly Uint8Array[];
  /** When the partition expires, for giving them back. */
  readonly expiresAtMs: number;
}
