import assert from "node:assert/strict";
import { test } from "node:test";
import {
  claimOne,
  containerA,
  finished,
  freshStore,
  newInputs,
  newMap,
  succeeded,
  written,
  type OpenStoreUnderTest,
} from "./fixture.contract.ts";

/** How inputs came to what they are. */
export function explainContract(open: OpenStoreUnderTest): void {
  test("explain() tells when an input came, and its ledger to the microsecond once it has ended", async (t) => {
    const store = await freshStore(t, open);
    const { calls } = store;
    const acceptedAtMs = 1_795_768_359_869.434;
    await calls.open(newMap("fc-1"), newInputs(0, 3), { ...written, acceptedAtMs });
    const attempt = await claimOne(store);
    assert.equal(attempt.acceptedAtMs, acceptedAtMs);
    const ledger = {
      acceptedAtMs,
      placedAtMs: acceptedAtMs + 1.25,
      bootedAtMs: acceptedAtMs - 5_000.5,
      enteredAtMs: acceptedAtMs + 2,
      ranAtMs: acceptedAtMs + 100.125,
    };
    const completion = { kind: "finish", attempt, result: succeeded("x"), finishedAtMs: 7, ledger } as const;
    await calls.complete(containerA, [completion], "written");
    await calls.complete(containerA, [finished(await claimOne(store))], "written");
    const retried = await claimOne(store);
    await calls.complete(containerA, [{ kind: "retry", attempt: retried, readyAtMs: 9 }], "written");
    const explained = await calls.explain("fc-1", { from: 0, limit: 3 });
    assert(explained !== "unknown-call");
    const [first, second, third] = explained;
    for (const [moment, atMs] of Object.entries(ledger)) {
      const kept = Reflect.get(first?.ledger ?? {}, moment) as number;
      assert.ok(Math.abs(kept - atMs) < 0.002, `${moment}: ${kept}`);
    }
    assert.equal(first?.ledger?.importedAtMs, undefined);
    const { ledger: _ledger, ...rest } = first ?? assert.fail();
    const same = { attempt: 1, failures: 0, losses: 0, acceptedAtMs };
    const end = { state: "finished", status: "success", containerId: containerA } as const;
    assert.deepEqual(rest, { index: 0, ...same, ...end, finishedAtMs: 7 });
    assert.deepEqual(second, { index: 1, ...same, ...end, finishedAtMs: 2000 });
    assert.deepEqual(third, { index: 2, ...same, state: "delayed", failures: 1 });
    const others = await calls.explain("fc-1", { from: 3, limit: 9 });
    assert.deepEqual(others, [{ index: 3, ...same, attempt: 0, state: "queued" }]);
    assert.equal(await calls.explain("fc-none", { from: 0, limit: 9 }), "unknown-call");
  });
}
