import assert from "node:assert/strict";
import { test } from "node:test";
import { cancelGraceMs } from "../limits.ts";
import { client, done, failed, TestWorld } from "../engine.test.world.ts";

const input = (index: number) =>
  ({ index, payload: { format: "cbor", data: new Uint8Array([0x80]) } }) as const;

/** More than any chain of promises between a call and the store, or back. */
const stepsMax = 40;

test("what is cancelled while its batch waits for others never begins", async () => {
  const world = new TestWorld();
  const { job = "" } = await world.deploy({ job: { batching: { maxSize: 3, lingerMs: 100 } } });
  const cancelled = await world.call(job);
  const wanted = await world.call(job);
  const container = await world.nextContainer(0);
  container.serve(3);
  await world.pass(50);
  await world.during(world.engine.calls.cancel(client, cancelled, { terminateContainers: false }));
  await world.pass(60);
  assert.deepEqual(
    container.taken.map(({ callId }) => callId),
    [wanted],
  );
});

test("a container waits on when all of its batch is cancelled", async () => {
  const world = new TestWorld();
  const { job = "" } = await world.deploy({ job: { batching: { maxSize: 3, lingerMs: 100 } } });
  const cancelled = await world.call(job);
  const container = await world.nextContainer(0);
  container.serve(3);
  await world.pass(50);
  await world.during(world.engine.calls.cancel(client, cancelled, { terminateContainers: false }));
  await world.pass(100);
  const next = await world.call(job);
  await world.pass(110);
  assert.deepEqual(
    container.taken.map(({ callId }) => callId),
    [next],
  );
});

test("what is cancelled in the same commit in which it is claimed never begins, or is told to end", async () => {
  for (let steps = 0; steps < stepsMax; steps += 1) {
    const world = new TestWorld();
    const { job = "" } = await world.deploy({ job: { maxConcurrentInputs: 2 } });
    const callId = await world.call(job);
    const container = await world.nextContainer(0);
    const cancelling = world.engine.calls.cancel(client, callId, { terminateContainers: false });
    for (let step = 0; step < steps; step += 1) await Promise.resolve();
    container.serve(2);
    await world.during(cancelling);
    await world.pass();
    assert.ok(container.taken.length <= container.cancelled.length, `after ${steps} steps`);
  }
});

test("put() to a cancelled map begins nothing", async () => {
  const world = new TestWorld();
  const { engine } = world;
  const { job = "" } = await world.deploy({ job: {} });
  await world.call(job);
  const container = await world.nextContainer(0);
  container.serve(2);
  await world.pass();
  const [first] = container.taken.splice(0);
  assert.ok(first);
  await world.during(container.finish(first, done));
  container.session?.grant(1);
  await world.pass();
  const request = { functionId: job, type: "map", invocation: "attached", inputs: [] } as const;
  const { callId } = await world.during(engine.calls.open(client, request));
  await world.during(engine.calls.cancel(client, callId, { terminateContainers: false }));
  await assert.rejects(world.during(engine.calls.put(client, callId, [input(0)])), /takes no more inputs/);
  assert.deepEqual(container.taken, []);
});

test("an idle container leaves after its window although what waited for it was cancelled", async () => {
  const world = new TestWorld();
  const autoscaler = { minContainers: 0, bufferContainers: 0, scaledownWindowMs: 500 };
  const { job = "" } = await world.deploy({ job: { autoscaler } });
  const callId = await world.call(job);
  const container = await world.nextContainer(0);
  container.session?.ready();
  // Until here it is wanted, for the input that waits.
  await world.pass(10);
  await world.during(world.engine.calls.cancel(client, callId, { terminateContainers: false }));
  container.serve(1);
  await world.pass(600);
  assert.equal(container.isStopped, true);
});

test("a container that is terminated with a call is given nothing more, and has not failed to start", async () => {
  const world = new TestWorld();
  const { job = "" } = await world.deploy({
    job: { autoscaler: { minContainers: 0, maxContainers: 1, bufferContainers: 0, scaledownWindowMs: 500 } },
  });
  const cancelled = await world.call(job);
  const first = await world.nextContainer(0);
  first.serve(1);
  await world.pass();
  const waiting = await world.call(job);
  await world.during(world.engine.calls.cancel(client, cancelled, { terminateContainers: true }));
  assert.equal(first.isKilled, true);
  // One that says why it cannot start is tried once more, if it is the first one that failed.
  const second = await world.nextContainer(1);
  second.session?.bootFailed(failed);
  await world.pass(200);
  assert.equal(await world.output(waiting), undefined);
  const third = await world.nextContainer(2);
  third.serve(1);
  await world.pass();
  assert.equal(third.taken[0]?.callId, waiting);
});

test("an input that is tried again beside its last attempt, which does not let go, takes a slot of its own", async () => {
  const world = new TestWorld();
  const retryPolicy = { maxRetries: 3, initialDelayMs: 0, backoffCoefficient: 1, maxDelayMs: 0 };
  const settings = { maxConcurrentInputs: 2, targetConcurrentInputs: 2, timeoutMs: 1_000, retryPolicy };
  const { job = "" } = await world.deploy({ job: settings });
  const callId = await world.call(job);
  const container = await world.nextContainer(0);
  container.serve(2);
  await world.pass(1_100);
  assert.deepEqual(
    container.taken.map(({ attempt }) => attempt),
    [1, 2],
  );
  container.session?.grant(2);
  await world.call(job);
  await world.pass(cancelGraceMs / 10);
  assert.equal(container.taken.length, 2, `both slots are held by attempts of ${callId}`);
});
