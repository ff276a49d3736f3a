import assert from "node:assert/strict";
import { test } from "node:test";
import type { ClaimedInput } from "../../model/call.ts";
import { openInlineStore } from "../../store/sqlite/open-store.ts";
import { VirtualClock } from "../../sim/virtual-clock.ts";
import { Deadlines } from "../calls/deadlines.ts";
import { TestWorld } from "../engine.test.world.ts";
import { Container } from "./container.ts";
import { Pools } from "./pool.ts";
import { Takers } from "./take-inputs.ts";

test("take() never gives out what was cancelled between being handed over and being fetched", async (t) => {
  const world = new TestWorld();
  const { job = "fu-none" } = await world.deploy({ job: { maxConcurrentInputs: 2 } });
  const resolved = await world.during(world.engine.functions.resolve(job));
  const store = openInlineStore();
  t.after(() => store.close());
  const clock = new VirtualClock();
  const pools = new Pools(() => {});
  const takers = new Takers(store.calls, pools, clock, new Deadlines(clock, () => {}), {
    onBusy: () => {},
    onIdle: () => {},
  });
  const container = new Container("ta-1", "secret", clock.nowMs());
  container.become(resolved, 0);
  container.phase = "serving";
  container.grant(2);
  const inputs = ["fc-cancelled", "fc-wanted"].map((callId): ClaimedInput => ({
    callId: callId as "fc-", // the prefix is what makes it one
    index: 0,
    attempt: 1,
    functionId: job,
    invocation: "attached",
    payload: { format: "cbor", data: new Uint8Array() },
    failures: 0,
    losses: 0,
    createdAtMs: 0,
    acceptedAtMs: 0,
  }));
  for (const input of inputs) takers.handOver(container, input, resolved);
  const [cancelled] = inputs;
  const running = cancelled && container.findRunning(cancelled);
  assert.ok(running);
  running.isSettled = true;
  const taken = await takers.take(container, new AbortController().signal);
  assert.deepEqual(taken, inputs.slice(1));
  assert.equal(container.running.size, 1, "the slot is free again");
  assert.equal(container.room, 1);
});

test("take() fills a batch until it is full, or until its first input has waited long enough", async () => {
  const world = new TestWorld();
  const batching = { maxSize: 3, lingerMs: 100 };
  const { job = "fu-none" } = await world.deploy({ job: { batching } });
  const first = await world.call(job);
  const container = await world.nextContainer(0);
  container.serve(3);
  await world.pass(50);
  assert.deepEqual(container.taken, [], "the first input waits for others");
  await world.pass(60);
  assert.deepEqual(
    container.taken.map(({ callId }) => callId),
    [first],
  );
  const [lone] = container.taken.splice(0);
  assert.ok(lone);
  await world.during(container.finish(lone, { status: "success" }));
  container.session?.offer(3);
  const calls = await Promise.all([1, 2, 3, 4].map(() => world.call(job)));
  await world.pass(10);
  assert.deepEqual(
    container.taken.map(({ callId }) => callId),
    calls.slice(0, 3),
    "full before its time",
  );
});
