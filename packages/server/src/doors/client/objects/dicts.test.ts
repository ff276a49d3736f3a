import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { google, modal } from "@lydian/protocol";
import { GrpcRefusal, TestClient } from "../../client.test.peer.ts";
import { grpcCode } from "../../grpc-status.ts";
import { serve } from "../../serving.test.engine.ts";
import type { Serving } from "../../serving.test.engine.ts";

const m = modal.client;
const { Empty } = google.protobuf;
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

function refusedWith(code: number, message = /./): (error: unknown) => boolean {
  return (error) => error instanceof GrpcRefusal && error.code === code && message.test(error.message);
}

describe("dicts by the public protocol", () => {
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

  const getOrCreate = (request: Parameters<typeof m.DictGetOrCreateRequest.encode>[0]) =>
    client.call("DictGetOrCreate", m.DictGetOrCreateRequest, m.DictGetOrCreateResponse, request);
  const create = async (deploymentName: string): Promise<string> =>
    (await getOrCreate({ deploymentName, objectCreationType: 1 })).dictId;
  const update = (
    dictId: string,
    entries: Readonly<Record<string, string>>,
    { ifNotExists = false, headers = {} } = {},
  ) =>
    client.call(
      "DictUpdate",
      m.DictUpdateRequest,
      m.DictUpdateResponse,
      {
        dictId,
        updates: Object.entries(entries).map(([key, value]) => ({ key: bytes(key), value: bytes(value) })),
        ifNotExists,
      },
      headers,
    );
  const get = (dictId: string, key: string) =>
    client.call("DictGet", m.DictGetRequest, m.DictGetResponse, { dictId, key: bytes(key) });
  const pop = (dictId: string, key: string, headers = {}) =>
    client.call("DictPop", m.DictPopRequest, m.DictPopResponse, { dictId, key: bytes(key) }, headers);
  const list = (request: Parameters<typeof m.DictListRequest.encode>[0]) =>
    client.call("DictList", m.DictListRequest, m.DictListResponse, request);
  const length = async (dictId: string): Promise<number> =>
    (await client.call("DictLen", m.DictLenRequest, m.DictLenResponse, { dictId })).len;
  async function contents(dictId: string, halves: { keys?: boolean; values?: boolean }): Promise<string[]> {
    const all: string[] = [];
    const request = { dictId, ...halves };
    for await (const entry of client.stream("DictContents", m.DictContentsRequest, m.DictEntry, request))
      all.push(`${Buffer.from(entry.key).toString()}=${Buffer.from(entry.value).toString()}`);
    return all;
  }

  it("one of a name is created once, and found by name and id with what clients insist on", async () => {
    await assert.rejects(
      getOrCreate({ deploymentName: "d" }),
      refusedWith(grpcCode.notFound, /Dict 'd' not found in environment 'main'/),
    );
    const created = await getOrCreate({ deploymentName: "d", objectCreationType: 2 });
    assert.match(created.dictId, /^di-[0-9A-Za-z]{22}$/);
    assert.equal(created.metadata?.name, "d");
    assert.equal(created.metadata?.creationInfo?.createdBy, "tester");
    assert.ok(Math.abs((created.metadata?.creationInfo?.createdAt ?? 0) - Date.now() / 1000) < 60);
    assert.equal(await create("d"), created.dictId);
    assert.equal((await getOrCreate({ deploymentName: "d" })).dictId, created.dictId);
    await assert.rejects(
      getOrCreate({ deploymentName: "d", objectCreationType: 2 }),
      refusedWith(grpcCode.alreadyExists, /"d" exists/),
    );
    const request = { dictId: created.dictId };
    const found = await client.call("DictGetById", m.DictGetByIdRequest, m.DictGetByIdResponse, request);
    assert.deepEqual(found.metadata, created.metadata);
  });

  for (const name of ["has space", "has/slash", "a".repeat(65), "", `ap-${"0".repeat(22)}`]) {
    it(`"${name}" is no name, to look up or to create`, async () => {
      for (const objectCreationType of [0, 1, 2]) {
        await assert.rejects(
          getOrCreate({ deploymentName: name, objectCreationType }),
          refusedWith(grpcCode.invalidArgument, /Cannot name a dict/),
        );
      }
    });
  }

  it("what is not there is not found: dicts, environments, and what was deleted", async () => {
    const notFound = refusedWith(grpcCode.notFound);
    for (const dictId of ["di-nonexistent", "qu-0", ""]) {
      await assert.rejects(get(dictId, "k"), notFound);
      await assert.rejects(length(dictId), notFound);
      await assert.rejects(contents(dictId, { keys: true }), notFound);
      await assert.rejects(client.call("DictHeartbeat", m.DictHeartbeatRequest, Empty, { dictId }), notFound);
    }
    await assert.rejects(
      getOrCreate({ deploymentName: "d", environmentName: "nowhere", objectCreationType: 1 }),
      refusedWith(grpcCode.notFound, /Environment "nowhere"/),
    );
    const dictId = await create("deleted");
    await update(dictId, { k: "1" });
    await client.call("DictDelete", m.DictDeleteRequest, Empty, { dictId });
    await assert.rejects(update(dictId, { k: "1" }), notFound);
    const again = await create("deleted");
    assert.notEqual(again, dictId);
    assert.equal(await length(again), 0);
  });

  it("entries are put, found, popped and cleared", async () => {
    const dictId = await create("entries");
    assert.equal((await update(dictId, { a: "1", b: "" })).created, true);
    assert.equal((await update(dictId, { a: "2" }, { ifNotExists: true })).created, false);
    assert.equal((await update(dictId, { c: "3" }, { ifNotExists: true })).created, true);
    assert.deepEqual(Buffer.from((await get(dictId, "a")).value ?? "").toString(), "1");
    const empty = await get(dictId, "b");
    assert.deepEqual([empty.found, empty.value?.length], [true, 0]);
    const missing = await get(dictId, "x");
    assert.deepEqual([missing.found, missing.value ?? null], [false, null]);
    const has = async (key: string): Promise<boolean> =>
      (
        await client.call("DictContains", m.DictContainsRequest, m.DictContainsResponse, {
          dictId,
          key: bytes(key),
        })
      ).found;
    assert.deepEqual([await has("a"), await has("x")], [true, false]);
    assert.deepEqual([(await pop(dictId, "a")).found, (await pop(dictId, "a")).found], [true, false]);
    assert.equal(await length(dictId), 2);
    await client.call("DictClear", m.DictClearRequest, Empty, { dictId });
    assert.equal(await length(dictId), 0);
  });

  it("contents are streamed whole, however many, with the values only if they are wanted", async () => {
    const dictId = await create("contents");
    const entries = Object.fromEntries(Array.from({ length: 2_345 }, (_, i) => [`k${i}`, `v${i}`]));
    await update(dictId, entries);
    const both = await contents(dictId, { keys: true, values: true });
    assert.deepEqual(
      both.toSorted(),
      Object.entries(entries)
        .map(([k, v]) => `${k}=${v}`)
        .toSorted(),
    );
    const keys = await contents(dictId, { keys: true });
    assert.deepEqual(
      keys.toSorted(),
      Object.keys(entries)
        .map((k) => `${k}=`)
        .toSorted(),
    );
    assert.deepEqual(await contents(dictId, { values: true }), both, "with their keys");
  });

  it("a new one begins with the data given, one that was there keeps its own", async () => {
    const data = [{ key: bytes("k"), value: bytes("1") }];
    const request = { deploymentName: "data", objectCreationType: 1 };
    const { dictId } = await getOrCreate({ ...request, data });
    await pop(dictId, "k");
    await getOrCreate({ ...request, data });
    assert.equal(await length(dictId), 0);
    const anonymous = await getOrCreate({ objectCreationType: 5, data });
    assert.equal(await length(anonymous.dictId), 1);
  });

  it("a request that is repeated is answered as it was, and changes nothing", async () => {
    const dictId = await create("repeated");
    const keys = [1, 2, 3].map(() => ({ "x-idempotency-key": randomUUID() }));
    const lock = { ifNotExists: true, headers: keys[0] };
    assert.equal((await update(dictId, { lock: "me" }, lock)).created, true);
    assert.equal((await update(dictId, { lock: "me" }, lock)).created, true);
    await update(dictId, { k: "1" }, { headers: keys[1] });
    await update(dictId, { k: "2" });
    await update(dictId, { k: "1" }, { headers: keys[1] });
    assert.equal(Buffer.from((await pop(dictId, "k", keys[2])).value ?? "").toString(), "2");
    assert.equal(Buffer.from((await pop(dictId, "k", keys[2])).value ?? "").toString(), "2");
    assert.equal((await pop(dictId, "k")).found, false);
  });

  it("too many entries at once are refused whole", async () => {
    const dictId = await create("many");
    const entries = Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`k${i}`, ""]));
    await assert.rejects(
      update(dictId, entries),
      refusedWith(grpcCode.invalidArgument, /10001 entries .*the limit is 10000/),
    );
    assert.equal(await length(dictId), 0);
  });

  it("an anonymous one is found by its id, has no name, and is not listed", async () => {
    const { dictId, metadata } = await getOrCreate({ objectCreationType: 5 });
    assert.equal(metadata?.name, "");
    assert.ok(metadata?.creationInfo);
    await client.call("DictHeartbeat", m.DictHeartbeatRequest, Empty, { dictId });
    await update(dictId, { k: "1" });
    const { dicts } = await list({});
    assert.equal(
      dicts.some((dict) => dict.dictId === dictId),
      false,
    );
    await assert.rejects(getOrCreate({ objectCreationType: 4 }), refusedWith(grpcCode.invalidArgument));
  });

  it("those of an environment are listed newest first, a page at a time", async () => {
    await client.call("EnvironmentCreate", m.EnvironmentCreateRequest, Empty, { name: "listing" });
    const environmentName = "listing";
    for (let i = 0; i < 5; i += 1)
      await getOrCreate({ deploymentName: `l${i}`, environmentName, objectCreationType: 1 });
    const seen = new Set<string>();
    for (let createdBefore = 0, size = 2; size >= 2;) {
      const page = await list({ environmentName, pagination: { maxObjects: 2, createdBefore } });
      for (const { name, dictId, metadata } of page.dicts) {
        assert.match(dictId ?? "", /^di-/);
        assert.equal(metadata?.name, name);
        seen.add(name ?? "");
      }
      size = page.dicts.length;
      createdBefore = page.dicts.at(-1)?.metadata?.creationInfo?.createdAt ?? 0;
      assert.equal(page.environmentName, "listing");
    }
    assert.deepEqual([...seen].toSorted(), ["l0", "l1", "l2", "l3", "l4"]);
    const times = (await list({ environmentName })).dicts.map(({ createdAt }) => createdAt ?? 0);
    assert.deepEqual(
      times,
      times.toSorted((a, b) => b - a),
    );
  });
});
