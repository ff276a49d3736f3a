import assert from "node:assert/strict";
import { test } from "node:test";
import type { Result } from "../../model/result.ts";
import type { Store } from "../store.ts";
import {
  claimOne,
  containerA,
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
  written,
  type OpenStoreUnderTest,
} from "./fixture.contract.ts";

const failed: Result = { status: "failure", exception: "Error: no" };
const limit = 100;

/** A detached map of six inputs: 0 and 3 succeed, the others fail, one of each kind. */
async function failingMap({ calls }: Store): Promise<void> {
  await calls.open(newMap("fc-1", { invocation: "detached" }), newInputs(0, 5), written);
  await calls.finishInputs("fc-1", 6, "synced");
  const inputs = await calls.claim(functionA, containerA, 6);
  const results = [
    succeeded("0"),
    failed,
    { status: "timeout" },
    succeeded("3"),
    { status: "init-failure" },
    failed,
  ];
  await calls.complete(
    containerA,
    inputs.map((input, i) => finished(input, results[i] as Result)),
    "synced",
  );
}

/** Failed inputs of detached maps run again when somebody asks for it (C1). */
export function retriesContract(open: OpenStoreUnderTest): void {
  test("retryFailed() queues what failed again, with its arguments, and leaves what succeeded", async (t) => {
    const store = await freshStore(t, open);
    const { calls } = store;
    await failingMap(store);
    const outcome = await calls.retryFailed("fc-1", { limit });
    assert(outcome.kind === "retried");
    assert.deepEqual([outcome.count, outcome.functionId], [4, functionA]);
    const status = await calls.read("fc-1");
    assert.deepEqual(
      [status?.inputs, status?.unfinished, status?.succeeded, status?.failed, status?.timedOut],
      [6, 4, 2, 0, 0],
    );
    assert.deepEqual(indexesOf((await readPage(store, "fc-1")).outputs), [0, 3]);
    assert.deepEqual(await calls.count(functionA), { queued: 4, claimed: 0, delayed: 0 });
    const again = await calls.claim(functionA, containerA, 10);
    assert.deepEqual(
      again.map(({ index, attempt, payload, failures, losses }) => [
        index,
        attempt,
        payload,
        failures,
        losses,
      ]),
      [1, 2, 4, 5].map((index) => [index, 2, newInput(index).payload, 0, 0]),
    );
  });

  test("retryFailed() gives an input its next output, behind the cursor of whoever read the failure", async (t) => {
    const store = await freshStore(t, open);
    const { calls } = store;
    await failingMap(store);
    const { cursor } = await readPage(store, "fc-1");
    await calls.retryFailed("fc-1", { limit });
    const inputs = await calls.claim(functionA, containerA, 10);
    await calls.complete(
      containerA,
      inputs.map((input) => finished(input)),
      "written",
    );
    const page = await readPage(store, "fc-1", cursor);
    assert.deepEqual(indexesOf(page.outputs), [1, 2, 4, 5]);
    assert.equal(page.unfinished, 0);
    assert.deepEqual(await calls.retryFailed("fc-1", { limit }), {
      kind: "retried",
      functionId: functionA,
      count: 0,
      through: (await readPage(store, "fc-1")).cursor,
    });
  });

  test("retryFailed() drops what a late attempt of before brings (the fence)", async (t) => {
    const store = await freshStore(t, open);
    const { calls } = store;
    await calls.open(newMap("fc-1", { invocation: "detached" }), [newInput(0)], written);
    const attempt = await claimOne(store);
    await calls.complete(containerA, [finished(attempt, failed)], "written");
    await calls.retryFailed("fc-1", { limit });
    const next = await claimOne(store);
    assert.deepEqual(await calls.complete(containerA, [finished(attempt)], "written"), [{ kind: "stale" }]);
    const [outcome] = await calls.complete(containerA, [finished(next)], "written");
    assert.equal(outcome?.kind, "finished");
  });

  test("retryFailed() goes on where it was, and not with what has failed since", async (t) => {
    const store = await freshStore(t, open);
    const { calls } = store;
    await failingMap(store);
    const first = await calls.retryFailed("fc-1", { limit: 2 });
    assert(first.kind === "retried" && first.count === 2);
    const again = await calls.claim(functionA, containerA, 1);
    await calls.complete(
      containerA,
      again.map((input) => finished(input, failed)),
      "written",
    );
    const { through } = first;
    const second = await calls.retryFailed("fc-1", { through, limit });
    assert(second.kind === "retried" && second.count === 2);
    const third = await calls.retryFailed("fc-1", { through, limit });
    assert(third.kind === "retried" && third.count === 0);
  });

  test("retryFailed() retries nothing of other calls, nor what was cancelled", async (t) => {
    const store = await freshStore(t, open);
    const { calls } = store;
    for (const call of [newMap("fc-attached"), newCall("fc-unary", { invocation: "detached" })]) {
      await calls.open(call, [newInput(0)], written);
      await calls.complete(containerA, [finished(await claimOne(store), failed)], "written");
      const outcome = await calls.retryFailed(call.callId, { limit });
      assert(outcome.kind === "retried" && outcome.count === 0, call.callId);
    }
    await failingMap(store);
    await calls.append("fc-1", [], written);
    await calls.open(newMap("fc-2", { invocation: "detached" }), newInputs(0, 1), written);
    await calls.complete(containerA, [finished(await claimOne(store), failed)], "written");
    await calls.cancel({ callId: "fc-2" }, terminated, 5);
    assert.deepEqual(await calls.retryFailed("fc-2", { limit }), { kind: "closed" });
    assert.deepEqual(await calls.retryFailed("fc-none", { limit }), { kind: "unknown-call" });
  });

  test("retryFailed() knows after a restart what there is to retry, and expire() forgets it", async (t) => {
    const underTest = await open();
    t.after(() => underTest.discard());
    const blobbed = { index: 6, payload: { format: "cbor", blobId: "bl-argument" } } as const;
    await failingMap(underTest.store);
    await underTest.store.calls.open(newMap("fc-2", { invocation: "detached" }), [blobbed], written);
    await underTest.store.calls.finishInputs("fc-2", 1, "written");
    await underTest.store.calls.complete(
      containerA,
      [finished(await claimOne(underTest.store), failed)],
      "synced",
    );
    const { calls } = await underTest.reopen();
    assert.equal(await calls.usesBlob("bl-argument"), true, "the argument of a failure may be needed");
    const outcome = await calls.retryFailed("fc-1", { limit });
    assert(outcome.kind === "retried" && outcome.count === 4);
    await calls.expire({ attachedBeforeMs: 9e9, detachedBeforeMs: 9e9, abandonedBeforeMs: 9e9, limit: 10 });
    assert.equal(await calls.usesBlob("bl-argument"), false);
  });
}
