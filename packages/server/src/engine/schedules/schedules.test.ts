import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import type { Schedule } from "../../model/schedule.ts";
import { client, TestWorld } from "../engine.test.world.ts";

const everyMinute: Schedule = { kind: "cron", expression: "* * * * *", timeZone: "UTC" };
const everyHour: Schedule = { kind: "period", months: 0, ms: 3_600_000 };
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Deploys functions that run by themselves, or not, as the next version of one app. */
async function deploy(
  world: TestWorld,
  schedules: Readonly<Record<string, Schedule | undefined>>,
  state: "deployed" | "ephemeral" = "deployed",
): Promise<string[]> {
  const { apps } = world.engine;
  const environmentName = "";
  const { app: found } = await world.during(apps.findByName("jobs", environmentName));
  const initial = state === "deployed" ? "initializing" : state;
  const app =
    found ?? (await world.during(apps.create(client, { name: "jobs", environmentName, state: initial })));
  world.appId = app.appId;
  const functions: Record<string, string> = {};
  const definitions: Record<string, string> = {};
  for (const [tag, schedule] of Object.entries(schedules)) {
    const functionId = await world.during(apps.reserveFunction(app.appId, tag));
    const definition = await world.definition(tag, {});
    functions[tag] = functionId;
    definitions[functionId] = await world.during(
      apps.defineFunction(
        app.appId,
        functionId,
        schedule === undefined ? definition : { ...definition, schedule },
      ),
    );
  }
  const order = { appId: app.appId, name: "jobs", state, functions, classes: {}, definitions };
  await world.during(apps.publish(client, { ...order, tag: "", clientVersion: "" }));
  return Object.values(functions);
}

/** How many calls of each function are opened from now on: twice the same one is one. */
function count(t: TestContext, { store }: TestWorld): (functionId: string | undefined) => number {
  const open = t.mock.method(store.calls, "open");
  return (functionId) => {
    const calls = open.mock.calls.map(({ arguments: [call] }) => call);
    return new Set(calls.filter((call) => call.functionId === functionId).map(({ callId }) => callId)).size;
  };
}

test("a cron expression calls once a minute, when the minute begins", async (t) => {
  const world = new TestWorld();
  const calls = count(t, world);
  const [job] = await deploy(world, { job: everyMinute });
  const toNextMinuteMs = minuteMs - (world.clock.nowMs() % minuteMs);
  await world.pass(toNextMinuteMs - 1);
  assert.equal(calls(job), 0);
  await world.pass(2);
  assert.equal(calls(job), 1);
  await world.pass(10 * minuteMs);
  assert.equal(calls(job), 11);
});

test("the call has no arguments, and is kept as one that was spawned", async () => {
  const world = new TestWorld();
  await deploy(world, { job: everyMinute });
  const container = await world.nextContainer(0);
  container.serve(1);
  await world.pass();
  const [input] = container.taken;
  assert.equal(input?.invocation, "detached");
  assert.deepEqual(Buffer.from(input?.payload.data ?? []).toString("hex"), "8280a0");
});

test("a period counts from the publication, and anew from the next one", async (t) => {
  const world = new TestWorld();
  const calls = count(t, world);
  const [job] = await deploy(world, { job: everyHour });
  await world.pass(hourMs - 1_000);
  assert.equal(calls(job), 0);
  await deploy(world, { job: everyHour });
  await world.pass(hourMs - 2_000);
  assert.equal(calls(job), 0);
  await world.pass(2_000);
  assert.equal(calls(job), 1);
  await world.during(world.engine.apps.rollback(client, world.appId, -1));
  await world.pass(hourMs - 2_000);
  assert.equal(calls(job), 1);
  await world.pass(2_000);
  assert.equal(calls(job), 2);
});

test("without a schedule in the next version, and once its app is stopped, nothing runs", async (t) => {
  const world = new TestWorld();
  const calls = count(t, world);
  const [dropped, left] = await deploy(world, { dropped: everyMinute, left: everyMinute, kept: everyMinute });
  const [, kept] = await deploy(world, { dropped: undefined, kept: everyMinute });
  await world.pass(minuteMs);
  assert.deepEqual([dropped, left, kept].map(calls), [0, 0, 1]);
  await world.during(world.engine.apps.stop(client, world.appId));
  await world.pass(10 * minuteMs);
  assert.equal(calls(kept), 1);
  assert.deepEqual(world.reports, []);
});

test("an app that is not deployed runs by itself until its client leaves", async (t) => {
  const world = new TestWorld();
  const calls = count(t, world);
  const [job] = await deploy(world, { job: everyMinute }, "ephemeral");
  await world.pass(minuteMs);
  assert.equal(calls(job), 1);
  await world.during(world.engine.apps.disconnect(client, world.appId));
  await world.pass(10 * minuteMs);
  assert.equal(calls(job), 1);
});

test("what is due while no server runs is called once by the next one, also after a redeploy", async (t) => {
  const world = new TestWorld();
  const calls = count(t, world);
  const [job] = await deploy(world, { job: everyMinute });
  await world.during(world.engine.stop());
  const next = new TestWorld({ after: world });
  await next.pass(3 * hourMs);
  await next.during(next.engine.start());
  await next.pass(1);
  assert.equal(calls(job), 1);
  await deploy(next, { job: everyMinute });
  await next.pass(1);
  assert.equal(calls(job), 1);
  await next.pass(minuteMs);
  assert.equal(calls(job), 2);
});

test("a due time has one call, also if its server dies before it could write the next time", async (t) => {
  const world = new TestWorld();
  const calls = count(t, world);
  const [job] = await deploy(world, { job: everyMinute });
  const { records } = world.store;
  const write = t.mock.method(records, "write", () => Promise.reject(new Error("killed")));
  await world.pass(minuteMs + 5_000);
  assert.ok(write.mock.callCount() > 1, "it is tried again");
  assert.equal(calls(job), 1);
  assert.match(world.reports.join("\n"), /which is due: Error: killed/);
  await world.during(world.engine.stop());
  write.mock.restore();
  const next = new TestWorld({ after: world });
  await next.pass(world.clock.nowMs() - next.clock.nowMs());
  await next.during(next.engine.start());
  await next.pass(1);
  assert.equal(calls(job), 1);
});

test("a call that cannot be written is made once that is possible", async (t) => {
  const world = new TestWorld();
  const [job] = await deploy(world, { job: everyHour });
  const { mock: failing } = t.mock.method(world.store.calls, "open", () =>
    Promise.reject(new Error("the disk is full")),
  );
  await world.pass(hourMs + 5_000);
  assert.ok(failing.callCount() > 1, "it is tried again");
  failing.restore();
  const calls = count(t, world);
  await world.pass(1_000);
  assert.equal(calls(job), 1);
});

test("a schedule that cannot be read is refused when it is defined", async () => {
  const world = new TestWorld();
  const wrong: Schedule = { kind: "cron", expression: "61 * * * *", timeZone: "UTC" };
  await assert.rejects(deploy(world, { job: wrong }), /Cannot run by the schedule "61 \* \* \* \*"/);
});
