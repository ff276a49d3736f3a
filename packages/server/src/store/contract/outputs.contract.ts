import assert from "node:assert/strict";
import { test } from "node:test";
import type { ContainerId } from "../../model/ids.ts";
import type { Output } from "../../model/call.ts";
import type { Store } from "../store.ts";
import {
  containerA,
  finished,
  freshStore,
  functionA,
  indexesOf,
  newInput,
  newInputs,
  newMap,
  readPage,
  succeeded,
  terminated,
  text,
  type OpenStoreUnderTest,
} from "./fixture.contract.ts";

async function complete(store: Store, callId: `fc-${string}`, indexes: readonly number[]): Promise<void> {
  const completions = indexes.map((index) => finished({ callId, index, attempt: 1 }, succeeded(`${index}`)));
  const outcomes = await store.calls.complete(containerA, completions, "written");
  assert(outcomes.every(({ kind }) => kind === "finished"));
}

async function openClaimed(store: Store, callId: `fc-${string}`, count: number): Promise<void> {
  const claimFor = Array.from({ length: count }, (): ContainerId => containerA);
  await store.calls.open(newMap(callId), newInputs(0, count - 1), { durability: "written", claimFor });
}

/** Reading outputs by cursor and by index. */
export function outputsContract(open: OpenStoreUnderTest): void {
  test("readOutputs() pages in the order of commits", async (t) => {
    const store = await freshStore(t, open);
    await openClaimed(store, "fc-1", 5);
    await complete(store, "fc-1", [3, 0]);
    await complete(store, "fc-1", [4, 1]);
    const first = await readPage(store, "fc-1", 0, 3);
    assert.deepEqual(indexesOf(first.outputs), [3, 0, 4]);
    assert.deepEqual([first.unfinished, first.isOpen], [1, true]);
    assert.equal(first.cursor, first.outputs.at(-1)?.sequence);
    const second = await readPage(store, "fc-1", first.cursor, 3);
    assert.deepEqual(indexesOf(second.outputs), [1]);
    const third = await readPage(store, "fc-1", second.cursor, 3);
    assert.deepEqual([third.outputs, third.cursor], [[], second.cursor]);
    assert.equal(await store.calls.readOutputs("fc-2", { after: 0, limit: 1 }), "unknown-call");
  });

  test("readOutputs() misses and repeats nothing while outputs are committed", async (t) => {
    const store = await freshStore(t, open);
    const calls = ["fc-1", "fc-2"] as const;
    for (const callId of calls) await openClaimed(store, callId, 200);
    const seen: Output[] = [];
    let after = 0;
    const writers = calls.map(async (callId) => {
      for (let index = 0; index < 200; index += 4) {
        await complete(store, callId, [index + 3, index + 1, index, index + 2]);
      }
    });
    while (seen.length < 200) {
      const page = await readPage(store, "fc-1", after, 7);
      seen.push(...page.outputs);
      after = page.cursor;
    }
    await Promise.all(writers);
    assert.deepEqual(
      indexesOf(seen).toSorted((a, b) => a - b),
      Array.from({ length: 200 }, (_, i) => i),
    );
    assert(seen.every((output, i) => i === 0 || output.sequence > (seen[i - 1]?.sequence ?? Infinity)));
  });

  test("readOutputs() by indexes tells only of these, narrow or wide", async (t) => {
    const store = await freshStore(t, open);
    await openClaimed(store, "fc-1", 3000);
    await complete(store, "fc-1", [2500, 1, 2]);
    const read = async (from: number, to: number, after = 0) => {
      const page = await store.calls.readOutputs("fc-1", { after, limit: 10, indexes: { from, to } });
      assert(page !== "unknown-call");
      return page;
    };
    const one = await read(2, 2);
    assert.deepEqual([indexesOf(one.outputs), one.unfinished], [[2], 0]);
    const some = await read(1, 4);
    assert.deepEqual([indexesOf(some.outputs), some.unfinished], [[1, 2], 2]);
    assert.deepEqual(indexesOf((await read(1, 4, some.outputs[0]?.sequence)).outputs), [2]);
    const none = await read(7, 7);
    assert.deepEqual([none.outputs, none.unfinished], [[], 1]);
    const beyond = await read(5000, 5000);
    assert.deepEqual([beyond.outputs, beyond.unfinished], [[], 0]);
    const wide = await read(2, 2999);
    assert.deepEqual([indexesOf(wide.outputs), wide.unfinished], [[2500, 2], 2996]);
    const all = await read(0, 99_999);
    assert.deepEqual([indexesOf(all.outputs), all.unfinished], [[2500, 1, 2], 2997]);
  });

  test("counts are right when inputs come and end in one commit", async (t) => {
    const store = await freshStore(t, open);
    const { calls } = store;
    const answers = await Promise.all([
      calls.open(newMap("fc-1"), newInputs(0, 1), { durability: "written", claimFor: [containerA] }),
      calls.append("fc-1", [newInput(2)], { durability: "written", claimFor: [containerA] }),
      calls.complete(containerA, [finished({ callId: "fc-1", index: 2, attempt: 1 })], "written"),
      calls.read("fc-1"),
      calls.readOutputs("fc-1", { after: 0, limit: 10 }),
      calls.cancel({ callId: "fc-1" }, terminated, 5),
      calls.read("fc-1"),
      calls.count(functionA),
    ]);
    const [, , , between, page, cancelled, after, count] = answers;
    assert.deepEqual([between?.inputs, between?.unfinished, between?.succeeded], [3, 2, 1]);
    assert(page !== "unknown-call");
    assert.deepEqual([page.outputs.length, page.unfinished], [1, 2]);
    assert.equal(cancelled.length, 2);
    assert.deepEqual([after?.unfinished, after?.terminated, after?.isOpen], [0, 2, false]);
    assert.deepEqual(count, { queued: 0, claimed: 0, delayed: 0 });
  });

  test("a page of large outputs ends early, and reading on gives the rest", async (t) => {
    const store = await freshStore(t, open);
    const payload = { format: "cbor", data: new Uint8Array(2 * 1024 * 1024) } as const;
    await openClaimed(store, "fc-1", 12);
    for (let index = 0; index < 12; index += 1) {
      const completion = finished({ callId: "fc-1", index, attempt: 1 }, { status: "success", payload });
      await store.calls.complete(containerA, [completion], "written");
    }
    const first = await readPage(store, "fc-1");
    assert(first.outputs.length > 0 && first.outputs.length < 12);
    const second = await readPage(store, "fc-1", first.cursor);
    assert.equal(first.outputs.length + second.outputs.length, 12);
    assert.equal(second.outputs.at(-1)?.result.payload?.data?.byteLength, 2 * 1024 * 1024);
  });

  test("an output may be a blob, and have no payload at all", async (t) => {
    const store = await freshStore(t, open);
    await openClaimed(store, "fc-1", 3);
    const results = [
      { status: "success", payload: { format: "cbor", blobId: "bl-1" } },
      { status: "success" },
      { status: "success", payload: { ...text(""), format: "generator-done" } },
    ] as const;
    const completions = results.map((result, index) =>
      finished({ callId: "fc-1", index, attempt: 1 }, result),
    );
    await store.calls.complete(containerA, completions, "written");
    assert.deepEqual(
      (await readPage(store, "fc-1")).outputs.map(({ result }) => result),
      results,
    );
  });
}
