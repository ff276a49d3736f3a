import assert from "node:assert/strict";
import { test } from "node:test";
import { TestWorld } from "../engine.test.world.ts";
import { Container } from "./container.ts";
import { Pool } from "./pool.ts";

test("nextParked() ends with containers that are gone, however often they were parked", () => {
  const pool = new Pool("fu-1", () => {});
  pool.mayHaveQueued = false;
  const container = new Container("ta-1", "secret", 0);
  pool.park(container);
  pool.park(container);
  pool.unpark(container);
  assert.equal(pool.nextParked(), undefined, "who waits no more is not there");
  pool.park(container);
  container.phase = "gone";
  assert.equal(pool.nextParked(), undefined);
  assert.equal(container.isParked, false);
});

test("take() of a container refuses while another one waits, which goes on", async () => {
  const world = new TestWorld();
  const { job = "fu-none" } = await world.deploy({ job: {} });
  await world.call(job);
  const container = await world.nextContainer(0);
  container.serve(1);
  await world.pass(10);
  const [input] = container.taken;
  assert.ok(input);
  const { signal } = new AbortController();
  await assert.rejects(async () => container.session?.take(signal), /somebody does already/);
  await world.during(container.finish(input, { status: "success" }));
  container.session?.grant(1);
  const again = await world.call(job);
  await world.pass(10);
  assert.equal(container.taken.at(-1)?.callId, again);
});
