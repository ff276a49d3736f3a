import assert from "node:assert/strict";
import { test } from "node:test";
import { autoscalerDefaults } from "../../model/settings.ts";
import { client, done, failed, TestWorld } from "../engine.test.world.ts";

test("stats() counts what was handed over and is not committed, and what waits", async () => {
  const world = new TestWorld();
  const { engine } = world;
  const { job = "fu-none" } = await world.deploy({
    job: { autoscaler: { ...autoscalerDefaults, maxContainers: 1 } },
  });
  await world.call(job);
  const container = await world.nextContainer(0);
  container.serve(2);
  await world.pass();
  const [input] = container.taken;
  assert.ok(input);
  await world.during(container.finish(input, done));
  container.session?.grant(1);
  await world.pass();
  const stats = { backlog: 0, totalContainers: 1, runningInputs: 0, inputHeadroom: 1 };
  assert.deepEqual(await world.during(engine.functions.stats(job)), stats);
  const payload = { format: "cbor", data: new Uint8Array([0x80]) } as const;
  const request = {
    functionId: job,
    type: "unary",
    invocation: "attached",
    inputs: [{ index: 0, payload }],
  } as const;
  let isKept = false;
  const opening = engine.calls.open(client, request).then(() => (isKept = true));
  const now = engine.functions.stats(job);
  assert.equal(isKept, false);
  assert.deepEqual(await world.during(now), { ...stats, runningInputs: 1, inputHeadroom: 0 });
  await world.during(opening);
  const waiting = [engine.calls.open(client, request), engine.calls.open(client, request)];
  const then = { ...stats, backlog: 2, runningInputs: 1, inputHeadroom: 0 };
  assert.deepEqual(await world.during(engine.functions.stats(job)), then);
  await world.during(Promise.all(waiting));
  assert.deepEqual(await world.during(engine.functions.stats(job)), then);
});

test("stats() is of one moment, whatever happens before it is answered", async () => {
  const world = new TestWorld();
  const { engine } = world;
  const { job = "fu-none" } = await world.deploy({ job: {} });
  await world.call(job);
  const container = await world.nextContainer(0);
  container.serve(1);
  for (let turns = 0; turns < 12; turns += 1) {
    await world.pass();
    const input = container.taken.at(-1);
    assert.ok(input);
    const asked = engine.functions.stats(job);
    for (let i = 0; i < turns; i += 1) await Promise.resolve();
    const finished = container.finish(input, done);
    container.session?.grant(1);
    const { runningInputs, inputHeadroom } = await world.during(asked);
    assert.equal(runningInputs + inputHeadroom, 1, `finished ${turns} turns after it was asked`);
    await world.during(finished);
    await world.call(job);
  }
});

test("stats() counts containers that drain with what they run, retries that are delayed, and no room in either", async () => {
  const world = new TestWorld();
  const { engine } = world;
  const retryPolicy = { maxRetries: 3, initialDelayMs: 10_000, backoffCoefficient: 1, maxDelayMs: 10_000 };
  const { job = "fu-none" } = await world.deploy({ job: { retryPolicy } });
  const [first, second] = [await world.call(job), await world.call(job)];
  assert.ok(first !== second);
  for (const at of [0, 1]) (await world.nextContainer(at)).serve(1);
  await world.pass();
  const [draining, failing] = world.containers;
  assert.ok(draining && failing);
  await world.during(engine.containers.stop(draining.containerId, { isGraceful: true }));
  const [input] = failing.taken;
  assert.ok(input);
  assert.deepEqual(await world.during(engine.functions.stats(job)), {
    backlog: 0,
    totalContainers: 2,
    runningInputs: 2,
    inputHeadroom: 0,
  });
  await world.during(failing.finish(input, failed));
  failing.session?.grant(1);
  assert.deepEqual(await world.during(engine.functions.stats(job)), {
    backlog: 1,
    totalContainers: 2,
    runningInputs: 1,
    inputHeadroom: 1,
  });
  draining.exit({ signal: "SIGKILL" });
  await world.pass();
  const after = await world.during(engine.functions.stats(job));
  assert.equal(after.totalContainers, 1);
  assert.equal(
    after.backlog + after.runningInputs,
    2,
    "what was lost runs again, and is not forgotten meanwhile",
  );
});
