import assert from "node:assert/strict";
import { test } from "node:test";
import { LydianError } from "../../model/error.ts";
import { done, TestWorld } from "../engine.test.world.ts";

function refusal(kind: LydianError["kind"], text: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof LydianError && error.kind === kind && text.test(error.message);
}

test("a container that says why it cannot start fails the waiting calls with that reason", async () => {
  const world = new TestWorld();
  const { broken } = await world.deploy({ broken: {} });
  const callId = await world.call(broken);
  for (const at of [0, 1]) {
    const container = await world.nextContainer(at);
    container.session?.bootFailed({ status: "failure", exception: "SyntaxError: nonsense" });
    await world.pass(50);
  }
  await world.pass(1_000);
  const output = await world.output(callId);
  assert.equal(output?.result.status, "init-failure");
  assert.equal(output.result.exception, "SyntaxError: nonsense");
});

test("containers that crash before they are ready fail the waiting calls with how they ended, and starts slow down", async () => {
  const world = new TestWorld();
  const { broken } = await world.deploy({ broken: {} });
  const callId = await world.call(broken);
  for (const at of [0, 1, 2]) {
    const container = await world.nextContainer(at);
    container.stderr.write("Illegal instruction\n");
    await world.pass(1);
    container.exit({ code: 132 });
    await world.pass(20);
  }
  const output = await world.output(callId);
  assert.match(output?.result.exception ?? "", /"broken" exited with code 132 before it was ready/);
  assert.match(output?.result.traceback ?? "", /Illegal instruction/);
});

test("a container that cannot be launched at all fails the waiting calls", async () => {
  const world = new TestWorld();
  world.failLaunches(new LydianError("failed-precondition", "Cannot start container: no such program"));
  const { broken } = await world.deploy({ broken: {} });
  const callId = await world.call(broken);
  await world.pass(2_000);
  assert.match((await world.output(callId))?.result.exception ?? "", /no such program/);
});

test("a machine that is full gives the room of an idle function to one that needs it", async () => {
  const world = new TestWorld({ machine: { containers: 1 } });
  const { idle, needy } = await world.deploy({ idle: {}, needy: {} });
  await world.call(idle);
  const first = await world.nextContainer(0);
  first.serve(1);
  await world.pass();
  const [input] = first.taken;
  assert.ok(input);
  await world.during(first.finish(input, done));
  await world.call(needy);
  await world.call(needy);
  await world.pass(1_000);
  assert.ok(world.containers.length >= 2, "a function without any container may always start one");
  assert.equal(first.isStopped, true);
});

test("a function that is short of containers gets them once others leave, though nobody calls it", async () => {
  const world = new TestWorld({ machine: { containers: 2 } });
  const { busy, kept } = await world.deploy({ busy: {}, kept: {} });
  for (const at of [0, 1]) {
    await world.call(busy);
    (await world.nextContainer(at)).serve(1);
  }
  await world.during(world.engine.functions.updateAutoscaler(kept ?? "", { minContainers: 2 }));
  await world.pass(1_000);
  const [first, second, third, ...others] = world.containers;
  assert.ok(first && second && third);
  assert.equal(others.length, 0, "one is started always, and there is no room for a second one");
  for (const each of [first, second]) {
    const [input] = each.taken;
    assert.ok(input);
    await world.during(each.finish(input, done));
    await world.pass();
    assert.equal(each.isStopped, true, "what has become idle leaves");
    each.exit({ code: 0 });
  }
  await world.pass(1_000);
  assert.equal(world.containers.length, 4, "and makes room");
});

test("a container that is stopped at once leaves in order, and what it runs runs elsewhere", async () => {
  const world = new TestWorld();
  const { job } = await world.deploy({ job: {} });
  const callId = await world.call(job);
  const first = await world.nextContainer(0);
  first.serve(1);
  await world.pass();
  const [input] = first.taken;
  assert.ok(input);
  const { engine } = world;
  await world.during(engine.containers.stop(first.containerId, { isGraceful: true }));
  await world.during(engine.containers.stop(first.containerId, { isGraceful: false }));
  const order = await world.during(first.stopOrder());
  assert.equal(order?.isAbrupt, true, "the second order is the harder one");
  await world.during(first.finish(input, "returned"));
  assert.equal(first.isKilled, false);
  await world.pass(order.graceMs + 1_000);
  assert.equal(first.isKilled, true, "nobody may stay for ever");
  const second = await world.nextContainer(1);
  second.serve(1);
  await world.pass();
  assert.equal(second.taken[0]?.callId, callId);
});

test("a container may not do what only clients may", async () => {
  const world = new TestWorld();
  const { job } = await world.deploy({ job: {} });
  await world.call(job);
  const container = await world.nextContainer(0);
  const secret = container.spec.environment["LYDIAN_CONTAINER_SECRET"] ?? "";
  const caller = world.engine.access.authenticateContainer(container.containerId, secret);
  assert.throws(
    () => world.engine.access.authenticateContainer(container.containerId, "wrong"),
    refusal("unauthenticated", /not known/),
  );
  assert.deepEqual(
    { ...caller },
    { kind: "container", containerId: container.containerId, appId: world.appId, environmentName: "main" },
  );
  assert.throws(
    () => world.engine.containers.attach(container.containerId),
    refusal("already-exists", /connected already/),
  );
  for (const forbidden of [
    () => world.engine.apps.stop(caller, world.appId),
    () => world.engine.apps.create(caller, { name: "x", environmentName: "", state: "ephemeral" }),
    () => world.engine.secrets.create(caller, { environmentName: "", values: {}, mode: "overwrite" }),
  ]) {
    await assert.rejects(
      world.during((async () => forbidden())()),
      refusal("permission-denied", /container may not/),
    );
  }
});
