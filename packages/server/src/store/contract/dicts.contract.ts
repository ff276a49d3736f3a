import assert from "node:assert/strict";
import { test } from "node:test";
import type { DictId } from "../../model/ids.ts";
import { dictUseMsPrecision, type DictEntry, type Dicts } from "../dicts.ts";
import { freshStore, type OpenStoreUnderTest } from "./fixture.contract.ts";

const a: DictId = "di-a";
const b: DictId = "di-b";
const atMs = 1_000_000_000;
const roomy = { isKeepingExisting: false, bytesMax: 1_000_000, atMs } as const;

function bytes(value: string): Uint8Array {
  return new Uint8Array(Buffer.from(value));
}

function entry(key: string, value: string): DictEntry {
  return { key: bytes(key), value: bytes(value) };
}

async function get(dicts: Dicts, key: string, dictId = a, nowMs = atMs): Promise<string | undefined> {
  const value = await dicts.get(dictId, bytes(key), nowMs);
  return value && Buffer.from(value).toString();
}

async function contents(dicts: Dicts, limit: number, dictId = a): Promise<readonly string[]> {
  const all: string[] = [];
  let page: readonly DictEntry[] = [];
  do {
    const after = page.at(-1)?.key;
    page = await dicts.read(dictId, { ...(after && { after }), limit, atMs });
    all.push(
      ...page.map(({ key, value }) => `${Buffer.from(key).toString()}=${Buffer.from(value).toString()}`),
    );
  } while (page.length > 0);
  return all;
}

