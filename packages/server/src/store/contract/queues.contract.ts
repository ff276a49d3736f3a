import assert from "node:assert/strict";
import { test } from "node:test";
import type { QueueId } from "../../model/ids.ts";
import type { PutItemsOutcome, QueueLimits, Queues } from "../queues.ts";
import { freshStore, type OpenStoreUnderTest } from "./fixture.contract.ts";

const a: QueueId = "qu-a";
const b: QueueId = "qu-b";
const atMs = 1_000_000_000;
const expiresAtMs = atMs + 1_000;
const limits: QueueLimits = { itemsMax: 100, bytesMax: 10_000, partitionsMax: 100 };
let requests = 0;

function bytes(value: string): Uint8Array {
  return new Uint8Array(Buffer.from(value));
}

interface Where {
  readonly queueId?: QueueId;
  readonly partition?: string;
  readonly atMs?: number;
}

function put(
  queues: Queues,
  items: string,
  options: Where & { readonly limits?: Partial<QueueLimits>; readonly request?: string; ttlMs?: number } = {},
): Promise<PutItemsOutcome> {
  const nowMs = options.atMs ?? atMs;
  return queues.put(options.queueId ?? a, bytes(options.partition ?? ""), items.split(" ").map(bytes), {
    atMs: nowMs,
    expiresAtMs: nowMs + (options.ttlMs ?? 1_000),
    limits: { ...limits, ...options.limits },
    ...(options.request !== undefined && { request: options.request }),
  });
}

async function take(
  queues: Queues,
  limit: number,
  options: Where & { readonly request?: string; readonly rememberedBytesMax?: number } = {},
): Promise<string> {
  requests += 1;
  const taken = await queues.take(options.queueId ?? a, bytes(options.partition ?? ""), {
    request: options.request ?? `request ${requests}`,
    limit,
    atMs: options.atMs ?? atMs,
    rememberedBytesMax: options.rememberedBytesMax ?? 1_000_000,
  });
  return taken.values.map((value) => Buffer.from(value).toString()).join(" ");
}

async function count(queues: Queues, where: Where & { readonly isTotal?: boolean } = {}): Promise<number[]> {
  const partition = where.isTotal === true ? "all" : bytes(where.partition ?? "");
  const { items, partitions } = await queues.count(where.queueId ?? a, partition, where.atMs ?? atMs);
  return [items, partitions];
}

