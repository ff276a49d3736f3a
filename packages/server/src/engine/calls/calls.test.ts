import assert from "node:assert/strict";
import { test } from "node:test";
import type { InputRef } from "../../model/call.ts";
import type { CallId } from "../../model/ids.ts";
import { client, done, failed, TestWorld } from "../engine.test.world.ts";

test("open() starts a container for the first call and hands it the input", async () => {
  const world = new TestWorld();
  const { square } = await world.deploy({ square: {} });
  const callId = await world.call(square);
  const container = await world.nextContainer(0);
  assert.equal(container.assignment?.function.definition.tag, "square");
  container.serve(1);
  await world.pass();
  assert.equal(container.taken[0]?.callId, callId);
  assert.equal(await world.output(callId), undefined);
  const [input] = container.taken;
  assert.ok(input);
  await world.during(container.finish(input, done));
  assert.equal((await world.output(callId))?.result.status, "success");
});

test("run() answers as soon as the container does, with a warm container in the same turn", async () => {
  const world = new TestWorld();
  const { square } = await world.deploy({
    square: { autoscaler: { minContainers: 1, bufferContainers: 0, scaledownWindowMs: 1_000 } },
  });
  const container = await world.nextContainer(0);
  container.serve(1);
  await world.pass();
  const request = {
    functionId: square ?? "",
    type: "unary",
    invocation: "attached",
    inputs: [{ index: 0, payload: { format: "cbor", data: new Uint8Array([1]) } }],
  } as const;
  const answer = world.engine.calls.run(client, request, new AbortController().signal);
  await world.pass();
  const [input] = container.taken;
  assert.ok(input);
  await world.during(container.finish(input, done));
  assert.equal((await world.during(answer)).outputs[0]?.result.status, "success");
});

test("open() of the same call id again runs nothing twice", async () => {
  const world = new TestWorld();
  const { square } = await world.deploy({ square: {} });
  const request = {
    callId: "fc-abc",
    functionId: square ?? "",
    type: "unary",
    invocation: "detached",
    inputs: [{ index: 0, payload: { format: "cbor", data: new Uint8Array() } }],
    isRepeat: true,
  } as const;
  await world.during(world.engine.calls.open(client, request));
  await world.during(world.engine.calls.open(client, request));
  const container = await world.nextContainer(0);
  container.serve(4);
  await world.pass(100);
  assert.equal(container.taken.length, 1);
});

test("open() lets calls take turns by who calls: a connection, or the input that makes them", async () => {
  const world = new TestWorld();
  const { square } = await world.deploy({ square: { maxConcurrentInputs: 7 } });
  const parent = await world.call(square);
  const by = async (whom: { connection?: string; parentInput?: InputRef }, callIds: readonly string[]) => {
    for (const callId of callIds) {
      const request = { functionId: square ?? "", type: "unary", invocation: "detached" } as const;
      const inputs = [{ index: 0, payload: { format: "cbor", data: new Uint8Array() } }] as const;
      await world.during(world.engine.calls.open(client, { ...request, ...whom, callId, inputs }));
    }
  };
  const names = (from: string): string[] => Array.from({ length: 9 }, (_, i) => `fc-${from}${i}`);
  await by({ connection: "native 1" }, names("a"));
  await by({ connection: "native 1", parentInput: { callId: parent as CallId, index: 0 } }, names("b"));
  await by({ connection: "native 2" }, ["fc-c0"]);
  const container = await world.nextContainer(0);
  container.serve(7);
  await world.pass();
  assert.deepEqual(
    container.taken.map(({ callId }) => callId),
    // What an input calls waits behind that input, where both are of one function.
    [parent, "fc-a0", "fc-c0", "fc-a1", "fc-b0", "fc-a2", "fc-b1"],
  );
});

