import assert from "node:assert/strict";
import { test } from "node:test";
import { TestWorld } from "../engine.test.world.ts";

test("bind() of a variant adds to it, and stays at its version", async () => {
  const world = new TestWorld();
  const { job } = await world.deploy({ job: {} });
  const { functions } = world.engine;
  const inner = { timeoutMs: 1_000, autoscaler: { minContainers: 1 } };
  const one = await world.during(functions.bind(job ?? "", {}, inner));
  const two = await world.during(
    functions.bind(one.functionId, {}, { memoryMiB: 256, autoscaler: { maxContainers: 2 } }),
  );
  assert.equal(two.baseFunctionId, job);
  assert.equal(two.settings.timeoutMs, 1_000);
  assert.equal(two.settings.memoryMiB, 256);
  assert.equal(two.settings.autoscaler.minContainers, 1);
  assert.equal(two.settings.autoscaler.maxContainers, 2);
  const at = { appName: "app", tag: "job", environmentName: "main", version: 1 };
  const pinned = await world.during(functions.lookUp(at));
  await world.deploy({ job: { timeoutMs: 7_000 } });
  const variant = await world.during(functions.bind(pinned.functionId, {}, { memoryMiB: 512 }));
  assert.equal(variant.definitionId, pinned.definitionId);
});
