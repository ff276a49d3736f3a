import assert from "node:assert/strict";
import { test } from "node:test";
import { freshStore, type OpenStoreUnderTest } from "./fixture.contract.ts";

function bytes(value: string): Uint8Array {
  return new Uint8Array(Buffer.from(value));
}

export function recordsContract(open: OpenStoreUnderTest): void {
  test("records are read as they were written, empty values included", async (t) => {
    const { records } = await freshStore(t, open);
    assert.equal(await records.read("app", "a"), undefined);
    assert.deepEqual(
      await records.write([
        { kind: "app", key: "a", value: bytes("one") },
        { kind: "app", key: "b", value: bytes("") },
      ]),
      { kind: "written" },
    );
    const a = await records.read("app", "a");
    assert.deepEqual([a?.kind, a?.key, a?.value], ["app", "a", bytes("one")]);
    assert.deepEqual((await records.read("app", "b"))?.value, bytes(""));
    assert.equal(await records.read("token", "a"), undefined);
  });

  test("write() makes no change if one expectation fails, and names it", async (t) => {
    const { records } = await freshStore(t, open);
    await records.write([{ kind: "app", key: "a", value: bytes("1"), expect: 0 }]);
    const first = await records.read("app", "a");
    const outcome = await records.write([
      { kind: "app", key: "new", value: bytes("2") },
      { kind: "app", key: "a", value: bytes("2"), expect: 0 },
      { kind: "app", key: "b", value: bytes("2"), expect: 5 },
    ]);
    assert.deepEqual(outcome, { kind: "conflict", record: { kind: "app", key: "a" } });
    assert.equal(await records.read("app", "new"), undefined);
    const expect = first?.revision ?? -1;
    assert.deepEqual(await records.write([{ kind: "app", key: "a", value: bytes("3"), expect }]), {
      kind: "written",
    });
    assert.deepEqual(await records.write([{ kind: "app", key: "a", value: bytes("4"), expect }]), {
      kind: "conflict",
      record: { kind: "app", key: "a" },
    });
    const last = await records.read("app", "a");
    assert.deepEqual(last?.value, bytes("3"));
    assert((last?.revision ?? 0) > expect);
  });

  test("write() deletes, and a record made anew never has an old revision", async (t) => {
    const { records } = await freshStore(t, open);
    await records.write([{ kind: "app", key: "a", value: bytes("1") }]);
    const old = (await records.read("app", "a"))?.revision ?? -1;
    assert.deepEqual(await records.write([{ kind: "app", key: "a", expect: old }]), { kind: "written" });
    assert.equal(await records.read("app", "a"), undefined);
    await records.write([{ kind: "app", key: "a", value: bytes("2"), expect: 0 }]);
    assert((await records.write([{ kind: "app", key: "a", expect: old }])).kind === "conflict");
    assert.deepEqual(await records.write([{ kind: "app", key: "none" }]), { kind: "written" });
  });

  test("list() gives one kind by prefix, in key order, up to a limit", async (t) => {
    const { records } = await freshStore(t, open);
    const keys = ["b", "a/2", "a/1", "a", "a/\u{10ffff}z", "a%", "aa", "_"];
    await records.write(keys.map((key) => ({ kind: "app", key, value: bytes(key) })));
    await records.write([{ kind: "apple", key: "a/3", value: bytes("x") }]);
    const list = async (prefix?: string, limit?: number): Promise<readonly string[]> =>
      (await records.list("app", prefix, limit)).map(({ key }) => key);
    assert.deepEqual(await list("a/"), ["a/1", "a/2", "a/\u{10ffff}z"]);
    assert.deepEqual(await list("a/", 1), ["a/1"]);
    assert.deepEqual(await list(), ["_", "a", "a%", "a/1", "a/2", "a/\u{10ffff}z", "aa", "b"]);
    assert.deepEqual(await list("c"), []);
  });
}