export function queuesContract(open: OpenStoreUnderTest): void {
  test("take() gives items in the order in which they were put, each once", async (t) => {
    const { queues } = await freshStore(t, open);
    assert.equal(await take(queues, 1), "");
    assert.equal(await put(queues, "1 2 3"), "put");
    await put(queues, "4");
    assert.deepEqual(await count(queues), [4, 1]);
    assert.equal(await take(queues, 1), "1");
    assert.equal(await take(queues, 2), "2 3");
    assert.equal(await take(queues, 9), "4");
    assert.equal(await take(queues, 9), "");
    assert.deepEqual(await count(queues), [0, 0]);
  });

  test("partitions and queues have nothing to do with each other", async (t) => {
    const { queues } = await freshStore(t, open);
    await put(queues, "default");
    await put(queues, "p1 p2", { partition: "p" });
    await put(queues, "other", { queueId: b, partition: "p" });
    assert.deepEqual(await count(queues, { isTotal: true }), [3, 2]);
    assert.equal(await take(queues, 9, { partition: "p" }), "p1 p2");
    assert.equal(await take(queues, 9, { partition: "P" }), "");
    assert.deepEqual(await count(queues, { isTotal: true }), [1, 1], "one without items is none");
    assert.equal(await take(queues, 9), "default");
    assert.equal(await take(queues, 9, { queueId: b, partition: "p" }), "other");
  });

  test("items are bytes, empty ones too", async (t) => {
    const { queues } = await freshStore(t, open);
    const items = [new Uint8Array(0), new Uint8Array([0, 255, 0])];
    await queues.put(a, new Uint8Array([0]), items, { atMs, expiresAtMs, limits });
    const options = { request: "r", limit: 9, atMs, rememberedBytesMax: 100 };
    const { values } = await queues.take(a, new Uint8Array([0]), options);
    assert.deepEqual(values, items);
  });

  for (const [outcome, narrow, items] of [
    ["too-many-items", { itemsMax: 3 }, "3 4"],
    ["too-many-bytes", { bytesMax: 5 }, "3456"],
  ] as const) {
    test(`put() adds none of its items where there would be ${outcome}`, async (t) => {
      const { queues } = await freshStore(t, open);
      await put(queues, "1 2", { limits: narrow });
      assert.equal(await put(queues, items, { limits: narrow }), outcome);
      assert.equal(await put(queues, items, { limits: narrow, partition: "empty" }), "put");
      assert.equal(await take(queues, 1), "1");
      assert.equal(await put(queues, "3", { limits: narrow }), "put");
      assert.equal(await take(queues, 9), "2 3");
    });
  }

  test("put() makes no more partitions than there may be, but uses the room of empty and expired ones", async (t) => {
    const { queues } = await freshStore(t, open);
    const narrow = { limits: { partitionsMax: 2 } };
    await put(queues, "1", { ...narrow, partition: "p" });
    await put(queues, "2", { ...narrow, partition: "q", ttlMs: 5_000 });
    assert.equal(await put(queues, "3", { ...narrow, partition: "r" }), "too-many-partitions");
    assert.equal(await put(queues, "3", { ...narrow, partition: "q", ttlMs: 5_000 }), "put");
    assert.equal(await put(queues, "3", { ...narrow, partition: "r", queueId: b }), "put");
    await take(queues, 1, { partition: "p" });
    assert.equal(await put(queues, "4", { ...narrow, partition: "r" }), "put", "p is empty");
    assert.equal(await put(queues, "5", { ...narrow, partition: "p" }), "too-many-partitions");
    const laterMs = expiresAtMs + 1;
    assert.equal(
      await put(queues, "5", { ...narrow, partition: "p", atMs: laterMs }),
      "put",
      "r has expired",
    );
    assert.equal(await take(queues, 9, { partition: "q", atMs: laterMs }), "2 3");
  });

  test("a repeated put is in the queue once, also after a restart and after its item was taken", async (t) => {
    const underTest = await open();
    t.after(() => underTest.discard());
    let { queues } = underTest.store;
    const puts = await Promise.all([1, 2].map(() => put(queues, "1 2", { request: "r" })));
    assert.deepEqual(puts, ["put", "put"]);
    assert.equal(await take(queues, 1), "1");
    ({ queues } = await underTest.reopen());
    assert.equal(await put(queues, "1 2", { request: "r" }), "put");
    assert.equal(await take(queues, 9), "2");
    await put(queues, "1 2", { request: "r2", limits: { itemsMax: 1 } });
    assert.equal(await put(queues, "1 2", { request: "r2" }), "put", "one that was refused may come again");
    assert.equal(await take(queues, 9), "1 2");
  });

  test("a repeated take is answered with the same items, also after a restart", async (t) => {
    const underTest = await open();
    t.after(() => underTest.discard());
    let { queues } = underTest.store;
    await put(queues, "1 2 3");
    const takes = await Promise.all([1, 2].map(() => take(queues, 2, { request: "r" })));
    assert.deepEqual(takes, ["1 2", "1 2"]);
    ({ queues } = await underTest.reopen());
    assert.equal(await take(queues, 2, { request: "r" }), "1 2");
    assert.equal(await take(queues, 9, { request: "s" }), "3");
    await queues.expire({ atMs, requestsBeforeMs: atMs + 1, limit: 10 });
    assert.equal(await take(queues, 2, { request: "r" }), "", "forgotten");
    assert.equal(await take(queues, 2, { request: "t" }), "");
  });

  test("take() does not remember that there was nothing", async (t) => {
    const { queues } = await freshStore(t, open);
    assert.equal(await take(queues, 1, { request: "r" }), "");
    await put(queues, "1");
    assert.equal(await take(queues, 1, { request: "r" }), "1");
  });

  test("take() remembers no more bytes than it is told, the newest first", async (t) => {
    const { queues } = await freshStore(t, open);
    await put(queues, "12345 6789 abc");
    const rememberedBytesMax = 8;
    for (const request of ["r", "s", "t"]) await take(queues, 1, { request, rememberedBytesMax });
    await put(queues, "new");
    assert.equal(await take(queues, 1, { request: "t" }), "abc");
    assert.equal(await take(queues, 1, { request: "s" }), "6789");
    assert.equal(await take(queues, 1, { request: "r" }), "new");
  });

  test("giveBack() puts items back to where they were", async (t) => {
    const { queues } = await freshStore(t, open);
    await put(queues, "1 2 3");
    assert.equal(await take(queues, 2, { request: "r" }), "1 2");
    await put(queues, "4");
    const back = { request: "r", expiresAtMs, atMs };
    assert.equal(await queues.giveBack(a, bytes(""), back), 2);
    assert.equal(await queues.giveBack(a, bytes(""), back), 0, "once");
    assert.deepEqual(await count(queues), [4, 1]);
    assert.equal(await take(queues, 3, { request: "r" }), "1 2 3", "as if it had never asked");
    assert.equal(await take(queues, 3), "4");
  });

  test("giveBack() makes its partition again, and brings back nothing that has expired", async (t) => {
    const { queues } = await freshStore(t, open);
    const narrow = { limits: { partitionsMax: 1 } };
    await put(queues, "1", { ...narrow, partition: "p" });
    await take(queues, 1, { partition: "p", request: "r" });
    await put(queues, "2", { ...narrow, partition: "q" });
    assert.equal(await queues.giveBack(a, bytes("p"), { request: "r", expiresAtMs, atMs }), 1);
    assert.equal(await take(queues, 1, { partition: "p" }), "1");
    await take(queues, 1, { partition: "q", request: "s" });
    const late = { request: "s", expiresAtMs, atMs: expiresAtMs };
    assert.equal(await queues.giveBack(a, bytes("q"), late), 0);
    assert.deepEqual(await count(queues, { isTotal: true }), [0, 0]);
  });

  test("a partition is empty once its time is over, which every put sets anew", async (t) => {
    const { queues } = await freshStore(t, open);
    await put(queues, "1", { ttlMs: 100 });
    await put(queues, "2", { ttlMs: 500, atMs: atMs + 50 });
    assert.deepEqual(await count(queues, { atMs: atMs + 549 }), [2, 1]);
    for (const isTotal of [true, false])
      assert.deepEqual(await count(queues, { atMs: atMs + 550, isTotal }), [0, 0]);
    assert.equal(await take(queues, 9, { atMs: atMs + 550 }), "");
    assert.deepEqual(await queues.read(a, bytes(""), { after: 0, limit: 9, atMs: atMs + 550 }), []);
    await put(queues, "3", { atMs: atMs + 600 });
    assert.equal(await take(queues, 9, { atMs: atMs + 600 }), "3", "what has expired does not come back");
  });

  test("read() takes nothing, and goes on after what was read, also where that is gone", async (t) => {
    const { queues } = await freshStore(t, open);
    await put(queues, "1 2 3 4");
    const read = async (after: number, limit: number): Promise<readonly (string | number)[]> => {
      const items = await queues.read(a, bytes(""), { after, limit, atMs });
      return [...items.map(({ value }) => Buffer.from(value).toString()), items.at(-1)?.sequence ?? 0];
    };
    const [first, second, cursor] = await read(0, 2);
    assert.deepEqual([first, second], ["1", "2"]);
    assert.equal(await take(queues, 3), "1 2 3");
    assert.deepEqual((await read(Number(cursor), 9)).slice(0, -1), ["4"]);
    assert.deepEqual(await count(queues), [1, 1]);
  });

  test("clear() empties one partition, clearAll() in steps those that were there when it began", async (t) => {
    const { queues } = await freshStore(t, open);
    for (const partition of ["p", "q", "r"]) await put(queues, "1 2", { partition });
    await put(queues, "other", { queueId: b });
    await queues.clear(a, bytes("q"));
    assert.deepEqual(await count(queues, { isTotal: true }), [4, 2]);
    let step = await queues.clearAll(a, { limit: 1 });
    assert.equal(step.isDone, false);
    await put(queues, "new", { partition: "s" });
    while (!step.isDone) step = await queues.clearAll(a, { until: step.until, limit: 1 });
    assert.deepEqual(await count(queues, { isTotal: true }), [1, 1]);
    assert.deepEqual(await count(queues, { queueId: b, isTotal: true }), [1, 1]);
  });

  test("expire() deletes expired partitions of all queues in steps, and no others", async (t) => {
    const { queues } = await freshStore(t, open);
    for (const queueId of [a, b]) {
      await put(queues, "1 2", { queueId, partition: "old", ttlMs: 10 });
      await put(queues, "3", { queueId });
    }
    const options = { requestsBeforeMs: 0, limit: 1, atMs: atMs + 10 };
    assert.equal(await queues.expire({ ...options, atMs }), 0);
    assert.equal(await queues.expire(options), 1);
    assert.equal(await queues.expire(options), 1);
    assert.equal(await queues.expire(options), 0);
    assert.deepEqual(await count(queues, { isTotal: true }), [1, 1]);
    assert.deepEqual(await count(queues, { queueId: b, isTotal: true }), [1, 1]);
  });

  test("items wait where they were after a restart", async (t) => {
    const underTest = await open();
    t.after(() => underTest.discard());
    await put(underTest.store.queues, "1 2 3");
    await take(underTest.store.queues, 1);
    const { queues } = await underTest.reopen();
    await put(queues, "4");
    assert.deepEqual(await count(queues), [3, 1]);
    assert.equal(await take(queues, 9), "2 3 4");
  });
}
