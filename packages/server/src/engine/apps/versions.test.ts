import assert from "node:assert/strict";
import { test } from "node:test";
import { liveVersion } from "../../model/app.ts";
import { LydianError } from "../../model/error.ts";
import { client, done, TestWorld } from "../engine.test.world.ts";

const refusal =
  (kind: LydianError["kind"], text: RegExp) =>
  (error: unknown): boolean =>
    error instanceof LydianError && error.kind === kind && text.test(error.message);

test("rollover() lets containers finish what they run and makes new ones of the same definition", async () => {
  const world = new TestWorld();
  const { job } = await world.deploy({ job: {} });
  await world.call(job);
  const old = await world.nextContainer(0);
  old.serve(1);
  await world.pass();
  const app = await world.during(world.engine.apps.rollover(client, world.appId));
  assert.deepEqual(liveVersion(app)?.origin, { kind: "rollover", version: 1 });
  await world.call(job);
  const fresh = await world.nextContainer(1);
  fresh.serve(1);
  await world.pass();
  assert.equal(fresh.taken.length, 1);
  assert.equal(
    fresh.assignment?.function.definitionId,
    old.assignment?.function.definitionId,
    "the same definition",
  );
  const [input] = old.taken;
  assert.ok(input);
  await world.during(old.finish(input, done));
  await world.pass();
  assert.equal(old.isStopped, true);
  assert.equal(fresh.isStopped, false);
});

test("a deploy after a rollover leaves the containers of unchanged functions alone", async () => {
  const world = new TestWorld();
  const { job } = await world.deploy({ job: {} });
  await world.during(world.engine.apps.rollover(client, world.appId));
  await world.call(job);
  const container = await world.nextContainer(0);
  container.serve(1);
  await world.pass();
  await world.deploy({ job: {} });
  await world.during(world.engine.apps.rollback(client, world.appId, 1));
  await world.pass(1_000);
  assert.equal(container.isStopped, false);
});

test("a staged version changes nothing until it is promoted", async () => {
  const world = new TestWorld();
  const { apps, functions } = world.engine;
  const { job = "fu-none" } = await world.deploy({ job: { timeoutMs: 1_000 } });
  const definition = await world.during(
    apps.defineFunction(world.appId, job, await world.definition("job", { timeoutMs: 2_000 })),
  );
  const staged = {
    appId: world.appId,
    name: "app",
    state: "deployed",
    functions: { job },
    classes: {},
    definitions: { [job]: definition },
    tag: "",
    clientVersion: "",
    isStaged: true,
  } as const;
  await world.during(functions.updateAutoscaler(job, { maxContainers: 3 }));
  const { app } = await world.during(apps.publish(client, staged));
  assert.equal(liveVersion(app)?.version, 1);
  const settings = async () => (await world.during(functions.resolve(job))).settings;
  assert.equal((await settings()).timeoutMs, 1_000);
  assert.equal((await settings()).autoscaler.maxContainers, 3, "no deploy, no reset");
  await assert.rejects(
    world.during(apps.promote(client, world.appId, 1)),
    refusal("invalid-argument", /version 1 is not staged; staged are 2/),
  );
  await assert.rejects(
    world.during(apps.rollback(client, world.appId, 2)),
    refusal("invalid-argument", /to version 2: it has 1/),
  );
  const promoted = await world.during(apps.promote(client, world.appId, 2));
  assert.deepEqual(liveVersion(promoted)?.origin, { kind: "promotion", version: 2 });
  assert.equal(liveVersion(promoted)?.version, 3);
  assert.equal((await settings()).timeoutMs, 2_000);
});

test("an app of which only a staged version was published has nothing to be called", async () => {
  const world = new TestWorld();
  const { apps, functions } = world.engine;
  const { appId } = await world.during(
    apps.create(client, { name: "new", environmentName: "", state: "initializing" }),
  );
  const empty = { functions: {}, classes: {}, definitions: {}, tag: "", clientVersion: "" };
  await world.during(
    apps.publish(client, { ...empty, appId, name: "new", state: "deployed", isStaged: true }),
  );
  await assert.rejects(
    world.during(functions.lookUp({ appName: "new", tag: "job", environmentName: "", version: 0 })),
    refusal("not-found", /"new" is not deployed/),
  );
  await assert.rejects(
    world.during(apps.rollover(client, appId)),
    refusal("invalid-argument", /nothing of it is live/),
  );
});

test("ensure() makes one app for all who ask at once", async () => {
  const world = new TestWorld();
  const { apps } = world.engine;
  const request = { name: "shared", environmentName: "", clientVersion: "" };
  const made = await world.during(Promise.all(Array.from({ length: 5 }, () => apps.ensure(client, request))));
  assert.equal(new Set(made.map((app) => app.appId)).size, 1);
  assert.equal((await world.during(apps.list(""))).length, 1);
});

test("setTags() replaces all labels, keeps to its bounds, and deploys without any keep them", async () => {
  const world = new TestWorld();
  const { apps } = world.engine;
  await world.deploy({ job: {} });
  await world.during(apps.setTags(client, world.appId, { team: "a" }));
  await world.during(apps.setTags(client, world.appId, { stage: "b" }));
  await world.deploy({ job: {} });
  assert.deepEqual((await world.during(apps.read(world.appId))).tags, { stage: "b" });
  await assert.rejects(
    world.during(apps.setTags(client, world.appId, { ["k".repeat(64)]: "" })),
    refusal("invalid-argument", /at most 63 characters/),
  );
});
