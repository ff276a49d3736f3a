/** What the engine still owes when the disk was full. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { LydianError } from "../model/error.ts";
import { done, TestWorld } from "./engine.test.world.ts";

const full = new LydianError("resource-exhausted", "the disk is full");

test("an input is given back although the disk was full when its container was lost", async () => {
  const world = new TestWorld();
  const { job } = await world.deploy({ job: {} });
  const callId = await world.call(job);
  const lost = await world.nextContainer(0);
  lost.serve(1);
  await world.pass();
  const { calls } = world.store;
  const release = calls.release.bind(calls);
  calls.release = () => Promise.reject(full);
  lost.exit({ signal: "SIGKILL" });
  await world.pass(10_000);
  assert.equal(world.containers.length, 1);
  assert.equal(world.reports.length, 1, "said once, however often it was tried");
  calls.release = release;
  const next = await world.nextContainer(1);
  next.serve(1);
  await world.pass();
  const [input] = next.taken;
  assert.ok(input);
  assert.equal(input.attempt, 2);
  await world.during(next.finish(input, done));
  assert.equal((await world.output(callId))?.result.status, "success");
});

test("a disk too full to start containers keeps callers waiting and fails none of them", async () => {
  const world = new TestWorld();
  const { job } = await world.deploy({ job: {} });
  world.failLaunches(full);
  const callId = await world.call(job);
  await world.pass(60_000);
  assert.equal(await world.output(callId), undefined);
  world.failLaunches(undefined);
  const container = await world.nextContainer(0);
  container.serve(1);
  await world.pass();
  assert.equal(container.taken[0]?.callId, callId);
});

test("work that is refused for good is not repeated", async () => {
  const world = new TestWorld();
  const { job } = await world.deploy({ job: {} });
  await world.call(job);
  const lost = await world.nextContainer(0);
  lost.serve(1);
  await world.pass();
  let tries = 0;
  world.store.calls.release = () => {
    tries += 1;
    return Promise.reject(new LydianError("internal", "the file is damaged"));
  };
  lost.exit({ signal: "SIGKILL" });
  await world.pass(10_000);
  assert.equal(tries, 1);
});
