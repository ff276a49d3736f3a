import assert from "node:assert/strict";
import { test } from "node:test";
import { done, type TestContainer, TestWorld } from "../engine.test.world.ts";

/** How many inputs each container has finished. */
const finished = new WeakMap<TestContainer, number>();

/** Lets containers serve what they are given, an input in `inputMs`, until `untilMs` of simulated time have passed. */
async function serveAll(world: TestWorld, untilMs: number, inputMs = 50): Promise<void> {
  const endMs = world.clock.nowMs() + untilMs;
  while (world.clock.nowMs() < endMs) {
    for (const container of world.containers) await serveOne(world, container);
    await world.pass(inputMs);
  }
}

async function serveOne(world: TestWorld, container: TestContainer): Promise<void> {
  const count = finished.get(container);
  if (count === undefined) {
    finished.set(container, 0);
    await world.during(container.connect(world.engine)).catch(() => undefined); // dismissed meanwhile
    if (container.assignment !== undefined) container.serve(1);
    return;
  }
  const input = container.taken[count];
  if (input !== undefined) {
    finished.set(container, count + 1);
    await world.during(container.finish(input, done));
    container.session?.grant(1);
  } else if (container.isStopped) container.exit({ code: 0 });
}

function serving(world: TestWorld, tag: string): number {
  return world.engine.containers
    .list({})
    .filter(({ functionTag, state }) => functionTag === tag && state !== "draining").length;
}

test("functions share a full machine, and each keeps its share as long as both have work", async () => {
  const world = new TestWorld({ machine: { containers: 6 } });
  const { first, second } = await world.deploy({ first: {}, second: {} });
  for (let i = 0; i < 600; i += 1) await world.call(first);
  await serveAll(world, 1_000);
  assert.equal(serving(world, "first"), 6);
  for (let i = 0; i < 600; i += 1) await world.call(second);
  await serveAll(world, 1_000);
  assert.deepEqual([serving(world, "first"), serving(world, "second")], [3, 3]);
  const launched = world.containers.length;
  await serveAll(world, 2_000);
  assert.deepEqual([serving(world, "first"), serving(world, "second")], [3, 3]);
  assert.equal(world.containers.length, launched, "nobody's containers go back and forth");
});

test("a call of another function gets a container at once on a full machine", async () => {
  const world = new TestWorld({ machine: { containers: 4 } });
  const { many, one } = await world.deploy({ many: {}, one: {} });
  for (let i = 0; i < 100; i += 1) await world.call(many);
  await serveAll(world, 500);
  const callId = await world.call(one);
  await serveAll(world, 200);
  assert.equal((await world.output(callId))?.result.status, "success");
});

test("what containers ask for is honoured: cores and memory as well as their number", async () => {
  const world = new TestWorld({ machine: { cpuMilli: 2_000, memoryMiB: 1_000, containers: 10 } });
  const { cpu, memory } = await world.deploy({ cpu: { cpuMilli: 500 }, memory: { memoryMiB: 500 } });
  for (let i = 0; i < 200; i += 1) await world.call(cpu);
  await serveAll(world, 500);
  assert.equal(serving(world, "cpu"), 4);
  await world.during(
    world.engine.apps.stop({ kind: "client", tokenId: "ak-test", username: "" }, world.appId),
  );
  const again = new TestWorld({ machine: { cpuMilli: 2_000, memoryMiB: 1_000, containers: 10 } });
  const ids = await again.deploy({ memory: { memoryMiB: 500 } });
  assert.ok(memory);
  for (let i = 0; i < 200; i += 1) await again.call(ids["memory"]);
  await serveAll(again, 500);
  assert.equal(serving(again, "memory"), 2);
});

test("a burst that is over before another container were ready starts none", async () => {
  const world = new TestWorld();
  const { quick } = await world.deploy({ quick: {} });
  await world.call(quick);
  const container = await world.nextContainer(0);
  await world.pass(2_000);
  container.serve(1);
  for (let count = 0; count < 5; count += 1) {
    await world.pass(1);
    const input = container.taken[count];
    assert.ok(input);
    await world.during(container.finish(input, done));
    container.session?.grant(1);
    await world.call(quick);
  }
  for (let i = 0; i < 20; i += 1) await world.call(quick);
  await world.pass(20);
  assert.equal(world.containers.length, 1, "it took two seconds to start and serves in milliseconds");
  await world.pass(5_000);
  assert.ok(world.containers.length > 1, "what it runs now takes longer: others are started");
});

test("the start of a container is not waited for by those that a running container holds up", async () => {
  const world = new TestWorld();
  const { nested } = await world.deploy({ nested: {} });
  await world.call(nested);
  (await world.nextContainer(0)).serve(1);
  await world.pass();
  await world.call(nested);
  await world.pass(100);
  assert.equal(world.containers.length, 2, "of inputs nothing is known: one for each");
});
