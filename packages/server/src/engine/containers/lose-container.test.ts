import assert from "node:assert/strict";
import { test } from "node:test";
import { LydianError } from "../../model/error.ts";
import { client, failed, TestWorld } from "../engine.test.world.ts";

/** More than any chain of promises between the engine and the store, or back. */
const stepsMax = 200;

test("an input whose containers are lost again and again fails in the end, and says so", async () => {
  const world = new TestWorld();
  const { poison } = await world.deploy({ poison: {} });
  const callId = await world.call(poison);
  for (let at = 0; at < 8; at += 1) {
    assert.equal(await world.output(callId), undefined);
    const container = await world.nextContainer(at);
    container.serve(1);
    await world.pass();
    assert.equal(container.taken[0]?.attempt, at + 1);
    container.exit({ signal: "SIGSEGV" });
    await world.pass(10);
  }
  assert.match(
    (await world.output(callId))?.result.exception ?? "",
    /killed by SIGSEGV while it ran this input, whose containers were lost 8 times/,
  );
});

test("an input that makes its container exit fails after fewer tries, unless a neighbour was cancelled", async () => {
  const world = new TestWorld();
  const { exits } = await world.deploy({ exits: { maxConcurrentInputs: 2, targetConcurrentInputs: 2 } });
  const callId = await world.call(exits);
  const neighbour = await world.call(exits);
  const first = await world.nextContainer(0);
  first.serve(2);
  await world.pass();
  await world.during(world.engine.calls.cancel(client, neighbour, { terminateContainers: false }));
  first.exit({ code: 0 });
  await world.pass(10);
  for (let at = 1; at < 3; at += 1) {
    assert.equal(await world.output(callId), undefined);
    const container = await world.nextContainer(at);
    container.serve(1);
    await world.pass();
    container.exit({ code: 3 });
    await world.pass(10);
  }
  const { exception } = (await world.output(callId))?.result ?? {};
  assert.match(
    exception ?? "",
    /exited with code 3 while it ran this input, whose containers were lost 3 times/,
  );
});

test("an input that uses up its container's memory fails after fewer tries", async () => {
  const world = new TestWorld();
  const { hog } = await world.deploy({ hog: {} });
  const callId = await world.call(hog);
  for (let at = 0; at < 3; at += 1) {
    assert.equal(await world.output(callId), undefined);
    const container = await world.nextContainer(at);
    container.serve(1);
    await world.pass();
    container.exit({ signal: "SIGKILL", exceeded: "memory" });
    await world.pass(10);
  }
  assert.match(
    (await world.output(callId))?.result.exception ?? "",
    /more memory than it may \(128 MiB asked for\)/,
  );
});

test("a container that has run its input and leaves by itself has not failed: the next one starts at once", async () => {
  const world = new TestWorld();
  const { once } = await world.deploy({ once: {} });
  for (let at = 0; at < 5; at += 1) {
    const callId = await world.call(once);
    const container = await world.nextContainer(at);
    container.serve(1);
    await world.pass();
    const [input] = container.taken;
    assert.ok(input);
    await world.during(container.finish(input, { status: "success" }));
    container.exit({ code: 0 });
    await world.pass(1);
    assert.equal((await world.output(callId))?.result.status, "success");
  }
});

test("what the machine has no room for is no failure of the function: it still has its tries", async () => {
  const world = new TestWorld();
  const { job } = await world.deploy({ job: {} });
  world.failLaunches(new LydianError("resource-exhausted", "Cannot start container: no process is left"));
  const callId = await world.call(job);
  await world.pass(500);
  world.failLaunches(undefined);
  const container = await world.nextContainer(0);
  container.session?.bootFailed(failed);
  await world.pass(100);
  assert.equal(await world.output(callId), undefined);
  (await world.nextContainer(1)).serve(1);
});

test("a container that is started for what a lost one ran is known to later versions", async () => {
  for (let steps = 0; steps < stepsMax; steps += 1) {
    const world = new TestWorld();
    const { job = "" } = await world.deploy({ job: {} });
    await world.call(job);
    const first = await world.nextContainer(0);
    first.serve(1);
    await world.pass();
    await world.deploy({ job: { timeoutMs: 1_000 } });
    await world.pass();
    const overriding = world.engine.functions.updateAutoscaler(job, { maxContainers: 5 });
    for (let step = 0; step < steps; step += 1) await Promise.resolve();
    first.exit({ code: 0 });
    const second = await world.nextContainer(1);
    await world.during(overriding);
    second.serve(1);
    await world.pass();
    await world.deploy({ job: { timeoutMs: 2_000 } });
    await world.pass();
    assert.equal((await world.during(second.stopOrder(), 100))?.isAbrupt, false, `after ${steps} steps`);
  }
});
