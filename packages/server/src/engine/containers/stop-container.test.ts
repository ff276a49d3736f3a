import assert from "node:assert/strict";
import { test } from "node:test";
import { VirtualClock } from "../../sim/virtual-clock.ts";
import { TestWorld } from "../engine.test.world.ts";
import { drainGraceMs } from "../limits.ts";
import { Container } from "./container.ts";
import { drain } from "./stop-container.ts";

test("drain() leaves a container time for what it runs, and for what a claim is about to bring", async () => {
  const world = new TestWorld();
  const { job = "fu-none" } = await world.deploy({ job: { timeoutMs: 500_000 } });
  const resolved = await world.during(world.engine.functions.resolve(job));
  const graceMs = (claiming: number): number | undefined => {
    const container = new Container("ta-1", "secret", 0);
    container.become(resolved, 0);
    container.phase = "serving";
    container.isAttached = true;
    container.claiming = claiming;
    drain(container, new VirtualClock());
    return container.stopOrders.drain().at(-1)?.graceMs;
  };
  assert.equal(graceMs(0), drainGraceMs);
  assert.equal(graceMs(1), 500_000 + drainGraceMs);
});
