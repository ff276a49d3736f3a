import assert from "node:assert/strict";
import { test } from "node:test";
import { TestWorld } from "../engine.test.world.ts";
import { stoppingRetryAfterMs, stopGraceMs } from "../limits.ts";

test("open() asks to come again while the engine waits for containers to leave", async () => {
  const world = new TestWorld();
  const { job } = await world.deploy({ job: {} });
  await world.call(job);
  const container = await world.nextContainer(0);
  container.serve(1);
  await world.pass();
  const stopped = world.engine.stop();
  await assert.rejects(world.call(job), { kind: "unavailable", retryAfterMs: stoppingRetryAfterMs });
  await world.pass(2 * stopGraceMs);
  await stopped;
});
