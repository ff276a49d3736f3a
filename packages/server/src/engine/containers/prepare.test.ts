/** `prepare`: a container that asks for its inputs in turn is given the next one before it asks. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { ClaimedInput } from "../../model/call.ts";
import type { FunctionSettings } from "../../model/settings.ts";
import { client, done, type TestContainer, TestWorld } from "../engine.test.world.ts";
import type { ContainerSession } from "./container-verbs.ts";

const limit = { minContainers: 0, maxContainers: 1, bufferContainers: 0, scaledownWindowMs: 60_000 };

async function start(settings: Partial<FunctionSettings> = { autoscaler: limit }) {
  const world = new TestWorld();
  const { job = "fu-none" } = await world.deploy({ job: settings });
  const callId = await world.call(job, "attached");
  const container = await world.nextContainer(0);
  const session = await serve(world, container);
  return { world, job, callId, container, session };
}

async function serve(world: TestWorld, container: TestContainer): Promise<ContainerSession> {
  const { session } = container;
  assert.ok(session);
  session.ready();
  await world.pass();
  return session;
}

/** As the door of an official container asks. */
async function next(
  world: TestWorld,
  session: ContainerSession,
  forMs = 50,
): Promise<ClaimedInput | undefined> {
  session.offer(1);
  const patience = new AbortController();
  const timer = world.clock.after(forMs, () => patience.abort());
  const taken = await world.during(session.take(patience.signal));
  timer.cancel();
  assert.ok(taken !== "stop" && taken.length <= 1);
  return taken[0];
}

/** Answers an input, and is about to ask for the next one. */
async function answer(world: TestWorld, session: ContainerSession, input: ClaimedInput | undefined) {
  assert.ok(input);
  const kept = session.complete([{ attempt: input, result: done, startedAtMs: 0, finishedAtMs: 0 }]);
  session.prepare();
  await world.during(kept);
}

test("prepare() has an input of the queue fetched while the last answer is written", async (t) => {
  const { world, job, session, callId } = await start();
  const first = await next(world, session);
  assert.equal(first?.callId, callId);
  const queued = [await world.call(job), await world.call(job)];
  await answer(world, session, first);
  await world.pass();
  const claims = t.mock.method(world.store.calls, "claim");
  const second = await next(world, session);
  assert.equal(second?.callId, queued[0]);
  assert.equal(claims.mock.callCount(), 0, "it was there");
  await answer(world, session, second);
  const third = await next(world, session);
  assert.equal(third?.callId, queued[1], "also when it asks before the store has answered");
  await answer(world, session, third);
  assert.equal(await next(world, session), undefined, "and nothing comes twice");
});

test("prepare() has an input that comes handed over, as if the container had asked already", async (t) => {
  const { world, job, session } = await start();
  await answer(world, session, await next(world, session));
  await world.pass();
  const claims = t.mock.method(world.store.calls, "claim");
  const callId = await world.call(job);
  const other = await world.call(job);
  const taken = await next(world, session);
  assert.equal(taken?.callId, callId);
  assert.equal(claims.mock.callCount(), 0);
  assert.equal(await next(world, session), undefined, "it never has more than it may run at once");
  await answer(world, session, taken);
  assert.equal((await next(world, session))?.callId, other);
});

test("prepare() does not come before a container that waits", async () => {
  const { world, job, session } = await start({
    autoscaler: { ...limit, minContainers: 2, maxContainers: 2 },
  });
  const first = await next(world, session);
  const waiting = await world.nextContainer(1);
  waiting.serve(1);
  await answer(world, session, first);
  await world.pass();
  const callId = await world.call(job);
  await world.pass();
  assert.equal(waiting.taken.at(-1)?.callId, callId);
});

test("what was prepared for a container and not fetched is not lost with it, nor counted as a loss", async () => {
  const { world, job, session, container } = await start();
  await answer(world, session, await next(world, session));
  await world.pass();
  const callId = await world.call(job);
  container.exit({ signal: "SIGKILL" });
  await world.pass();
  const later = await world.nextContainer(1);
  const input = await next(world, await serve(world, later));
  assert.equal(input?.callId, callId);
  assert.equal(input?.losses, 0);
  assert.ok(later.session);
  await answer(world, later.session, input);
  assert.equal((await world.output(callId))?.result.status, "success");
});

test("what was prepared for a container and cancelled meanwhile is never given to it", async () => {
  const { world, job, session } = await start();
  await answer(world, session, await next(world, session));
  await world.pass();
  const cancelled = await world.call(job);
  await world.during(world.engine.calls.cancel(client, cancelled, { terminateContainers: false }));
  const wanted = await world.call(job);
  assert.equal((await next(world, session))?.callId, wanted);
  assert.equal((await world.output(cancelled))?.result.status, "terminated");
});

test("prepare() of a container that is to stop prepares nothing", async () => {
  const { world, job, session } = await start();
  await answer(world, session, await next(world, session));
  await world.pass(70_000);
  const callId = await world.call(job);
  session.prepare();
  session.offer(1);
  assert.equal(await world.during(session.take(new AbortController().signal)), "stop");
  const later = await world.nextContainer(1);
  assert.equal((await next(world, await serve(world, later)))?.callId, callId);
});
