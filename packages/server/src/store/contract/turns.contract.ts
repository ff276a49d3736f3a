import assert from "node:assert/strict";
import { test } from "node:test";
import type { ClaimedInput } from "../../model/call.ts";
import type { Store } from "../store.ts";
import {
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
  written,
  type OpenStoreUnderTest,
} from "./fixture.contract.ts";

/** Whose queued inputs are claimed, and in which order (C3). */
export function turnsContract(open: OpenStoreUnderTest): void {
  test("claim() hands out the inputs of a call in the order in which they were accepted (C3)", async (t) => {
    const { calls } = await freshStore(t, open);
    await calls.open(newMap("fc-a"), [newInput(9), newInput(3)], written);
    await calls.open(newCall("fc-b", { functionId: functionB }), [newInput(0)], written);
    await calls.append("fc-a", [newInput(1)], written);
    const first = await calls.claim(functionA, containerA, 2);
    const rest = await calls.claim(functionA, containerA, 3);
    assert.deepEqual(placesOf([...first, ...rest]), ["fc-a/9", "fc-a/3", "fc-a/1"]);
    assert.deepEqual(await calls.claim(functionA, containerA, 3), []);
  });

  test("claim() takes calls by turns, however long their queues are (C3)", async (t) => {
    const { calls } = await freshStore(t, open);
    await calls.open(newMap("fc-a"), newInputs(0, 999), written);
    await calls.claim(functionA, containerA, 10);
    await calls.open(newMap("fc-b"), newInputs(0, 999), written);
    await calls.append("fc-a", newInputs(1000, 1999), written);
    await calls.open(newCall("fc-c"), [newInput(0)], written);
    const claimed = await calls.claim(functionA, containerA, 7);
    assert.deepEqual(placesOf(claimed).toSorted(), [
      "fc-a/10",
      "fc-a/11",
      "fc-a/12",
      "fc-b/0",
      "fc-b/1",
      "fc-b/2",
      "fc-c/0",
    ]);
  });

  test("append() costs no turns where it repeats what is there (C3)", async (t) => {
    const { calls } = await freshStore(t, open);
    await calls.open(newMap("fc-a"), newInputs(0, 9), written);
    await calls.open(newMap("fc-b"), newInputs(0, 9), written);
    for (let i = 0; i < 10; i += 1) await calls.append("fc-b", newInputs(0, 9), written);
    await calls.append("fc-b", newInputs(10, 19), written);
    await calls.append("fc-a", newInputs(10, 19), written);
    const claimed = placesOf(await calls.claim(functionA, containerA, 30));
    assert.equal(claimed.filter((place) => place.startsWith("fc-b/")).length, 15, claimed.join());
  });

  test("claim() gives no turns for having been idle (C3)", async (t) => {
    const { calls } = await freshStore(t, open);
    await calls.open(newMap("fc-idle"), [newInput(0)], written);
    await calls.open(newMap("fc-busy"), newInputs(0, 99), written);
    await calls.claim(functionA, containerA, 51);
    await calls.append("fc-idle", newInputs(1, 10), written);
    const claimed = placesOf(await calls.claim(functionA, containerA, 8));
    assert.equal(claimed.filter((place) => place.startsWith("fc-idle/")).length, 4, claimed.join());
  });

  test("open() joins calls to a flow, which share its turns (C3)", async (t) => {
    const { calls } = await freshStore(t, open);
    const flow = { ...written, flow: "somebody" };
    for (let i = 0; i < 100; i += 1) await calls.open(newCall(`fc-${i}`), [newInput(0)], flow);
    await calls.claim(functionA, containerA, 10);
    await calls.open(newCall("fc-other"), [newInput(0)], { ...written, flow: "somebody else" });
    const claimed = placesOf(await calls.claim(functionA, containerA, 3));
    assert.ok(claimed.includes("fc-other/0"), claimed.join());
    assert.deepEqual(
      claimed.filter((place) => place !== "fc-other/0"),
      ["fc-10/0", "fc-11/0"],
    );
  });

  test("what is queued again keeps its place (C3)", async (t) => {
    const store = await freshStore(t, open);
    const { calls } = store;
    await calls.open(newMap("fc-a"), newInputs(0, 99), written);
    const [returned, retried] = [await claimOne(store), await claimOne(store)];
    await calls.claim(functionA, containerA, 50);
    await calls.complete(
      containerA,
      [
        { kind: "return", attempt: returned },
        { kind: "retry", attempt: retried, readyAtMs: 5 },
      ],
      "written",
    );
    await calls.promote(5);
    assert.deepEqual(placesOf(await calls.claim(functionA, containerA, 3)), ["fc-a/0", "fc-a/1", "fc-a/52"]);
  });

  test("turns go on where they were when a store is opened again (C3)", async (t) => {
    const underTest = await open();
    t.after(() => underTest.discard());
    const { calls } = underTest.store;
    await calls.open(newMap("fc-a"), newInputs(0, 99), written);
    await calls.claim(functionA, containerA, 50);
    const again = await underTest.reopen();
    // Also where everything that was claimed is queued again.
    await again.calls.releaseAll();
    await again.calls.append("fc-a", newInputs(100, 101), written);
    await again.calls.open(newCall("fc-b"), [newInput(0)], written);
    const claimed = await claimAll(again);
    assert.equal(claimed.length, 103);
    const ofA = claimed.filter((place) => place.startsWith("fc-a/"));
    assert.deepEqual(
      ofA,
      Array.from({ length: 102 }, (_, i) => `fc-a/${i}`),
    );
    assert.ok(claimed.indexOf("fc-b/0") < 53, "behind what was queued again, and no more than its turn");
  });
}

function placesOf(inputs: readonly ClaimedInput[]): readonly string[] {
  return inputs.map(({ callId, index }) => `${callId}/${index}`);
}

async function claimAll({ calls }: Store): Promise<readonly string[]> {
  const claimed: string[] = [];
  for (;;) {
    const inputs = await calls.claim(functionA, containerA, 10);
    if (inputs.length === 0) return claimed;
    claimed.push(...placesOf(inputs));
    await calls.complete(
      containerA,
      inputs.map((input) => finished(input)),
      "written",
    );
  }
}
