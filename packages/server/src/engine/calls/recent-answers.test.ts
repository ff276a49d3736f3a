import assert from "node:assert/strict";
import { test } from "node:test";
import type { Output } from "../../model/call.ts";
import { VirtualClock } from "../../sim/virtual-clock.ts";
import { client, done, TestWorld } from "../engine.test.world.ts";
import { RecentAnswers } from "./recent-answers.ts";

function outputOf(callId: `fc-${string}`, bytes = 1, of = new Uint8Array(bytes)): Output {
  const payload = { format: "cbor", data: of.subarray(0, bytes) } as const;
  return { callId, index: 0, sequence: 1, result: { status: "success", payload }, finishedAtMs: 0 };
}

test("find() says nothing of a call that is not written yet, or that was there before (N1)", () => {
  const recent = new RecentAnswers(new VirtualClock());
  assert.equal(recent.find("fc-1"), undefined);
  recent.opening("fc-1");
  assert.equal(recent.find("fc-1"), undefined, "it may be there already");
  recent.opened("fc-1", false);
  assert.equal(recent.find("fc-1"), undefined, "its answer may be there already");
  recent.opening("fc-2");
  recent.opened("fc-2", true);
  assert.equal(recent.find("fc-2")?.isPending, true);
  recent.opening("fc-2");
  recent.opened("fc-2", false);
  assert.equal(recent.find("fc-2"), undefined, "who opens it again reads");
});

test("answered() ends what is pending, also before the call is known to be written (N1)", () => {
  const recent = new RecentAnswers(new VirtualClock());
  const output = outputOf("fc-1");
  recent.opening("fc-1");
  recent.answered(output);
  recent.opened("fc-1", true);
  assert.equal(recent.find("fc-1")?.isPending, false);
  assert.equal(recent.find("fc-1")?.answer, output);
  recent.forget("fc-1");
  assert.equal(recent.find("fc-1"), undefined);
});

test("answered() hands a large answer to those who wait, and keeps it for nobody else", () => {
  const recent = new RecentAnswers(new VirtualClock());
  const large = [outputOf("fc-1", 8 * 1024 + 1), outputOf("fc-2", 1, new Uint8Array(1024 * 1024))];
  for (const output of large) {
    recent.opening(output.callId);
    recent.opened(output.callId, true);
    const waited = recent.find(output.callId);
    recent.answered(output);
    assert.equal(waited?.answer, output);
    assert.equal(recent.find(output.callId), undefined);
  }
});

test("find() says nothing of calls that were opened long ago, or before many others (N2)", async () => {
  const clock = new VirtualClock();
  const recent = new RecentAnswers(clock);
  for (let i = 0; i < 1025; i += 1) {
    recent.opening(`fc-${i}`);
    recent.opened(`fc-${i}`, true);
  }
  assert.equal(recent.find("fc-0"), undefined);
  assert.equal(recent.find("fc-1")?.isPending, true);
  await clock.run(() => false, 60_001);
  assert.equal(recent.find("fc-1"), undefined);
});

test("awaitOutputs() of a new unary call reads nothing, and answers as the store does", async (t) => {
  const world = new TestWorld();
  const { job = "fu-none" } = await world.deploy({ job: {} });
  const reads = t.mock.method(world.store.calls, "readOutputs");
  const callId = await world.call(job, "attached");
  const wanted = { after: 0, limit: 1, timeoutMs: 5_000 };
  const waiting = world.engine.calls.awaitOutputs(callId, wanted);
  const container = await world.nextContainer(0);
  container.serve(1);
  await world.pass();
  const [input] = container.taken;
  assert.ok(input);
  await world.during(container.finish(input, done));
  const handed = await world.during(waiting);
  assert.equal(reads.mock.callCount(), 0);
  const read = await world.during(world.engine.calls.awaitOutputs(callId, wanted));
  assert.equal(reads.mock.callCount(), 1, "who asks once more reads");
  assert.deepEqual(handed, read);
});

test("awaitOutputs() of a new unary call hears of its cancellation, and of time that is up", async () => {
  const world = new TestWorld();
  const { job = "fu-none" } = await world.deploy({ job: {} });
  const callId = await world.call(job, "attached");
  const poll = (timeoutMs: number) =>
    world.during(world.engine.calls.awaitOutputs(callId, { after: 0, limit: 1, timeoutMs }));
  const pending = await poll(100);
  const id = callId as "fc-"; // it is one
  const stored = await world.during(world.store.calls.readOutputs(id, { after: 0, limit: 1 }));
  assert.deepEqual(pending, stored);
  const waiting = poll(50_000);
  await world.during(world.engine.calls.cancel(client, callId, { terminateContainers: false }));
  assert.equal((await waiting).outputs[0]?.result.status, "terminated");
});
