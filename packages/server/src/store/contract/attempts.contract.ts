import assert from "node:assert/strict";
import { test } from "node:test";
import type { Result } from "../../model/result.ts";
import {
  chunk,
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
  succeeded,
  terminated,
  values,
  written,
  type OpenStoreUnderTest,
} from "./fixture.contract.ts";

const stale = [{ kind: "stale" }];
const requeued = [{ kind: "requeued" }];

/** The one attempt that may complete an input (C1), and what becomes of the others. */
export function attemptsContract(open: OpenStoreUnderTest): void {
  test("claim() tells everything of an input", async (t) => {
    const { calls } = await freshStore(t, open);
    const input = { ...newInput(0), method: "greet" };
    await calls.open(newCall("fc-1", { invocation: "detached", createdAtMs: 77 }), [input], written);
    assert.deepEqual(await calls.claim(functionA, containerA, 1), [
      {
        callId: "fc-1",
        index: 0,
        attempt: 1,
        functionId: functionA,
        invocation: "detached",
        method: "greet",
        payload: input.payload,
        failures: 0,
        losses: 0,
        createdAtMs: 77,
        acceptedAtMs: 0,
      },
    ]);
  });

  test("complete() makes the output visible, with all of its result", async (t) => {
    const store = await freshStore(t, open);
    await store.calls.open(newCall("fc-1"), [newInput(0)], written);
    const attempt = await claimOne(store);
    const result: Result = {
      status: "failure",
      payload: { format: "pickle", data: new Uint8Array([1, 2, 3]) },
      exception: "TypeError: \u0000 is not a function",
      traceback: "at x",
      serializedTraceback: new Uint8Array([4]),
      tracebackLines: new Uint8Array([5, 6]),
    };
    const completion = { kind: "finish", attempt, result, startedAtMs: 10, finishedAtMs: 20 } as const;
    const [outcome] = await store.calls.complete(containerA, [completion], "synced");
    assert(outcome?.kind === "finished");
    const { sequence } = outcome.output;
    const output = { callId: "fc-1", index: 0, sequence, result, containerId: containerA };
    assert.deepEqual(outcome.output, { ...output, startedAtMs: 10, finishedAtMs: 20 });
    assert.deepEqual((await readPage(store, "fc-1")).outputs, [outcome.output]);
    const status = await store.calls.read("fc-1");
    assert.deepEqual([status?.unfinished, status?.failed], [0, 1]);
  });

  test("complete() keeps statuses apart in the counts of a call", async (t) => {
    const { calls } = await freshStore(t, open);
    const statuses = [
      "success",
      "failure",
      "terminated",
      "timeout",
      "init-failure",
      "internal-failure",
    ] as const;
    await calls.open(newMap("fc-1"), newInputs(0, 6), written);
    const claimed = await calls.claim(functionA, containerA, 6);
    const completions = claimed.map((attempt, i) => finished(attempt, { status: statuses[i] ?? "success" }));
    await calls.complete(containerA, completions, "written");
    const { call, ...counts } = (await calls.read("fc-1")) ?? {};
    assert.equal(call?.callId, "fc-1");
    assert.deepEqual(counts, {
      inputs: 7,
      unfinished: 1,
      succeeded: 1,
      failed: 3,
      timedOut: 1,
      terminated: 1,
      isOpen: true,
    });
  });

  test("complete() is stale for an input that is finished, also within one request", async (t) => {
    const store = await freshStore(t, open);
    await store.calls.open(newCall("fc-1"), [newInput(0)], written);
    const attempt = await claimOne(store);
    const twice = [finished(attempt, succeeded("first")), finished(attempt, succeeded("second"))];
    const outcomes = await store.calls.complete(containerA, twice, "written");
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ["finished", "stale"],
    );
    assert.deepEqual(await store.calls.complete(containerA, twice.slice(1), "written"), stale);
    assert.deepEqual(values((await readPage(store, "fc-1")).outputs), ["first"]);
  });

  test("complete() is stale for another container, attempt, input or state", async (t) => {
    const store = await freshStore(t, open);
    const { calls } = store;
    await calls.open(newMap("fc-1"), newInputs(0, 1), written);
    const attempt = await claimOne(store);
    assert.deepEqual(await calls.complete(containerB, [finished(attempt)], "written"), stale);
    for (const change of [
      { attempt: 0 },
      { attempt: 2 },
      { index: 1 },
      { index: 2 },
      { callId: "fc-2" },
    ] as const) {
      assert.deepEqual(
        await calls.complete(containerA, [finished({ ...attempt, ...change })], "written"),
        stale,
      );
    }
    assert.deepEqual(await calls.appendChunks(containerB, attempt, [chunk(1)]), "stale");
    assert.deepEqual(await calls.count(functionA), { queued: 1, claimed: 1, delayed: 0 });
    assert.equal((await readPage(store, "fc-1")).unfinished, 2);
  });

  test("complete() is stale after cancel(), and the output stays that of the cancellation", async (t) => {
    const store = await freshStore(t, open);
    await store.calls.open(newCall("fc-1"), [newInput(0)], written);
    const attempt = await claimOne(store);
    await store.calls.cancel({ callId: "fc-1" }, terminated, 5);
    assert.deepEqual(await store.calls.complete(containerA, [finished(attempt)], "written"), stale);
    const retry = { kind: "retry", attempt, readyAtMs: 0 } as const;
    assert.deepEqual(await store.calls.complete(containerA, [retry], "written"), stale);
    const page = await readPage(store, "fc-1");
    assert.deepEqual(
      page.outputs.map(({ result }) => result.status),
      ["terminated"],
    );
  });

  test("release() returns a container's inputs; its late completion is fenced", async (t) => {
    const store = await freshStore(t, open);
    const { calls } = store;
    await calls.open(newMap("fc-1"), newInputs(0, 2), written);
    const lost = await claimOne(store, containerA);
    const kept = await claimOne(store, containerB);
    assert.deepEqual(await calls.release(containerA), [
      { callId: "fc-1", index: 0, attempt: 1, functionId: functionA, losses: 1 },
    ]);
    assert.deepEqual(await calls.release(containerA), []);
    assert.deepEqual(await calls.complete(containerA, [finished(lost)], "written"), stale);
    const again = await claimOne(store, containerA);
    assert.deepEqual(
      [again.index, again.attempt, again.losses, again.failures],
      [0, 2, 1, 0],
      "it goes before those that were accepted later",
    );
    assert.deepEqual(
      await calls.complete(containerA, [finished(lost)], "written"),
      stale,
      "the same container, an older attempt",
    );
    const outcomes = await calls.complete(containerA, [finished(again)], "written");
    assert.equal(outcomes[0]?.kind, "finished");
    assert.equal((await calls.complete(containerB, [finished(kept)], "written"))[0]?.kind, "finished");
  });

  test("releaseAll() returns what any container had", async (t) => {
    const { calls } = await freshStore(t, open);
    await calls.open(newMap("fc-1"), newInputs(0, 3), written);
    await calls.claim(functionA, containerA, 1);
    await calls.claim(functionA, containerB, 2);
    assert.equal(await calls.releaseAll(), 3);
    assert.equal(await calls.releaseAll(), 0);
    assert.deepEqual(await calls.count(functionA), { queued: 4, claimed: 0, delayed: 0 });
    assert.deepEqual(
      (await calls.claim(functionA, containerA, 9)).map(({ losses }) => losses),
      [1, 1, 1, 0],
    );
  });

  test("a retry waits until promote() reaches its time, and counts a failure", async (t) => {
    const store = await freshStore(t, open);
    const { calls } = store;
    await calls.open(newMap("fc-1"), newInputs(0, 2), written);
    const [first, second] = await calls.claim(functionA, containerA, 2);
    assert(first !== undefined && second !== undefined);
    const outcomes = await calls.complete(
      containerA,
      [
        { kind: "retry", attempt: first, readyAtMs: 200 },
        { kind: "retry", attempt: second, readyAtMs: 100 },
      ],
      "synced",
    );
    assert.deepEqual(outcomes, [...requeued, ...requeued]);
    assert.deepEqual(await calls.complete(containerA, [finished(first)], "written"), stale);
    assert.deepEqual(await calls.promote(99), { functionIds: [], nextAtMs: 100 });
    assert.deepEqual(await calls.promote(100), { functionIds: [functionA], nextAtMs: 200 });
    assert.deepEqual(await calls.promote(1000), { functionIds: [functionA] });
    const claimed = await calls.claim(functionA, containerB, 9);
    assert.deepEqual(
      claimed.map(({ index, attempt, failures, losses }) => [index, attempt, failures, losses]),
      [
        [0, 2, 1, 0],
        [1, 2, 1, 0],
        [2, 1, 0, 0],
      ],
    );
  });

  test("a return queues an input at its old place and counts nothing", async (t) => {
    const store = await freshStore(t, open);
    await store.calls.open(newMap("fc-1"), newInputs(0, 1), written);
    const attempt = await claimOne(store);
    const outcomes = await store.calls.complete(containerA, [{ kind: "return", attempt }], "written");
    assert.deepEqual(outcomes, requeued);
    const { index, attempt: number, failures, losses } = await claimOne(store, containerB);
    assert.deepEqual([index, number, failures, losses], [0, 2, 0, 0]);
  });

  test("appendChunks() drops what a re-run repeats", async (t) => {
    const store = await freshStore(t, open);
    const { calls } = store;
    await calls.open(newCall("fc-1"), [newInput(0)], written);
    const lost = await claimOne(store);
    assert.equal(await calls.appendChunks(containerA, lost, [chunk(1), chunk(2)]), "stored");
    await calls.release(containerA);
    assert.equal(await calls.appendChunks(containerA, lost, [chunk(3)]), "stale");
    const again = await claimOne(store, containerB);
    await calls.appendChunks(containerB, again, [chunk(1, "other"), chunk(2, "other"), chunk(3, "new")]);
    const input = { callId: "fc-1", index: 0 } as const;
    assert.deepEqual(await calls.readChunks(input, 0, 10), [chunk(1), chunk(2), chunk(3, "new")]);
    assert.deepEqual(indexesOf(await calls.readChunks(input, 1, 1)), [2]);
    assert.deepEqual(await calls.readChunks({ callId: "fc-1", index: 1 }, 0, 10), []);
    await calls.complete(containerB, [finished(again)], "written");
    assert.equal(await calls.appendChunks(containerB, again, [chunk(4)]), "stale");
  });
}
