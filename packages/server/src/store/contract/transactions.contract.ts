import assert from "node:assert/strict";
import { test } from "node:test";
import type { LydianError } from "../../model/error.ts";
import {
  claimOne,
  containerA,
  containerB,
  finished,
  freshStore,
  functionA,
  indexesOf,
  newCall,
  newInput,
  newInputs,
  newMap,
  readPage,
  written,
  type OpenStoreUnderTest,
} from "./fixture.contract.ts";

/** Something that no database can hold, as only a bug of ours could hand over. */
const unstorable = [] as unknown as string;

/** S1 to S5: order, atomicity, failures, and what is there after a restart. */
export function transactionsContract(open: OpenStoreUnderTest): void {
  test("operations take effect in the order in which they were called (S2)", async (t) => {
    const { calls, records } = await freshStore(t, open);
    const [, claimed, , count, conflict, , record] = await Promise.all([
      calls.open(newMap("fc-1"), newInputs(0, 1), written),
      calls.claim(functionA, containerA, 1),
      calls.append("fc-1", [newInput(2)], { durability: "synced" }),
      calls.count(functionA),
      records.write([{ kind: "a", key: "b", value: new Uint8Array(1), expect: 1 }]),
      records.write([{ kind: "a", key: "b", value: new Uint8Array(2), expect: 0 }]),
      records.read("a", "b"),
    ]);
    assert.deepEqual(indexesOf(claimed), [0]);
    assert.deepEqual(count, { queued: 2, claimed: 1, delayed: 0 });
    assert.equal(conflict.kind, "conflict");
    assert.equal(record?.value.byteLength, 2);
  });

  test("an operation that fails does not happen, and spares the others of its commit (S1)", async (t) => {
    const store = await freshStore(t, open);
    const { calls } = store;
    const bad = { ...newInput(1), method: unstorable };
    const settled = await Promise.allSettled([
      calls.open(newMap("fc-1"), [newInput(0)], written),
      calls.open(newMap("fc-bad"), [newInput(0), bad], written),
      calls.append("fc-1", [newInput(1), { ...bad, index: 2 }], written),
      calls.append("fc-1", [newInput(3)], written),
      calls.claim(functionA, containerA, 1),
    ]);
    assert.deepEqual(
      settled.map(({ status }) => status),
      ["fulfilled", "rejected", "rejected", "fulfilled", "fulfilled"],
    );
    assert.equal(await calls.read("fc-bad"), undefined);
    assert.deepEqual(await calls.count(functionA), { queued: 1, claimed: 1, delayed: 0 });
    assert.equal((await calls.read("fc-1"))?.inputs, 2);
    assert.deepEqual(indexesOf(await calls.claim(functionA, containerA, 9)), [3]);
  });

  test("a thousand concurrent calls are opened, completed and read each once", async (t) => {
    const store = await freshStore(t, open);
    const ids = Array.from({ length: 1000 }, (_, i) => `fc-${i}` as const);
    const sequences = await Promise.all(
      ids.map(async (callId, i) => {
        const durability = i % 3 === 0 ? "synced" : "written";
        await store.calls.open(newCall(callId), [newInput(0)], { durability, claimFor: [containerB] });
        const [outcome] = await store.calls.complete(
          containerB,
          [finished({ callId, index: 0, attempt: 1 })],
          durability,
        );
        return outcome?.kind === "finished" ? outcome.output.sequence : undefined;
      }),
    );
    assert.equal(new Set(sequences).size, 1000);
    assert.deepEqual(await store.calls.count(functionA), { queued: 0, claimed: 0, delayed: 0 });
    assert.equal((await readPage(store, "fc-999")).outputs.length, 1);
  });

  test("everything is there after the store was closed and opened again", async (t) => {
    const underTest = await open();
    t.after(() => underTest.discard());
    const { calls } = underTest.store;
    await calls.open(newMap("fc-1"), newInputs(0, 4), written);
    const [done, delayed] = await calls.claim(functionA, containerA, 3);
    assert(done !== undefined && delayed !== undefined);
    await calls.complete(
      containerA,
      [finished(done), { kind: "retry", attempt: delayed, readyAtMs: 7 }],
      "written",
    );
    const status = await calls.read("fc-1");
    const page = await readPage(underTest.store, "fc-1");

    const reopened = await underTest.reopen();
    assert.deepEqual(await reopened.calls.read("fc-1"), status);
    assert.deepEqual(await readPage(reopened, "fc-1"), page);
    assert.deepEqual(await reopened.calls.count(functionA), { queued: 2, claimed: 1, delayed: 1 });
    assert.equal(await reopened.calls.releaseAll(), 1);
    assert.deepEqual(await reopened.calls.promote(7), { functionIds: [functionA] });
    const claimed = await reopened.calls.claim(functionA, containerB, 9);
    assert.deepEqual(indexesOf(claimed), [1, 2, 3, 4]);
  });

  test("close() commits what was called before, and refuses what is called later", async (t) => {
    const underTest = await open();
    t.after(() => underTest.discard());
    const { store } = underTest;
    const opened = store.calls.open(newCall("fc-1"), [newInput(0)], written);
    const closed = store.close();
    const refused = store.calls.read("fc-1");
    await assert.rejects(refused, (error: LydianError) => {
      assert.equal(error.kind, "unavailable");
      assert.match(error.message, /closed/);
      return true;
    });
    assert.deepEqual(await opened, { kind: "opened" });
    await closed;
    await store.close();
    await assert.rejects(store.logs.tail({}, 1), { kind: "unavailable" });
    const reopened = await underTest.reopen();
    assert.equal((await claimOne(reopened)).callId, "fc-1");
  });
}
