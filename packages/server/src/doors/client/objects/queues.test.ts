import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { setImmediate } from "node:timers/promises";
import { google, modal } from "@lydian/protocol";
import { GrpcRefusal, TestClient } from "../../client.test.peer.ts";
import { grpcCode } from "../../grpc-status.ts";
import { serve } from "../../serving.test.engine.ts";
import type { Serving } from "../../serving.test.engine.ts";

const m = modal.client;
const { Empty } = google.protobuf;
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const texts = (values: readonly Uint8Array[]): string =>
  values.map((value) => Buffer.from(value).toString()).join(" ");

function refusedWith(code: number, message = /./): (error: unknown) => boolean {
  return (error) => error instanceof GrpcRefusal && error.code === code && message.test(error.message);
}

interface Asking {
  readonly partition?: string;
  readonly headers?: Record<string, string>;
}

describe("queues by the public protocol", () => {
  let serving: Serving;
  let client: TestClient;

  before(async () => {
    serving = await serve({});
    client = TestClient.of(serving);
  });

  after(async () => {
    client.close();
    await serving.close();
    assert.deepEqual(serving.bugs, []);
  });

  const getOrCreate = (request: Parameters<typeof m.QueueGetOrCreateRequest.encode>[0]) =>
    client.call("QueueGetOrCreate", m.QueueGetOrCreateRequest, m.QueueGetOrCreateResponse, request);
  const create = async (): Promise<string> =>
    (await getOrCreate({ deploymentName: `q-${randomUUID()}`, objectCreationType: 1 })).queueId;

  async function put(
    queueId: string,
    items: readonly string[],
    { partition = "", headers = {}, ttl = 0 }: Asking & { readonly ttl?: number } = {},
  ): Promise<void> {
    const partitionKey = bytes(partition);
    const request = { queueId, values: items.map(bytes), partitionKey, partitionTtlSeconds: ttl };
    await client.call("QueuePut", m.QueuePutRequest, Empty, request, headers);
  }

  async function get(
    queueId: string,
    {
      nValues = 1,
      timeout = 0,
      partition = "",
      headers = {},
    }: Asking & {
      readonly nValues?: number;
      readonly timeout?: number;
    } = {},
  ): Promise<string> {
    const request = { queueId, nValues, timeout, partitionKey: bytes(partition) };
    const { values } = await client.call("QueueGet", m.QueueGetRequest, m.QueueGetResponse, request, headers);
    return texts(values);
  }

  async function length(
    queueId: string,
    options: { partition?: string; total?: boolean } = {},
  ): Promise<number> {
    const request = { queueId, partitionKey: bytes(options.partition ?? ""), total: options.total ?? false };
    return (await client.call("QueueLen", m.QueueLenRequest, m.QueueLenResponse, request)).len;
  }

  const nextItems = (queueId: string, lastEntryId: string, itemPollTimeout = 0) =>
    client.call("QueueNextItems", m.QueueNextItemsRequest, m.QueueNextItemsResponse, {
      queueId,
      lastEntryId,
      itemPollTimeout,
    });

  it("one of a name is created once, and found by name and id with what clients insist on", async () => {
    await assert.rejects(
      getOrCreate({ deploymentName: "q" }),
      refusedWith(grpcCode.notFound, /Queue 'q' not found in/),
    );
    const created = await getOrCreate({ deploymentName: "q", objectCreationType: 1 });
    assert.match(created.queueId, /^qu-[0-9A-Za-z]{22}$/);
    const request = { queueId: created.queueId };
    const found = await client.call("QueueGetById", m.QueueGetByIdRequest, m.QueueGetByIdResponse, request);
    assert.deepEqual(found.metadata, created.metadata);
    assert.deepEqual([found.metadata?.name, found.metadata?.creationInfo?.createdBy], ["q", "tester"]);
    await client.call("QueueDelete", m.QueueDeleteRequest, Empty, request);
    await assert.rejects(put(created.queueId, ["1"]), refusedWith(grpcCode.notFound));
    await assert.rejects(get(created.queueId, { timeout: 5 }), refusedWith(grpcCode.notFound));
  });

  it("a dict of the same name is another thing", async () => {
    const { queueId } = await getOrCreate({ deploymentName: "same", objectCreationType: 2 });
    const request = { deploymentName: "same", objectCreationType: 2 };
    await client.call("DictGetOrCreate", m.DictGetOrCreateRequest, m.DictGetOrCreateResponse, request);
    await assert.rejects(
      client.call("DictLen", m.DictLenRequest, m.DictLenResponse, { dictId: queueId }),
      refusedWith(grpcCode.notFound),
    );
  });

  it("items come out in the order in which they went in, by partition", async () => {
    const queueId = await create();
    await put(queueId, ["1", "2"]);
    await put(queueId, ["3"]);
    await put(queueId, ["p"], { partition: "p" });
    assert.equal(await get(queueId), "1");
    assert.deepEqual(
      [
        await length(queueId),
        await length(queueId, { partition: "p" }),
        await length(queueId, { total: true }),
      ],
      [2, 1, 3],
    );
    assert.equal(await get(queueId, { nValues: 10 }), "2 3");
    assert.equal(await get(queueId, { nValues: 10, timeout: -0.5 }), "");
    assert.equal(await get(queueId, { partition: "p" }), "p");
  });

  it("a get waits for an item, until its time is over", async () => {
    const queueId = await create();
    const startedAtMs = performance.now();
    assert.equal(await get(queueId, { timeout: 0.2 }), "");
    assert.ok(performance.now() - startedAtMs >= 190);
    const waiting = get(queueId, { timeout: 50, nValues: 5 });
    await put(queueId, ["elsewhere"], { partition: "p" });
    await put(queueId, ["late", "later"]);
    assert.equal(await waiting, "late later");
  });

  it("each item goes to one of those who wait, and none waits while there is one", async () => {
    const queueId = await create();
    const waiting = Array.from({ length: 20 }, () => get(queueId, { timeout: 50 }));
    await Promise.all(
      Array.from({ length: 4 }, (_, i) =>
        put(
          queueId,
          ["a", "b", "c", "d", "e"].map((x) => `${i}${x}`),
        ),
      ),
    );
    const got = await Promise.all(waiting);
    assert.deepEqual(
      got.toSorted(),
      [0, 1, 2, 3].flatMap((i) => ["a", "b", "c", "d", "e"].map((x) => `${i}${x}`)),
    );
    assert.equal(await length(queueId), 0);
  });

  it("a get whose client has left takes nothing, and does not keep others waiting", async () => {
    const queueId = await create();
    // Requests of one connection arrive in their order, the cancellation too.
    const request = { queueId, nValues: 1, timeout: 50 };
    const leaving = client.start("QueueGet", m.QueueGetRequest, request);
    const staying = get(queueId, { timeout: 50 });
    assert.equal(await length(queueId), 0);
    // Not in the turn in which an answer came: Node sends a reset behind what else is sent in it.
    await setImmediate();
    leaving.cancel();
    await put(queueId, ["1"]);
    assert.equal(await staying, "1");
    await setImmediate();
    client.start("QueueGet", m.QueueGetRequest, request).cancel();
    await put(queueId, ["2"]);
    assert.equal(await length(queueId), 1);
    assert.equal(await get(queueId), "2");
  });

  it("a get that is sent again gets the same items", async () => {
    const queueId = await create();
    const headers = { "x-idempotency-key": randomUUID() };
    await put(queueId, ["1", "2", "3"]);
    assert.equal(await get(queueId, { nValues: 2, headers }), "1 2");
    const again = { ...headers, "x-retry-attempt": "1" };
    assert.equal(await get(queueId, { nValues: 2, headers: again }), "1 2");
    assert.equal(await get(queueId, { nValues: 2, headers: { "x-idempotency-key": randomUUID() } }), "3");
  });

  it("a get that is sent again while the first still waits is the one that is answered", async () => {
    const queueId = await create();
    const headers = { "x-idempotency-key": randomUUID() };
    const first = assert.rejects(get(queueId, { timeout: 50, headers }), refusedWith(grpcCode.cancelled));
    const second = get(queueId, { timeout: 50, headers });
    await first;
    await put(queueId, ["1", "2"]);
    assert.equal(await second, "1");
    assert.equal(await get(queueId, { nValues: 5 }), "2");
  });

  it("a put that is sent again is in the queue once", async () => {
    const queueId = await create();
    const headers = { "x-idempotency-key": randomUUID() };
    await Promise.all([put(queueId, ["1"], { headers }), put(queueId, ["1"], { headers })]);
    assert.equal(await get(queueId), "1");
    await put(queueId, ["1"], { headers });
    assert.equal(await length(queueId), 0);
  });

  it("next items are looked at and stay, and are waited for", async () => {
    const queueId = await create();
    assert.deepEqual((await nextItems(queueId, "")).items, []);
    await put(queueId, ["1", "2"]);
    const { items } = await nextItems(queueId, "");
    assert.deepEqual(texts(items.map(({ value }) => value ?? new Uint8Array())), "1 2");
    const cursor = items.at(-1)?.entryId ?? "";
    assert.deepEqual((await nextItems(queueId, cursor)).items, []);
    const waiting = [nextItems(queueId, cursor, 30), nextItems(queueId, cursor, 30)];
    await put(queueId, ["3"]);
    for (const page of await Promise.all(waiting))
      assert.deepEqual(texts(page.items.map(({ value }) => value ?? new Uint8Array())), "3");
    assert.equal(await length(queueId), 3);
    await assert.rejects(nextItems(queueId, "three"), refusedWith(grpcCode.invalidArgument));
  });

  it("more than the largest page of items is looked at in pages", async () => {
    const queueId = await create();
    await put(
      queueId,
      Array.from({ length: 250 }, (_, i) => String(i)),
    );
    const seen: string[] = [];
    let cursor = "";
    for (;;) {
      const { items } = await nextItems(queueId, cursor);
      if (items.length === 0) break;
      seen.push(...items.map(({ value }) => texts([value ?? new Uint8Array()])));
      cursor = items.at(-1)?.entryId ?? "";
    }
    assert.deepEqual(
      seen,
      Array.from({ length: 250 }, (_, i) => String(i)),
    );
  });

  it("a full partition refuses for now, what never fits for good, and neither says when to ask again", async () => {
    const queueId = await create();
    const items = Array.from({ length: 5_000 }, () => "");
    await put(queueId, items);
    await assert.rejects(put(queueId, [""]), refusedWith(grpcCode.resourceExhausted, /is full.*5000 items/));
    await put(queueId, ["other"], { partition: "p" });
    const forGood = (message: RegExp) => refusedWith(grpcCode.invalidArgument, message);
    await assert.rejects(put(queueId, [...items, ""], { partition: "p" }), forGood(/5001 items.*5000/));
    const large = "x".repeat(1024 * 1024 + 1);
    await assert.rejects(put(queueId, [large], { partition: "p" }), forGood(/1048577 bytes.*1048576/));
    const halves = Array.from({ length: 65 }, () => "x".repeat(1024 * 1024));
    await assert.rejects(put(queueId, halves, { partition: "p" }), forGood(/68157440 bytes/));
    await put(queueId, halves.slice(0, 40), { partition: "q" });
    await assert.rejects(
      put(queueId, halves.slice(0, 25), { partition: "q" }),
      refusedWith(grpcCode.resourceExhausted, /"q" can hold 67108864 bytes/),
    );
    await assert.rejects(put(queueId, ["1"], { partition: "x".repeat(65) }), forGood(/65 bytes.*64/));
    await assert.rejects(put(queueId, ["1"], { ttl: -1 }), forGood(/time to live/));
    await assert.rejects(get(queueId, { nValues: 0 }), forGood(/Cannot get 0 items/));
    await put(queueId, []);
  });

  it("a whole partition of the largest items comes out at once", async () => {
    const queueId = await create();
    const items = Array.from({ length: 64 }, (_, i) => String(i % 10).repeat(1024 * 1024));
    await put(queueId, items);
    const got = await get(queueId, { nValues: 5_000 });
    assert.ok(got === items.join(" "));
  });

  it("one partition is cleared, or all", async () => {
    const queueId = await create();
    for (const partition of ["", "p", "q"]) await put(queueId, ["1", "2"], { partition });
    const clear = (request: Parameters<typeof m.QueueClearRequest.encode>[0]) =>
      client.call("QueueClear", m.QueueClearRequest, Empty, { queueId, ...request });
    await clear({ partitionKey: bytes("p") });
    assert.equal(await length(queueId, { total: true }), 4);
    await clear({ allPartitions: true });
    assert.equal(await length(queueId, { total: true }), 0);
  });

  it("a list tells how much is in each, up to the limit that is asked for", async () => {
    const environmentName = "listing";
    await client.call("EnvironmentCreate", m.EnvironmentCreateRequest, Empty, { name: environmentName });
    for (const deploymentName of ["a", "b"])
      await getOrCreate({ deploymentName, environmentName, objectCreationType: 1 });
    const { queueId } = await getOrCreate({ deploymentName: "a", environmentName });
    await put(queueId, ["1", "2"]);
    await put(queueId, ["3"], { partition: "p" });
    const sizes = async (totalSizeLimit: number): Promise<unknown[]> => {
      const request = { environmentName, totalSizeLimit };
      const { queues } = await client.call("QueueList", m.QueueListRequest, m.QueueListResponse, request);
      return queues
        .map(({ name, numPartitions, totalSize }) => [name, numPartitions, totalSize])
        .toSorted((x, y) => String(x[0]).localeCompare(String(y[0])));
    };
    assert.deepEqual(await sizes(0), [
      ["a", 2, 3],
      ["b", 0, 0],
    ]);
    assert.deepEqual(await sizes(2), [
      ["a", 2, 2],
      ["b", 0, 0],
    ]);
  });
});
