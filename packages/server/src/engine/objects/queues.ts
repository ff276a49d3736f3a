/** What is in queues. Items are opaque: what a client pickles, it alone can read. */
import { LydianError } from "../../model/error.ts";
import type { QueueId, Randomness } from "../../model/ids.ts";
import type { Queue } from "../../model/shared-object.ts";
import type { PutItemsOutcome, Queues } from "../../store/queues.ts";
import type { Clock } from "../clock.ts";
import {
  queueItemBytesMax,
  queueItemsMax,
  queueItemsPerStepMax,
  queueItemsReadMax,
  queuePartitionBytesMax,
  queuePartitionKeyBytesMax,
  queuePartitionsMax,
  queuePartitionTtlMsDefault,
} from "../limits.ts";
import { Wakeups } from "../wakeups.ts";
import type { ObjectLife } from "./object-life.ts";
import type { QueueVerbs } from "./object-verbs.ts";
import { QueueGets } from "./queue-gets.ts";
import { requestIdOf } from "./request-id.ts";

const limits = {
  itemsMax: queueItemsMax,
  bytesMax: queuePartitionBytesMax,
  partitionsMax: queuePartitionsMax,
};

export function createQueues(
  life: ObjectLife<"qu">,
  queues: Queues,
  clock: Clock,
  randomness: Randomness,
): QueueVerbs {
  const gets = new QueueGets(queues, clock);
  /** Those who look without taking: all of them see every item. */
  const peeks = new Wakeups(clock);

  return {
    ...life.verbs(),
    create: (caller, request) => life.create(caller, request),
    async put(queueId, partition, items, options) {
      checkPartition(partition);
      const queue = await life.read(queueId);
      checkItems(queue, items);
      if (items.length === 0) return;
      await putItems(queues, queue, partition, items, { ...options, atMs: clock.nowMs() });
      gets.noteItems(queue.id, partition, items.length);
      peeks.wake(queue.id);
    },
    async get(queueId, partition, { limit, timeoutMs, request, signal }) {
      checkPartition(partition);
      if (limit < 1)
        throw new LydianError("invalid-argument", `Cannot get ${limit} items: ask for 1 at least`);
      const { id } = await life.read(queueId);
      return gets.get(id, partition, {
        limit: Math.min(limit, queueItemsMax),
        timeoutMs,
        request: request === undefined ? randomness.secret() : requestIdOf(id, request),
        ...(signal === undefined ? {} : { signal }),
      });
    },
    async peek(queueId, partition, { after, timeoutMs, signal }) {
      checkPartition(partition);
      const { id } = await life.read(queueId);
      const deadlineMs = clock.nowMs() + timeoutMs;
      const subscription = peeks.subscribe(id);
      try {
        for (;;) {
          const options = { after, limit: queueItemsReadMax, atMs: clock.nowMs() };
          const items = await queues.read(id, partition, options);
          if (items.length > 0 || !(await subscription.wait(deadlineMs, signal))) return items;
        }
      } finally {
        subscription.close();
      }
    },
    async count(queueId, partition) {
      if (partition !== "all") checkPartition(partition);
      return queues.count((await life.read(queueId)).id, partition, clock.nowMs());
    },
    async clear(queueId, partition) {
      const { id } = await life.read(queueId);
      if (partition === "all") return clearQueue(queues, id);
      checkPartition(partition);
      await queues.clear(id, partition);
    },
  };
}

async function putItems(
  queues: Queues,
  queue: Queue,
  partition: Uint8Array,
  items: readonly Uint8Array[],
  options: Parameters<QueueVerbs["put"]>[3] & { readonly atMs: number },
): Promise<void> {
  const { atMs, ttlMs = queuePartitionTtlMsDefault, request } = options;
  if (ttlMs <= 0) throw new LydianError("invalid-argument", "A partition's time to live is more than 0 s");
  const outcome = await queues.put(queue.id, partition, items, {
    atMs,
    expiresAtMs: atMs + ttlMs,
    limits,
    ...(request === undefined ? {} : { request: requestIdOf(queue.id, request) }),
  });
  if (outcome !== "put") throw full(queue, partition, outcome);
}

/** In steps, so that nobody waits long behind a large one. */
export async function clearQueue(queues: Queues, queueId: QueueId): Promise<void> {
  const limit = queueItemsPerStepMax;
  let step = await queues.clearAll(queueId, { limit });
  while (!step.isDone) step = await queues.clearAll(queueId, { until: step.until, limit });
}

function checkPartition(partition: Uint8Array): void {
  if (partition.length <= queuePartitionKeyBytesMax) return;
  throw new LydianError(
    "invalid-argument",
    `A partition's name has ${partition.length} bytes: the limit is ${queuePartitionKeyBytesMax}`,
  );
}

/** What will never fit. A client takes the other refusal for one that passes, and asks again for ever. */
function checkItems(queue: Queue, items: readonly Uint8Array[]): void {
  const bytes = items.reduce((sum, item) => sum + item.length, 0);
  const largest = items.reduce((max, item) => Math.max(max, item.length), 0);
  const reason =
    largest > queueItemBytesMax
      ? `an item has ${largest} bytes, and the limit is ${queueItemBytesMax}; keep what is large elsewhere, and put its name`
      : items.length > queueItemsMax
        ? `${items.length} items are more than the ${queueItemsMax} that a partition can hold; put them in parts`
        : bytes > queuePartitionBytesMax
          ? `${bytes} bytes are more than the ${queuePartitionBytesMax} that a partition can hold; put them in parts`
          : undefined;
  if (reason === undefined) return;
  throw new LydianError("invalid-argument", `Cannot put into queue "${queue.name ?? queue.id}": ${reason}`);
}

/** Clients turn this kind into their own `Full`, or wait and ask again. */
function full(queue: Queue, partition: Uint8Array, outcome: Exclude<PutItemsOutcome, "put">): LydianError {
  const key = Buffer.from(partition).toString("utf8");
  const where = key === "" ? "its partition" : `its partition "${key}"`;
  const reason = {
    "too-many-items": `${where} can hold ${queueItemsMax} items`,
    "too-many-bytes": `${where} can hold ${queuePartitionBytesMax} bytes`,
    "too-many-partitions": `it can have ${queuePartitionsMax} partitions with items in them`,
  }[outcome];
  return new LydianError("resource-exhausted", `Queue "${queue.name ?? queue.id}" is full: ${reason}`);
}
