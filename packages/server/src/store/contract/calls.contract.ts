import assert from "node:assert/strict";
import { test } from "node:test";
import type { Call } from "../../model/call.ts";
import {
  claimOne,
  containerA,
  containerB,
  finished,
  freshStore,
  functionA,
  functionB,
  indexesOf,
  newCall,
  newInput,
  newInputs,
  newMap,
  terminated,
  written,
  type OpenStoreUnderTest,
} from "./fixture.contract.ts";

/** Opening, adding inputs, closing, and what is told of a call. */
export function callsContract(open: OpenStoreUnderTest): void {
  test("open() creates a call that read() tells about", async (t) => {
    const { calls } = await freshStore(t, open);
    const call: Call = newCall("fc-1", {
      invocation: "detached",
      parentInput: { callId: "fc-0", index: 7 },
      traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
      createdAtMs: 1_763_000_000_123,
    });
    assert.deepEqual(await calls.open(call, [newInput(0)], { durability: "synced" }), { kind: "opened" });
    assert.deepEqual(await calls.read("fc-1"), {
      call,
      inputs: 1,
      unfinished: 1,
      succeeded: 0,
      failed: 0,
      timedOut: 0,
      terminated: 0,
      isOpen: false,
    });
    assert.equal(await calls.read("fc-2"), undefined);
  });

  test("open() of a call that is there changes nothing and claims nothing", async (t) => {
    const { calls } = await freshStore(t, open);
    await calls.open(newCall("fc-1"), [newInput(0, "first")], written);
    const again = await calls.open(newCall("fc-1", { functionId: functionB }), [newInput(0, "second")], {
      durability: "written",
      claimFor: [containerB],
    });
    assert.deepEqual(again, { kind: "existing", functionId: functionA });
    assert.deepEqual(await calls.count(functionA), { queued: 1, claimed: 0, delayed: 0 });
    assert.deepEqual(await calls.count(functionB), { queued: 0, claimed: 0, delayed: 0 });
    const [input] = await calls.claim(functionA, containerA, 10);
    assert.deepEqual(input?.payload.data, new Uint8Array(Buffer.from("first")));
  });

  test("open() with claimFor claims some inputs as attempt 1 and queues the others", async (t) => {
    const { calls } = await freshStore(t, open);
    const claimFor = [undefined, containerA, undefined];
    await calls.open(newMap("fc-1"), newInputs(0, 2), { durability: "written", claimFor });
    assert.deepEqual(await calls.count(functionA), { queued: 2, claimed: 1, delayed: 0 });
    const outcomes = await calls.complete(
      containerA,
      [finished({ callId: "fc-1", index: 1, attempt: 1 })],
      "written",
    );
    assert.equal(outcomes[0]?.kind, "finished");
    assert.deepEqual(indexesOf(await calls.claim(functionA, containerB, 10)), [0, 2]);
  });

  test("open() keeps bytes as they were when it was called", async (t) => {
    const store = await freshStore(t, open);
    const pool = new Uint8Array(64).fill(1);
    const opened = store.calls.open(
      newCall("fc-1"),
      [{ index: 0, payload: { format: "pickle", data: pool.subarray(8, 12) } }],
      written,
    );
    pool.fill(2);
    await opened;
    assert.equal(pool.byteLength, 64, "the caller's buffer is still the caller's");
    assert.deepEqual((await claimOne(store)).payload, { format: "pickle", data: new Uint8Array(4).fill(1) });
  });

  test("append() adds inputs, and leaves those that are there as they are", async (t) => {
    const { calls } = await freshStore(t, open);
    await calls.open(newMap("fc-1"), newInputs(0, 1), written);
    const outcome = await calls.append("fc-1", [newInput(1, "changed"), newInput(2)], {
      durability: "synced",
      claimFor: [containerB, containerB],
    });
    assert.deepEqual(outcome, { kind: "appended", isNew: [false, true] });
    assert.deepEqual(await calls.append("fc-1", newInputs(0, 2), written), {
      kind: "appended",
      isNew: [false, false, false],
    });
    const claimed = await calls.claim(functionA, containerA, 10);
    assert.deepEqual(
      claimed.map(({ payload }) => Buffer.from(payload.data ?? []).toString()),
      ["input 0", "input 1"],
    );
    assert.equal((await calls.read("fc-1"))?.inputs, 3);
    assert.deepEqual(await calls.count(functionA), { queued: 0, claimed: 3, delayed: 0 });
  });

  test("append() refuses all inputs of an unknown or closed call", async (t) => {
    const { calls } = await freshStore(t, open);
    assert.deepEqual(await calls.append("fc-1", [newInput(0)], written), { kind: "unknown-call" });
    await calls.open(newCall("fc-unary"), [newInput(0)], written);
    assert.deepEqual(await calls.append("fc-unary", [newInput(1)], written), { kind: "closed" });

    await calls.open(newMap("fc-cancelled"), [], written);
    await calls.cancel({ callId: "fc-cancelled" }, terminated, 5);
    assert.deepEqual(await calls.append("fc-cancelled", [newInput(0)], written), { kind: "closed" });

    await calls.open(newMap("fc-finished"), [newInput(0)], written);
    await calls.finishInputs("fc-finished", 1, "written");
    assert.deepEqual(await calls.append("fc-finished", newInputs(0, 1), written), { kind: "closed" });
    assert.equal((await calls.read("fc-finished"))?.inputs, 1);
  });

  test("append() may be repeated after finishInputs() by a client that lost the answer", async (t) => {
    const { calls } = await freshStore(t, open);
    await calls.open(newMap("fc-1"), newInputs(0, 1), written);
    await calls.finishInputs("fc-1", 2, "written");
    const outcome = await calls.append("fc-1", newInputs(0, 1), written);
    assert.deepEqual(outcome, { kind: "appended", isNew: [false, false] });
  });

  test("an index that is given twice at once is one input", async (t) => {
    const { calls } = await freshStore(t, open);
    await calls.open(newMap("fc-1"), [newInput(0, "a"), newInput(0, "b")], written);
    const outcome = await calls.append("fc-1", [newInput(1, "a"), newInput(1, "b")], written);
    assert.deepEqual(outcome, { kind: "appended", isNew: [true, false] });
    const status = await calls.read("fc-1");
    assert.deepEqual([status?.inputs, status?.unfinished], [2, 2]);
    assert.equal((await calls.count(functionA)).queued, 2);
  });

  test("finishInputs() closes a call, and is idempotent", async (t) => {
    const { calls } = await freshStore(t, open);
    assert.equal(await calls.finishInputs("fc-1", 0, "written"), "unknown-call");
    await calls.open(newMap("fc-1"), [newInput(0)], written);
    assert.equal((await calls.read("fc-1"))?.isOpen, true);
    assert.equal(await calls.finishInputs("fc-1", 1, "synced"), "finished");
    assert.equal(await calls.finishInputs("fc-1", 1, "synced"), "finished");
    assert.equal((await calls.read("fc-1"))?.isOpen, false);
  });

  test("payloads that are empty, of 2 MiB, or blobs come back as they were given", async (t) => {
    const store = await freshStore(t, open);
    const large = new Uint8Array(2 * 1024 * 1024).map((_, i) => i * 7);
    const payloads = [
      { format: "cbor", data: large },
      { format: "unspecified", data: new Uint8Array(0) },
      { format: "pickle", blobId: "bl-1" },
    ] as const;
    const inputs = payloads.map((payload, index) => ({ index, method: `m${index}`, payload }));
    await store.calls.open(newMap("fc-1"), inputs, written);
    const claimed = await store.calls.claim(functionA, containerA, 3);
    assert.deepEqual(
      claimed.map(({ payload }) => payload),
      payloads,
    );
    assert.deepEqual(
      claimed.map(({ method }) => method),
      ["m0", "m1", "m2"],
    );
  });

  test("count() and waiting() follow inputs through all states", async (t) => {
    const store = await freshStore(t, open);
    const { calls } = store;
    await calls.open(newMap("fc-1"), newInputs(0, 2), written);
    await calls.open(newCall("fc-2", { functionId: functionB }), [newInput(0)], written);
    assert.deepEqual(await calls.waiting(), [functionA, functionB]);
    const attempt = await claimOne(store);
    await calls.complete(containerA, [{ kind: "retry", attempt, readyAtMs: 50 }], "written");
    assert.deepEqual(await calls.count(functionA), { queued: 2, claimed: 0, delayed: 1 });
    await calls.claim(functionA, containerA, 10);
    assert.deepEqual(await calls.count(functionA), { queued: 0, claimed: 2, delayed: 1 });
    assert.deepEqual(await calls.waiting(), [functionA, functionB], "delayed inputs wait as well");
    await calls.cancel({ functionId: functionA }, terminated, 5);
    assert.deepEqual(await calls.count(functionA), { queued: 0, claimed: 0, delayed: 0 });
    assert.deepEqual(await calls.waiting(), [functionB]);
  });

  test("readGraph() tells of all calls below the root, from whichever call it is asked", async (t) => {
    const { calls } = await freshStore(t, open);
    const claimFor = [containerA];
    await calls.open(newCall("fc-root"), [newInput(0)], { durability: "written", claimFor });
    const parentInput = { callId: "fc-root", index: 0 } as const;
    await calls.open(newMap("fc-child", { parentInput }), newInputs(0, 1), written);
    const childInput = { callId: "fc-child", index: 1 } as const;
    await calls.open(newCall("fc-leaf", { parentInput: childInput }), [newInput(0)], written);
    await calls.open(newCall("fc-other"), [newInput(0)], written);
    await calls.complete(containerA, [finished({ callId: "fc-root", index: 0, attempt: 1 })], "written");

    const graph = await calls.readGraph("fc-leaf", 100);
    assert(graph !== "unknown-call");
    assert.deepEqual(graph.calls, [
      { callId: "fc-root", functionId: functionA, appId: "ap-a" },
      { callId: "fc-child", functionId: functionA, appId: "ap-a", parentInput },
      { callId: "fc-leaf", functionId: functionA, appId: "ap-a", parentInput: childInput },
    ]);
    assert.deepEqual(graph.inputs[0], {
      callId: "fc-root",
      index: 0,
      status: "success",
      containerId: containerA,
    });
    assert.equal(graph.inputs.length, 4);
    assert.equal(await calls.readGraph("fc-none", 100), "unknown-call");
    const bounded = await calls.readGraph("fc-root", 2);
    assert(bounded !== "unknown-call");
    assert.deepEqual([bounded.calls.length, bounded.inputs.length], [2, 2]);
  });

  test("readGraph() ends where parents form a circle or are gone", async (t) => {
    const { calls } = await freshStore(t, open);
    await calls.open(newCall("fc-1", { parentInput: { callId: "fc-2", index: 0 } }), [], written);
    await calls.open(newCall("fc-2", { parentInput: { callId: "fc-1", index: 0 } }), [], written);
    await calls.open(newCall("fc-3", { parentInput: { callId: "fc-gone", index: 0 } }), [], written);
    const circle = await calls.readGraph("fc-1", 100);
    assert(circle !== "unknown-call");
    assert.equal(circle.calls.length, 2);
    const orphan = await calls.readGraph("fc-3", 100);
    assert(orphan !== "unknown-call");
    assert.deepEqual(
      orphan.calls.map(({ callId }) => callId),
      ["fc-3"],
    );
  });
}