test("awaitOutputs() answers at once where no output can follow", async () => {
  const world = new TestWorld();
  const { square } = await world.deploy({ square: {} });
  const callId = await world.call(square);
  const container = await world.nextContainer(0);
  container.serve(1);
  await world.pass();
  const [input] = container.taken;
  assert.ok(input);
  await world.during(container.finish(input, done));
  const before = world.clock.nowMs();
  const range = { after: 0, limit: 1, timeoutMs: 60_000, indexes: { from: 5, to: 5 } };
  const page = await world.during(world.engine.calls.awaitOutputs(callId, range));
  assert.deepEqual([page.outputs.length, page.unfinished, page.isOpen], [0, 0, false]);
  assert.ok(world.clock.nowMs() - before < 1_000);
});

test("complete() retries a user's failure after the delays of its policy, and then publishes it", async () => {
  const world = new TestWorld();
  const retryPolicy = { maxRetries: 2, initialDelayMs: 1_000, backoffCoefficient: 2, maxDelayMs: 60_000 };
  const { flaky } = await world.deploy({ flaky: { retryPolicy } });
  const callId = await world.call(flaky);
  const container = await world.nextContainer(0);
  container.serve(1);
  for (const [attempt, delayMs] of [
    [1, 1_000],
    [2, 2_000],
    [3, 0],
  ] as const) {
    await world.pass();
    const input = container.taken.at(-1);
    assert.equal(input?.attempt, attempt);
    container.session?.grant(1);
    await world.during(container.finish(input, failed));
    container.session?.grant(1);
    assert.equal((await world.output(callId))?.result.status, attempt === 3 ? "failure" : undefined);
    await world.pass(delayMs - 20);
    assert.equal(container.taken.length, attempt, "not before its time");
    await world.pass(20);
  }
});

test("a timeout publishes its output, asks for the slot back and then takes it", async () => {
  const world = new TestWorld();
  const { slow } = await world.deploy({ slow: { timeoutMs: 2_000 } });
  const callId = await world.call(slow);
  const container = await world.nextContainer(0);
  container.serve(1);
  await world.pass(1_990);
  assert.equal(await world.output(callId), undefined);
  await world.pass(20);
  assert.equal((await world.output(callId))?.result.status, "timeout");
  assert.equal(container.cancelled[0]?.callId, callId);
  assert.equal(container.isKilled, false);
  await world.pass(5_000);
  assert.equal(container.isKilled, true);
});

test("cancel() unblocks callers at once, drops what is queued and is idempotent", async () => {
  const world = new TestWorld();
  const { job } = await world.deploy({
    job: {
      autoscaler: { minContainers: 0, maxContainers: 1, bufferContainers: 0, scaledownWindowMs: 1_000 },
    },
  });
  const running = await world.call(job);
  const queued = await world.call(job);
  const container = await world.nextContainer(0);
  container.serve(1);
  await world.pass();
  for (const callId of [running, queued, running]) {
    await world.during(world.engine.calls.cancel(client, callId, { terminateContainers: false }));
    assert.equal((await world.output(callId))?.result.status, "terminated");
  }
  assert.deepEqual(
    container.cancelled.map(({ callId }) => callId),
    [running],
  );
  const [input] = container.taken;
  assert.ok(input);
  await world.during(container.finish(input, done));
  container.session?.grant(1);
  await world.pass(50);
  assert.equal((await world.output(running))?.result.status, "terminated", "a late output changes nothing");
  assert.equal(container.taken.length, 1);
});

test("cancel() with terminateContainers kills the container and runs its other inputs elsewhere", async () => {
  const world = new TestWorld();
  const { job } = await world.deploy({ job: { maxConcurrentInputs: 2, targetConcurrentInputs: 2 } });
  const first = await world.call(job);
  const other = await world.call(job);
  const container = await world.nextContainer(0);
  container.serve(2);
  await world.pass();
  assert.equal(container.taken.length, 2);
  await world.during(world.engine.calls.cancel(client, first, { terminateContainers: true }));
  assert.equal(container.isKilled, true);
  const next = await world.nextContainer(1);
  next.serve(2);
  await world.pass();
  assert.deepEqual(
    next.taken.map(({ callId, attempt }) => ({ callId, attempt })),
    [{ callId: other, attempt: 2 }],
  );
});
