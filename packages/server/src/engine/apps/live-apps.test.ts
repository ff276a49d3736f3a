import assert from "node:assert/strict";
import { test } from "node:test";
import { LydianError } from "../../model/error.ts";
import { client, done, TestWorld } from "../engine.test.world.ts";

function refusal(kind: LydianError["kind"], text: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof LydianError && error.kind === kind && text.test(error.message);
}

test("publish() lets running inputs finish on the old version and starts new ones on the new", async () => {
  const world = new TestWorld();
  const { job } = await world.deploy({ job: {} });
  const before = await world.call(job);
  const old = await world.nextContainer(0);
  old.serve(1);
  await world.pass();
  const again = await world.deploy({ job: { timeoutMs: 12_345 } });
  assert.equal(again["job"], job, "the id stays");
  const after = await world.call(job);
  const fresh = await world.nextContainer(1);
  fresh.serve(1);
  await world.pass();
  assert.equal(fresh.assignment?.function.settings.timeoutMs, 12_345);
  assert.equal(fresh.taken[0]?.callId, after);
  const [input] = old.taken;
  assert.ok(input);
  await world.during(old.finish(input, done));
  assert.equal((await world.output(before))?.result.status, "success");
  assert.equal(old.isStopped, true);
});

test("rollback() makes a new version with the content of an earlier one", async () => {
  const world = new TestWorld();
  const { job } = await world.deploy({ job: { timeoutMs: 1_000 } });
  await world.deploy({ job: { timeoutMs: 2_000 } });
  const app = await world.during(world.engine.apps.rollback(client, world.appId, -1));
  assert.deepEqual(
    app.versions.map(({ version, origin }) => [version, origin?.version]),
    [
      [1, undefined],
      [2, undefined],
      [3, 1],
    ],
  );
  assert.equal((await world.during(world.engine.functions.resolve(job ?? ""))).settings.timeoutMs, 1_000);
  await assert.rejects(
    world.during(world.engine.apps.rollback(client, world.appId, 9)),
    refusal("invalid-argument", /version 9: it has 1, 2, 3/),
  );
});

test("bind() gives the same variant for the same parameters in whatever order, and checks them", async () => {
  const world = new TestWorld();
  const ids = await world.deploy({ "Model.*": {} });
  const base = ids["Model.*"] ?? "";
  const { functions } = world.engine;
  const one = await world.during(functions.bind(base, { a: "x", b: 2n }, {}));
  const two = await world.during(functions.bind(base, { b: 2n, a: "x" }, {}));
  const three = await world.during(functions.bind(base, { a: "x" }, {}));
  assert.equal(one.functionId, two.functionId);
  assert.notEqual(one.functionId, three.functionId);
  assert.deepEqual(three.parameters, { a: "x", b: 1n });
  await assert.rejects(
    world.during(functions.bind(base, {}, {})),
    refusal("invalid-argument", /"a" of class "Model" is missing/),
  );
  await assert.rejects(
    world.during(functions.bind(base, { a: 1 }, {})),
    refusal("invalid-argument", /of type string, not int/),
  );
  await assert.rejects(
    world.during(functions.bind(base, { a: "x", z: 1 }, {})),
    refusal("invalid-argument", /has no parameter "z"/),
  );
});

test("updateAutoscaler() keeps what is not given, starts containers, and ends with the next deploy", async () => {
  const world = new TestWorld();
  const { job } = await world.deploy({ job: {} });
  const { functions } = world.engine;
  const settings = await world.during(functions.updateAutoscaler(job ?? "", { minContainers: 2 }));
  assert.deepEqual(settings, { minContainers: 2, bufferContainers: 0, scaledownWindowMs: 60_000 });
  await world.pass(100);
  assert.equal(world.containers.length, 2);
  await assert.rejects(
    world.during(functions.updateAutoscaler(job ?? "", { maxContainers: 1 })),
    refusal("invalid-argument", /minContainers is above/),
  );
  await world.deploy({ job: {} });
  assert.equal((await world.during(functions.resolve(job ?? ""))).settings.autoscaler.minContainers, 0);
});

test("stop() of an app ends its calls and containers, and refuses new ones", async () => {
  const world = new TestWorld();
  const { job } = await world.deploy({ job: {} });
  const callId = await world.call(job);
  const container = await world.nextContainer(0);
  container.serve(1);
  await world.pass();
  await world.during(world.engine.apps.stop(client, world.appId));
  await world.pass(5_000);
  assert.equal((await world.output(callId))?.result.status, "terminated");
  assert.equal(container.isKilled, true);
  await assert.rejects(world.call(job), refusal("failed-precondition", /app "app" is stopped/));
});

test("an ephemeral app whose client falls silent is stopped", async () => {
  const world = new TestWorld();
  await world.during(world.engine.start());
  const app = await world.during(
    world.engine.apps.create(client, { name: "run", environmentName: "", state: "ephemeral" }),
  );
  for (let i = 0; i < 6; i += 1) {
    await world.during(world.engine.apps.heartbeat(app.appId));
    await world.pass(15_000);
  }
  assert.equal((await world.during(world.engine.apps.read(app.appId))).state, "ephemeral");
  await world.pass(90_000);
  assert.equal((await world.during(world.engine.apps.read(app.appId))).state, "stopped");
});

test("lookUp() names what is missing: environment, app, function, version", async () => {
  const world = new TestWorld();
  await world.deploy({ square: {} });
  const { functions } = world.engine;
  const request = { appName: "app", tag: "square", environmentName: "", version: 0 };
  const ask = (change: Partial<typeof request>): Promise<unknown> =>
    world.during(functions.lookUp({ ...request, ...change }));
  await assert.rejects(
    ask({ environmentName: "prod" }),
    refusal("not-found", /Environment "prod" does not exist/),
  );
  await assert.rejects(
    ask({ appName: "other" }),
    refusal("not-found", /App "other" is not deployed in environment "main"/),
  );
  await assert.rejects(ask({ tag: "cube" }), refusal("not-found", /no function "cube"; it has "square"/));
  await assert.rejects(ask({ version: 7 }), refusal("not-found", /no version 7; the live one is 1/));
});

test("a pinned version stays with its definition when another is live", async () => {
  const world = new TestWorld();
  await world.deploy({ job: { timeoutMs: 1_000 } });
  await world.deploy({ job: { timeoutMs: 2_000 } });
  const pinned = await world.during(
    world.engine.functions.lookUp({ appName: "app", tag: "job", environmentName: "", version: 1 }),
  );
  assert.equal(pinned.settings.timeoutMs, 1_000);
});
