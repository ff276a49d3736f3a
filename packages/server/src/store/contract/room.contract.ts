import assert from "node:assert/strict";
import { test } from "node:test";
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
  terminated,
  written,
  type OpenStoreUnderTest,
} from "./fixture.contract.ts";

const room = { waitingMax: 2, unfinishedMax: 4 };
const limited = { ...written, room };

/** What is added while a function has as many inputs as it may have. */
export function roomContract(open: OpenStoreUnderTest): void {
  test("open() and append() add nothing where there is no room, and say so", async (t) => {
    const { calls } = await freshStore(t, open);
    await calls.open(newMap("fc-1"), [], limited);
    assert.equal((await calls.append("fc-1", newInputs(0, 2), limited)).kind, "appended", "it may go beyond");
    assert.deepEqual(await calls.append("fc-1", [newInput(3)], limited), { kind: "full" });
    assert.deepEqual(await calls.open(newCall("fc-2"), [newInput(0)], limited), { kind: "full" });
    assert.equal(await calls.read("fc-2"), undefined);
    assert.equal((await calls.read("fc-1"))?.inputs, 3);
    const other = newCall("fc-3", { functionId: functionB });
    assert.deepEqual(await calls.open(other, [newInput(0)], limited), { kind: "opened" });
  });

  test("open() of a call that is there is no addition", async (t) => {
    const { calls } = await freshStore(t, open);
    await calls.open(newMap("fc-1"), newInputs(0, 5), limited);
    const again = await calls.open(newMap("fc-1"), newInputs(0, 5), limited);
    assert.deepEqual(again, { kind: "existing", functionId: functionA });
    assert.deepEqual(
      await calls.open(newMap("fc-2"), [], limited),
      { kind: "opened" },
      "an empty map takes no room",
    );
  });

  test("what nobody waits for has room of its own", async (t) => {
    const { calls } = await freshStore(t, open);
    await calls.open(newMap("fc-1", { invocation: "detached" }), newInputs(0, 9), limited);
    assert.deepEqual(await calls.append("fc-1", [newInput(10)], limited), { kind: "full" });
    for (const callId of ["fc-2", "fc-3"] as const)
      assert.equal((await calls.open(newCall(callId), [newInput(0)], limited)).kind, "opened");
    assert.equal((await calls.open(newCall("fc-4"), [newInput(0)], limited)).kind, "full");
  });

  test("there is room again once inputs are claimed, ended or cancelled, over a restart too", async (t) => {
    const underTest = await open();
    t.after(() => underTest.discard());
    const { calls } = underTest.store;
    await calls.open(newMap("fc-1"), newInputs(0, 1), limited);
    const isFull = async (with_ = underTest.store): Promise<boolean> =>
      (await with_.calls.append("fc-1", [newInput(0)], limited)).kind === "full";
    assert.equal(await isFull(), true);
    const attempt = await claimOne(underTest.store);
    assert.equal(await isFull(), false);
    // What is tried again is not counted twice.
    await calls.complete(containerA, [{ kind: "return", attempt }], "written");
    assert.equal(await isFull(), false);
    await calls.open(newMap("fc-2"), newInputs(0, 0), written);
    assert.equal(await isFull(), true);
    const again = await underTest.reopen();
    assert.equal(await isFull(again), true);
    await again.calls.cancel({ callId: "fc-2" }, terminated, 5);
    assert.equal(await isFull(again), false);
  });

  test("what runs counts with what waits", async (t) => {
    const store = await freshStore(t, open);
    await store.calls.open(newMap("fc-1"), newInputs(0, 3), written);
    const claimed = await store.calls.claim(functionA, containerA, 4);
    assert.equal((await store.calls.append("fc-1", [newInput(4)], limited)).kind, "full");
    await store.calls.complete(
      containerA,
      claimed.map((input) => finished(input)),
      "written",
    );
    assert.equal((await store.calls.append("fc-1", [newInput(4)], limited)).kind, "appended");
  });
}
