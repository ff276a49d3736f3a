import assert from "node:assert/strict";
import { test } from "node:test";
import { LydianError } from "../model/error.ts";
import { client, done, failed, TestWorld } from "./engine.test.world.ts";

function refusal(kind: LydianError["kind"], text: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof LydianError && error.kind === kind && text.test(error.message);
}

test("open() starts a container for the first call and hands it the input", async () => {
  const world = new TestWorld();
  const { square } = await world.deploy({ square: {} });
  const callId = await world.call(square);
  const container = await world.nextContainer(0);
  assert.equal(container.assignment?.function.definition.tag, "square");
  container.serve(1);
  await world.pass();
  assert.equal(container.taken[0]?.callId, callId);
  assert.equal(await world.output(callId), undefined);
  const [input] = container.taken;
  assert.ok(input);
  await world.during(container.finish(input, done));
  assert.equal((await world.output(callId))?.result.status, "success");
});

test("run() answers as soon as the container does, with a warm container in the same turn", async () => {
  const world = new TestWorld();
  const { square } = await world.deploy({
    square: { autoscaler: { minContainers: 1, bufferContainers: 0, scaledownWindowMs: 1_000 } },
  });
  const container = await world.nextContainer(0);
  container.serve(1);
  await world.pass();
  const request = {
    functionId: square ?? "",
    type: "unary",
    invocation: "attached",
    inputs: [{ index: 0, payload: { format: "cbor", data: new Uint8Array([1]) } }],
  } as const;
  const answer = world.engine.calls.run(client, request, new AbortController().signal);
  await world.pass();
  const [input] = container.taken;
  assert.ok(input);
  await world.during(container.finish(input, done));
  assert.equal((await world.during(answer)).outputs[0]?.result.status, "success");
});

test("open() of the same call id again runs nothing twice", async () => {
  const world = new TestWorld();
  const { square } = await world.deploy({ square: {} });
  const request = {
    callId: "fc-abc",
    functionId: square ?? "",
    type: "unary",
    invocation: "detached",
    inputs: [{ index: 0, payload: { format: "cbor", data: new Uint8Array() } }],
    isRepeat: true,
  } as const;
  await world.during(world.engine.calls.open(client, request));
  await world.during(world.engine.calls.open(client, request));
  const container = await world.nextContainer(0);
  container.serve(4);
  await world.pass(100);
  assert.equal(container.taken.length, 1);
});

test("awaitOutputs() answers at once where no output can follow", async () => {
  const world = new TestWorld();
  const { square } = await world.deploy({ square: {} });
  const callId = await world.call(square);
  const container = await world.nextContainer(0);
  container.serve(1);
  await world.pass();
  const [input] = container.taken;
  assert.ok(input);
  await world.during(container.finish(input, done));
  const before = world.clock.nowMs();
  const range = { after: 0, limit: 1, timeoutMs: 60_000, indexes: { from: 5, to: 5 } };
  const page = await world.during(world.engine.calls.awaitOutputs(callId, range));
  assert.deepEqual([page.outputs.length, page.unfinished, page.isOpen], [0, 0, false]);
  assert.ok(world.clock.nowMs() - before < 1_000);
});

test("complete() retries a user's failure after the delays of its policy, and then publishes it", async () => {
  const world = new TestWorld();
  const retryPolicy = { maxRetries: 2, initialDelayMs: 1_000, backoffCoefficient: 2, maxDelayMs: 60_000 };
  const { flaky } = await world.deploy({ flaky: { retryPolicy } });
  const callId = await world.call(flaky);
  const container = await world.nextContainer(0);
  container.serve(1);
  for (const [attempt, delayMs] of [
    [1, 1_000],
    [2, 2_000],
    [3, 0],
  ] as const) {
    await world.pass();
    const input = container.taken.at(-1);
    assert.equal(input?.attempt, attempt);
    container.session?.grant(1);
    await world.during(container.finish(input, failed));
    container.session?.grant(1);
    assert.equal((await world.output(callId))?.result.status, attempt === 3 ? "failure" : undefined);
    await world.pass(delayMs - 20);
    assert.equal(container.taken.length, attempt, "not before its time");
    await world.pass(20);
  }
});

