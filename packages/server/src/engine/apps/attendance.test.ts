import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { AppState } from "../../model/app.ts";
import type { AppId, FunctionId } from "../../model/ids.ts";
import { LydianError } from "../../model/error.ts";
import { client, done, TestWorld } from "../engine.test.world.ts";
import { appSilenceMsMax } from "../limits.ts";

/** An app that was begun and published, with one function. */
async function begin(
  world: TestWorld,
  state: "ephemeral" | "detached",
): Promise<{ appId: AppId; job: FunctionId }> {
  await world.during(world.engine.start());
  const { apps } = world.engine;
  const { appId } = await world.during(
    apps.create(client, { name: "a script.py", environmentName: "", state }),
  );
  const job = await world.during(apps.reserveFunction(appId, "job"));
  const definition = await world.during(apps.defineFunction(appId, job, await world.definition("job", {})));
  await world.during(
    apps.publish(client, {
      appId,
      name: "",
      state,
      functions: { job },
      classes: {},
      definitions: { [job]: definition },
      tag: "",
      clientVersion: "",
    }),
  );
  return { appId, job };
}

async function stateOf(world: TestWorld, appId: AppId): Promise<AppState> {
  return (await world.during(world.engine.apps.read(appId))).state;
}

const isStopped = (error: unknown): boolean =>
  error instanceof LydianError && error.kind === "failed-precondition" && /is stopped/.test(error.message);

describe("attendance of apps", () => {
  test("A1: an ephemeral app ends when its client leaves, and its calls with it", async () => {
    const world = new TestWorld();
    const { appId, job } = await begin(world, "ephemeral");
    const callId = await world.call(job);
    await world.during(world.engine.apps.disconnect(client, appId));
    assert.equal(await stateOf(world, appId), "stopped");
    assert.equal((await world.output(callId))?.result.status, "terminated");
    await world.during(world.engine.apps.disconnect(client, appId));
  });

  test("A2, A3: a detached app goes on without its client until its last call is done", async () => {
    const world = new TestWorld();
    const { appId, job } = await begin(world, "detached");
    await world.call(job);
    await world.call(job);
    await world.during(world.engine.apps.disconnect(client, appId));
    assert.equal(await stateOf(world, appId), "disconnected");
    const container = await world.nextContainer(0);
    container.serve(1);
    await world.pass(appSilenceMsMax * 3);
    assert.equal(await stateOf(world, appId), "disconnected", "an input runs, however long");
    for (let i = 0; i < 2; i += 1) {
      const input = container.taken[i];
      assert.ok(input);
      await world.during(container.finish(input, done));
      container.session?.grant(1);
      await world.pass();
    }
    await world.pass(100);
    assert.equal(await stateOf(world, appId), "stopped", "at once, not at the next sweep");
  });

  test("A3: a detached app without a call ends with its client", async () => {
    const world = new TestWorld();
    const { appId } = await begin(world, "detached");
    await world.during(world.engine.apps.disconnect(client, appId));
    assert.equal(await stateOf(world, appId), "stopped");
  });

  test("A2: a silent client of a detached app counts as gone, and is back with its next heartbeat", async () => {
    const world = new TestWorld();
    const { appId, job } = await begin(world, "detached");
    await world.call(job);
    await world.pass(appSilenceMsMax * 1.5);
    assert.equal(await stateOf(world, appId), "disconnected");
    await world.during(world.engine.apps.heartbeat(appId));
    assert.equal(await stateOf(world, appId), "detached");
    await world.pass(appSilenceMsMax / 2);
    assert.equal(await stateOf(world, appId), "detached");
  });

  test("a heartbeat that comes after its client's farewell does not keep the app for ever", async () => {
    const world = new TestWorld();
    const { appId } = await begin(world, "detached");
    const callId = await world.call(
      (await world.during(world.engine.apps.read(appId))).versions[0]?.functions["job"],
    );
    await world.during(world.engine.apps.disconnect(client, appId));
    await world.during(world.engine.apps.heartbeat(appId));
    await world.during(world.engine.calls.cancel(client, callId, { terminateContainers: false }));
    await world.pass(appSilenceMsMax * 2);
    assert.equal(await stateOf(world, appId), "stopped");
  });

  test("what comes after the end of an app is refused: a heartbeat, a publication, a call", async () => {
    const world = new TestWorld();
    const { appId, job } = await begin(world, "ephemeral");
    await world.during(world.engine.apps.disconnect(client, appId));
    await assert.rejects(world.during(world.engine.apps.heartbeat(appId)), isStopped);
    await assert.rejects(world.during(world.engine.apps.reserveFunction(appId, "late")), isStopped);
    await assert.rejects(world.call(job), isStopped);
  });

  test("A4: a farewell and a publication at once, in either order, leave no half-stopped app", async () => {
    for (const isFarewellFirst of [true, false]) {
      const world = new TestWorld();
      const { apps, functions } = world.engine;
      const app = await world.during(
        apps.create(client, { name: "hasty", environmentName: "", state: "initializing" }),
      );
      const { appId } = app;
      const empty = { functions: {}, classes: {}, definitions: {}, tag: "", clientVersion: "" };
      const publish = () => apps.publish(client, { ...empty, appId, name: "hasty", state: "deployed" });
      const leave = () => apps.disconnect(client, appId);
      const steps = isFarewellFirst ? [leave, publish] : [publish, leave];
      await world.during(Promise.allSettled(steps.map((step) => step())));
      const state = await stateOf(world, appId);
      const found = await world.during(apps.findByName("hasty", ""));
      assert.equal(found.app?.appId, state === "deployed" ? appId : undefined, state);
      assert.ok(state === "deployed" || (isFarewellFirst && state === "stopped"), state);
      const lookUp = { appName: "hasty", tag: "none", environmentName: "", version: 0 };
      await assert.rejects(world.during(functions.lookUp(lookUp)));
    }
  });

  test("A3: a heartbeat between the farewell and its consequences keeps the app", async () => {
    const world = new TestWorld();
    const { appId } = await begin(world, "detached");
    const { apps } = world.engine;
    await world.during(Promise.all([apps.disconnect(client, appId), apps.heartbeat(appId)]));
    assert.match(await stateOf(world, appId), /^(detached|stopped)$/);
    await world.pass(appSilenceMsMax * 2);
    assert.equal(await stateOf(world, appId), "stopped");
  });

  test("A4: a deployed app needs nobody", async () => {
    const world = new TestWorld();
    await world.deploy({ job: {} });
    await world.during(world.engine.apps.disconnect(client, world.appId));
    await world.pass(appSilenceMsMax * 3);
    assert.equal(await stateOf(world, world.appId), "deployed");
  });
});
