import assert from "node:assert/strict";
import { test } from "node:test";
import {
  chunk,
  claimOne,
  containerA,
  finished,
  freshStore,
  functionA,
  functionB,
  newCall,
  newInput,
  newInputs,
  newMap,
  readPage,
  terminated,
  written,
  type OpenStoreUnderTest,
} from "./fixture.contract.ts";

/** How inputs end from outside, and how calls go away. */
export function endingsContract(open: OpenStoreUnderTest): void {
  test("finish() ends what is unfinished and tells where it was running", async (t) => {
    const store = await freshStore(t, open);
    await store.calls.open(newMap("fc-1"), newInputs(0, 2), written);
    const running = await claimOne(store);
    await store.calls.complete(containerA, [finished(running)], "written");
    await claimOne(store);
    const refs = [0, 1, 2, 3].map((index) => ({ callId: "fc-1", index }) as const);
    const ended = await store.calls.finish(refs, { status: "timeout" }, 42);
    assert.deepEqual(
      ended.map(({ output, runningIn }) => [output.index, output.finishedAtMs, runningIn]),
      [
        [1, 42, { containerId: containerA, attempt: 1 }],
        [2, 42, undefined],
      ],
    );
    assert.deepEqual(await store.calls.finish(refs, terminated, 43), []);
    const page = await readPage(store, "fc-1");
    assert.deepEqual(
      page.outputs.map(({ result }) => result.status),
      ["success", "timeout", "timeout"],
    );
    assert.deepEqual(
      page.outputs.slice(1),
      ended.map(({ output }) => output),
    );
  });

  test("cancel() of a call ends queued, delayed and claimed inputs, once", async (t) => {
    const store = await freshStore(t, open);
    const { calls } = store;
    await calls.open(newMap("fc-1"), newInputs(0, 3), written);
    const delayed = await claimOne(store);
    await calls.complete(containerA, [{ kind: "retry", attempt: delayed, readyAtMs: 9 }], "written");
    const done = await claimOne(store);
    await calls.complete(containerA, [finished(done)], "written");
    await claimOne(store);
    await calls.open(newMap("fc-2"), newInputs(0, 0), written);
    const ended = await calls.cancel({ callId: "fc-1" }, terminated, 5);
    assert.deepEqual(
      ended.map(({ output, runningIn, functionId }) => [output.index, runningIn?.containerId, functionId]),
      [
        [0, undefined, functionA],
        [2, containerA, functionA],
        [3, undefined, functionA],
      ],
    );
    assert.deepEqual(await calls.cancel({ callId: "fc-1" }, terminated, 6), []);
    assert.deepEqual(await calls.cancel({ callId: "fc-none" }, terminated, 6), []);
    const status = await calls.read("fc-1");
    assert.deepEqual(
      [status?.isOpen, status?.unfinished, status?.terminated, status?.succeeded],
      [false, 0, 3, 1],
    );
    assert.deepEqual(await calls.promote(100), { functionIds: [] });
    assert.deepEqual(await calls.count(functionA), { queued: 1, claimed: 0, delayed: 0 });
  });

  test("cancel() ends as many as it is told to, and goes on behind them", async (t) => {
    const { calls } = await freshStore(t, open);
    await calls.open(newMap("fc-1"), newInputs(0, 4), written);
    const indexes = async (after?: number): Promise<readonly number[]> => {
      const step = after === undefined ? { limit: 2 } : { after, limit: 2 };
      const ended = await calls.cancel({ callId: "fc-1" }, terminated, 5, step);
      return ended.map(({ output }) => output.index);
    };
    assert.deepEqual(await indexes(), [0, 1]);
    const closed = await calls.append("fc-1", [newInput(5)], written);
    assert.equal(closed.kind, "closed", "from the first step on");
    assert.deepEqual(await indexes(1), [2, 3]);
    assert.deepEqual(await indexes(3), [4]);
    assert.deepEqual(await indexes(4), []);
    await calls.open(newMap("fc-2"), newInputs(0, 2), written);
    const ofFunction = async (): Promise<number> =>
      (await calls.cancel({ functionId: functionA }, terminated, 5, { limit: 2 })).length;
    assert.deepEqual([await ofFunction(), await ofFunction(), await ofFunction()], [2, 1, 0]);
  });

  test("cancel() of a finished call changes nothing", async (t) => {
    const store = await freshStore(t, open);
    await store.calls.open(newCall("fc-1"), [newInput(0)], written);
    await store.calls.complete(containerA, [finished(await claimOne(store))], "written");
    const before = await store.calls.read("fc-1");
    assert.deepEqual(await store.calls.cancel({ callId: "fc-1" }, terminated, 5), []);
    assert.deepEqual(await store.calls.read("fc-1"), before);
  });

  test("cancel() of a function ends and closes all its calls, and no other", async (t) => {
    const store = await freshStore(t, open);
    const { calls } = store;
    await calls.open(newMap("fc-1"), newInputs(0, 1), written);
    await calls.open(newMap("fc-2"), [], written);
    await calls.open(newCall("fc-3"), [newInput(0)], written);
    await calls.open(newMap("fc-other", { functionId: functionB }), [newInput(0)], written);
    const delayed = await claimOne(store);
    await calls.complete(containerA, [{ kind: "retry", attempt: delayed, readyAtMs: 9 }], "written");
    await claimOne(store);
    const ended = await calls.cancel({ functionId: functionA }, terminated, 5);
    assert.deepEqual(ended.map(({ output }) => `${output.callId}:${output.index}`).toSorted(), [
      "fc-1:0",
      "fc-1:1",
      "fc-3:0",
    ]);
    for (const callId of ["fc-1", "fc-2"] as const) {
      assert.deepEqual(await calls.append(callId, [newInput(9)], written), { kind: "closed" });
    }
    assert.equal((await calls.append("fc-other", [newInput(9)], written)).kind, "appended");
    assert.deepEqual(await calls.cancel({ functionId: functionA }, terminated, 6), []);
  });

  test("expire() deletes finished calls by the age of their last output", async (t) => {
    const store = await freshStore(t, open);
    const { calls } = store;
    const claimFor = [containerA, containerA];
    const add = async (
      callId: `fc-${string}`,
      invocation: "attached" | "detached",
      atMs: number,
    ): Promise<void> => {
      await calls.open(newCall(callId, { invocation }), [newInput(0)], { durability: "written", claimFor });
      const attempt = { callId, index: 0, attempt: 1 };
      await calls.appendChunks(containerA, attempt, [chunk(1)]);
      await calls.complete(containerA, [finished(attempt, terminated, atMs)], "written");
    };
    await add("fc-attached-old", "attached", 1999);
    await add("fc-attached-new", "attached", 2000);
    await add("fc-detached-old", "detached", 1499);
    await add("fc-detached-new", "detached", 1500);
    await calls.open(newCall("fc-running"), [newInput(0)], { durability: "written", claimFor });
    await calls.open(newMap("fc-open"), [newInput(0)], { durability: "written", claimFor });
    await calls.complete(
      containerA,
      [finished({ callId: "fc-open", index: 0, attempt: 1 }, terminated, 1)],
      "written",
    );
    const ages = { attachedBeforeMs: 2000, detachedBeforeMs: 1500, abandonedBeforeMs: 0 };

    assert.equal(await calls.expire({ ...ages, limit: 1 }), 1);
    assert.equal(await calls.expire({ ...ages, limit: 10 }), 1);
    assert.equal(await calls.expire({ ...ages, limit: 10 }), 0);
    for (const callId of ["fc-attached-old", "fc-detached-old"] as const) {
      assert.equal(await calls.read(callId), undefined);
      assert.equal(await calls.readOutputs(callId, { after: 0, limit: 1 }), "unknown-call");
      assert.deepEqual(await calls.readChunks({ callId, index: 0 }, 0, 1), []);
    }
    for (const callId of ["fc-attached-new", "fc-detached-new", "fc-running", "fc-open"] as const) {
      assert.notEqual(await calls.read(callId), undefined, callId);
    }
    const later = { attachedBeforeMs: 0, detachedBeforeMs: 0, abandonedBeforeMs: 1e15 };
    assert.equal(await calls.expire({ ...later, limit: 10 }), 1, "a map that nobody closed");
    assert.equal(await calls.read("fc-open"), undefined);
  });

  test("usesBlob() knows the blobs of inputs, outputs and yields, until they expire", async (t) => {
    const { calls } = await freshStore(t, open);
    const attempt = { callId: "fc-1", index: 0, attempt: 1 } as const;
    const blob = (blobId: `bl-${string}`) => ({ format: "cbor", blobId }) as const;
    const input = { index: 0, payload: blob("bl-input") };
    await calls.open(newCall("fc-1"), [input], { durability: "written", claimFor: [containerA] });
    assert.equal(await calls.usesBlob("bl-input"), true);
    await calls.appendChunks(containerA, attempt, [{ index: 1, payload: blob("bl-yield") }]);
    const result = { status: "success", payload: blob("bl-output") } as const;
    await calls.complete(containerA, [finished(attempt, result, 5)], "written");
    assert.equal(await calls.usesBlob("bl-yield"), true);
    assert.equal(await calls.usesBlob("bl-output"), true);
    assert.equal(await calls.usesBlob("bl-other"), false);
    await calls.expire({ attachedBeforeMs: 1e15, detachedBeforeMs: 1e15, abandonedBeforeMs: 0, limit: 1 });
    assert.equal(await calls.usesBlob("bl-yield"), false);
    assert.equal(await calls.usesBlob("bl-output"), false);
  });

  test("sequence numbers grow although the newest outputs were expired (C4)", async (t) => {
    const underTest = await open();
    t.after(() => underTest.discard());
    let { store } = underTest;
    const run = async (callId: `fc-${string}`): Promise<number> => {
      await store.calls.open(newCall(callId), [newInput(0)], written);
      const [outcome] = await store.calls.complete(containerA, [finished(await claimOne(store))], "written");
      assert(outcome?.kind === "finished");
      return outcome.output.sequence;
    };
    const first = await run("fc-1");
    assert.equal(
      await store.calls.expire({
        attachedBeforeMs: 9999,
        detachedBeforeMs: 0,
        abandonedBeforeMs: 0,
        limit: 9,
      }),
      1,
    );
    store = await underTest.reopen();
    assert((await run("fc-2")) > first);
  });
}