export function dictsContract(open: OpenStoreUnderTest): void {
  test("entries are read as they were written, of this dict alone, empty ones included", async (t) => {
    const { dicts } = await freshStore(t, open);
    assert.deepEqual(await dicts.put(a, [entry("k", "1"), entry("", "")], roomy), {
      kind: "put",
      created: 2,
    });
    await dicts.put(b, [entry("k", "of b")], roomy);
    assert.equal(await get(dicts, "k"), "1");
    assert.equal(await get(dicts, ""), "");
    assert.equal(await get(dicts, "k", b), "of b");
    assert.equal(await get(dicts, "K"), undefined);
    assert.deepEqual(
      [await dicts.has(a, bytes("k"), atMs), await dicts.has(b, bytes(""), atMs)],
      [true, false],
    );
    assert.deepEqual([await dicts.count(a), await dicts.count(b), await dicts.count("di-c")], [2, 1, 0]);
  });

  test("put() overwrites, or leaves alone what is there, and tells how many are new", async (t) => {
    const { dicts } = await freshStore(t, open);
    await dicts.put(a, [entry("k", "1")], roomy);
    assert.deepEqual(await dicts.put(a, [entry("k", "2"), entry("l", "2")], roomy), {
      kind: "put",
      created: 1,
    });
    const outcome = await dicts.put(a, [entry("k", "3"), entry("m", "3")], {
      ...roomy,
      isKeepingExisting: true,
    });
    assert.deepEqual(outcome, { kind: "put", created: 1 });
    assert.deepEqual(await contents(dicts, 10), ["k=2", "l=2", "m=3"]);
    assert.equal(await dicts.count(a), 3);
  });

  test("put() writes the last of equal keys, once", async (t) => {
    const { dicts } = await freshStore(t, open);
    assert.deepEqual(await dicts.put(a, [entry("k", "1"), entry("k", "2")], roomy), {
      kind: "put",
      created: 1,
    });
    assert.deepEqual(await contents(dicts, 10), ["k=2"]);
  });

  test("put() changes nothing where there would be too many bytes", async (t) => {
    const { dicts } = await freshStore(t, open);
    const options = { ...roomy, bytesMax: 10 };
    await dicts.put(a, [entry("k", "12345")], options);
    assert.deepEqual(await dicts.put(a, [entry("l", ""), entry("m", "123")], options), { kind: "full" });
    assert.deepEqual(await contents(dicts, 10), ["k=12345"]);
    await dicts.pop(a, bytes("k"), { atMs });
    assert.deepEqual(await dicts.put(a, [entry("m", "123456789")], options), { kind: "put", created: 1 });
  });

  test("pop() removes an entry once", async (t) => {
    const { dicts } = await freshStore(t, open);
    await dicts.put(a, [entry("k", "1")], roomy);
    const popped = await Promise.all([1, 2].map(() => dicts.pop(a, bytes("k"), { atMs })));
    assert.deepEqual(popped, [bytes("1"), undefined]);
    assert.equal(await dicts.count(a), 0);
  });

  test("a repeated request changes nothing and is answered as before, also after a restart", async (t) => {
    const underTest = await open();
    t.after(() => underTest.discard());
    let { dicts } = underTest.store;
    const lock = { ...roomy, isKeepingExisting: true };
    assert.deepEqual(await dicts.put(a, [entry("lock", "me")], { ...lock, request: "r1" }), {
      kind: "put",
      created: 1,
    });
    assert.deepEqual(await dicts.put(a, [entry("k", "1")], { ...roomy, request: "r2" }), {
      kind: "put",
      created: 1,
    });
    await dicts.put(a, [entry("k", "2")], roomy);
    assert.deepEqual(await dicts.pop(a, bytes("k"), { atMs, request: "r3" }), bytes("2"));
    await dicts.put(a, [entry("k", "3")], roomy);
    ({ dicts } = await underTest.reopen());
    assert.deepEqual(await dicts.put(a, [entry("lock", "me")], { ...lock, request: "r1" }), {
      kind: "put",
      created: 1,
    });
    await dicts.put(a, [entry("k", "1")], { ...roomy, request: "r2" });
    assert.deepEqual(await dicts.pop(a, bytes("k"), { atMs, request: "r3" }), bytes("2"));
    assert.equal(await get(dicts, "k"), "3");
    assert.deepEqual(await dicts.put(a, [entry("lock", "you")], { ...lock, request: "r4" }), {
      kind: "put",
      created: 0,
    });
    assert.ok((await dicts.expire({ usedBeforeMs: 0, requestsBeforeMs: atMs + 1, limit: 100 })) >= 4);
    assert.deepEqual(await dicts.pop(a, bytes("k"), { atMs, request: "r3" }), bytes("3"), "forgotten");
  });

  test("read() gives all entries by key, a page at a time, whatever is put and popped meanwhile", async (t) => {
    const { dicts } = await freshStore(t, open);
    await dicts.put(
      a,
      ["d", "b", "a", "c", ""].map((key) => entry(key, key)),
      roomy,
    );
    await dicts.put(b, [entry("z", "z")], roomy);
    assert.deepEqual(await contents(dicts, 2), ["=", "a=a", "b=b", "c=c", "d=d"]);
    const first = await dicts.read(a, { limit: 2, atMs });
    await dicts.pop(a, bytes("a"), { atMs });
    await dicts.put(a, [entry("a", "again"), entry("c", "new")], roomy);
    const rest = await dicts.read(a, { after: first.at(-1)?.key ?? bytes(""), limit: 9, atMs });
    assert.deepEqual(
      rest.map(({ value }) => Buffer.from(value).toString()),
      ["b", "new", "d"],
      "none of them twice",
    );
  });

  test("read() ends a page early where entries are large", async (t) => {
    const { dicts } = await freshStore(t, open);
    const large = new Uint8Array(9 * 1024 * 1024);
    for (const key of ["a", "b", "c"])
      await dicts.put(a, [{ key: bytes(key), value: large }], { ...roomy, bytesMax: 1e9 });
    const page = await dicts.read(a, { limit: 10, atMs });
    assert.deepEqual(
      page.map(({ key, value }) => [Buffer.from(key).toString(), value.length]),
      [
        ["a", large.length],
        ["b", large.length],
      ],
    );
  });

  test("clear() deletes in steps what was there when it began, of this dict alone", async (t) => {
    const { dicts } = await freshStore(t, open);
    const numbered = Array.from({ length: 5 }, (_, i) => entry(`k${i}`, "old"));
    await dicts.put(a, numbered, roomy);
    await dicts.put(b, numbered, roomy);
    let step = await dicts.clear(a, { limit: 2 });
    assert.equal(step.isDone, false);
    await dicts.put(a, [entry("k9", "new")], roomy);
    while (!step.isDone) step = await dicts.clear(a, { until: step.until, limit: 2 });
    assert.deepEqual(await contents(dicts, 10), ["k9=new"]);
    assert.deepEqual([await dicts.count(a), await dicts.count(b)], [1, 5]);
  });

  test("expire() deletes what was not used, and never what was", async (t) => {
    const { dicts } = await freshStore(t, open);
    const all = ["old", "got", "had", "listed"].map((key) => entry(key, key));
    await dicts.put(a, all, roomy);
    await dicts.put(b, [entry("listed", "")], roomy);
    const laterMs = atMs + dictUseMsPrecision;
    await get(dicts, "got", a, laterMs);
    await dicts.has(a, bytes("had"), laterMs);
    await dicts.read(b, { limit: 10, atMs: laterMs });
    await dicts.put(a, [entry("listed", "written")], { ...roomy, atMs: laterMs });
    const options = { requestsBeforeMs: 0, limit: 10 };
    assert.equal(await dicts.expire({ ...options, usedBeforeMs: atMs }), 0);
    assert.equal(await dicts.expire({ ...options, usedBeforeMs: laterMs }), 1);
    assert.deepEqual(await contents(dicts, 10), ["got=got", "had=had", "listed=written"]);
    assert.deepEqual([await dicts.count(a), await dicts.count(b)], [3, 1]);
    assert.equal(await dicts.expire({ ...options, usedBeforeMs: laterMs + 1, limit: 2 }), 2, "in steps");
  });

  test("entries are there after a restart", async (t) => {
    const underTest = await open();
    t.after(() => underTest.discard());
    await underTest.store.dicts.put(a, [entry("k", "1"), entry("l", "2")], roomy);
    const { dicts } = await underTest.reopen();
    assert.deepEqual(await contents(dicts, 10), ["k=1", "l=2"]);
    assert.equal(await dicts.count(a), 2);
  });
}