test("a timeout publishes its output, asks for the slot back and then takes it", async () => {
  const world = new TestWorld();
  const { slow } = await world.deploy({ slow: { timeoutMs: 2_000 } });
  const callId = await world.call(slow);
  const container = await world.nextContainer(0);
  container.serve(1);
  await world.pass(1_990);
  assert.equal(await world.output(callId), undefined);
  await world.pass(20);
  assert.equal((await world.output(callId))?.result.status, "timeout");
  assert.equal(container.cancelled[0]?.callId, callId);
  assert.equal(container.isKilled, false);
  await world.pass(5_000);
  assert.equal(container.isKilled, true);
});

test("cancel() unblocks callers at once, drops what is queued and is idempotent", async () => {
  const world = new TestWorld();
  const { job } = await world.deploy({
    job: {
      autoscaler: { minContainers: 0, maxContainers: 1, bufferContainers: 0, scaledownWindowMs: 1_000 },
    },
  });
  const running = await world.call(job);
  const queued = await world.call(job);
  const container = await world.nextContainer(0);
  container.serve(1);
  await world.pass();
  for (const callId of [running, queued, running]) {
    await world.during(world.engine.calls.cancel(client, callId, { terminateContainers: false }));
    assert.equal((await world.output(callId))?.result.status, "terminated");
  }
  assert.deepEqual(
    container.cancelled.map(({ callId }) => callId),
    [running],
  );
  const [input] = container.taken;
  assert.ok(input);
  await world.during(container.finish(input, done));
  container.session?.grant(1);
  await world.pass(50);
  assert.equal((await world.output(running))?.result.status, "terminated", "a late output changes nothing");
  assert.equal(container.taken.length, 1);
});

test("cancel() with terminateContainers kills the container and runs its other inputs elsewhere", async () => {
  const world = new TestWorld();
  const { job } = await world.deploy({ job: { maxConcurrentInputs: 2, targetConcurrentInputs: 2 } });
  const first = await world.call(job);
  const other = await world.call(job);
  const container = await world.nextContainer(0);
  container.serve(2);
  await world.pass();
  assert.equal(container.taken.length, 2);
  await world.during(world.engine.calls.cancel(client, first, { terminateContainers: true }));
  assert.equal(container.isKilled, true);
  const next = await world.nextContainer(1);
  next.serve(2);
  await world.pass();
  assert.deepEqual(
    next.taken.map(({ callId, attempt }) => ({ callId, attempt })),
    [{ callId: other, attempt: 2 }],
  );
});

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

test("a machine that is full gives the room of an idle function to one that needs it", async () => {
  const world = new TestWorld({ containersMax: 1 });
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
  const world = new TestWorld({ containersMax: 2 });
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

test("secrets are sealed at rest, revealed to containers in order, and never without their key", async () => {
  const world = new TestWorld();
  const { secrets } = world.engine;
  const first = await world.during(
    secrets.create(client, {
      name: "hub",
      environmentName: "",
      values: { A: "1", B: "1" },
      mode: "fail-if-exists",
    }),
  );
  const second = await world.during(
    secrets.create(client, { environmentName: "", values: { B: "2" }, mode: "keep-existing" }),
  );
  assert.deepEqual(await world.during(secrets.reveal([first.secretId, second.secretId])), { A: "1", B: "2" });
  await assert.rejects(
    world.during(
      secrets.create(client, { name: "hub", environmentName: "", values: {}, mode: "fail-if-exists" }),
    ),
    refusal("already-exists", /"hub" exists/),
  );
  await world.during(secrets.update(client, first.secretId, { A: null, C: "3" }));
  assert.deepEqual((await world.during(secrets.lookUp("hub", "", ["C"]))).keys, ["B", "C"]);
  await assert.rejects(
    world.during(secrets.lookUp("hub", "", ["A"])),
    refusal("failed-precondition", /Secret is missing key\(s\): A; it is called 'hub'/),
  );
});

test("tokens: a wrong one is refused, an issued one is known", async () => {
  const world = new TestWorld();
  const { tokenId, tokenSecret } = await world.during(world.engine.issueToken("owner"));
  assert.deepEqual(await world.during(world.engine.access.authenticateClient(tokenId, tokenSecret)), {
    kind: "client",
    tokenId,
    username: "owner",
  });
  for (const [id, secret] of [
    [tokenId, "as-wrong"],
    ["ak-none", tokenSecret],
    ["", ""],
  ] as const) {
    await assert.rejects(
      world.during(world.engine.access.authenticateClient(id, secret)),
      refusal("unauthenticated", /token/),
    );
  }
});
