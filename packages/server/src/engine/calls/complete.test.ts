import assert from "node:assert/strict";
import { test } from "node:test";
import { TestWorld } from "../engine.test.world.ts";

test("an output's times are within those of its input, whatever its container says", async () => {
  const world = new TestWorld();
  const { job = "fu-none" } = await world.deploy({ job: {} });
  await world.call(job);
  const container = await world.nextContainer(0);
  container.serve(1);
  await world.pass(10);
  const [input] = container.taken;
  assert.ok(input);
  const times = { startedAtMs: Number.NaN, finishedAtMs: 1e300 };
  const result = { status: "success" } as const;
  await world.during(
    container.session?.complete([{ attempt: input, result, ...times }]) ?? Promise.resolve(),
  );
  const page = await world.store.calls.readOutputs(input.callId, { after: 0, limit: 1 });
  assert.ok(page !== "unknown-call");
  assert.equal(page.outputs[0]?.startedAtMs, input.createdAtMs);
  assert.equal(page.outputs[0]?.finishedAtMs, world.clock.nowMs());
});
