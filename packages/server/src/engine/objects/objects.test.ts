import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Caller } from "../../model/caller.ts";
import { LydianError, type ErrorKind } from "../../model/error.ts";
import type { AppId } from "../../model/ids.ts";
import { client, TestWorld } from "../engine.test.world.ts";
import { objectSilenceMsMax } from "../limits.ts";

const default_ = new Uint8Array(0);
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

function containerOf(appId: AppId, environmentName = "main"): Caller {
  return { kind: "container", containerId: "ta-1", appId, environmentName };
}

function isRefusedAs(kind: ErrorKind, message = /./): (error: unknown) => boolean {
  return (error) => error instanceof LydianError && error.kind === kind && message.test(error.message);
}

const named = (name: string, environmentName = "") =>
  ({ mode: "keep-existing", name, environmentName }) as const;
const anonymous = (owner: "app" | "client" = "client", environmentName = "") =>
  ({ mode: "anonymous", owner, environmentName }) as const;

async function start(): Promise<TestWorld> {
  const world = new TestWorld();
  await world.engine.start();
  return world;
}

async function exists(world: TestWorld, id: string): Promise<boolean> {
  const { dicts, queues } = world.engine;
  const read = id.startsWith("di-") ? dicts.read(id) : queues.read(id);
  return read.then(
    () => true,
    (error: unknown) => {
      assert.ok(isRefusedAs("not-found")(error));
      return false;
    },
  );
}

describe("anonymous objects", () => {
  test("one goes with everything in it once its client is silent, and not before", async () => {
    const world = await start();
    const { dicts, queues } = world.engine;
    const dict = await dicts.create(client, anonymous());
    const queue = await queues.create(client, anonymous());
    await dicts.put(dict.id, [{ key: bytes("k"), value: bytes("v") }], { isKeepingExisting: false });
    await queues.put(queue.id, default_, [bytes("1")], {});
    await world.pass(objectSilenceMsMax - 1_000);
    await dicts.heartbeat(dict.id);
    await world.pass(objectSilenceMsMax / 2);
    assert.deepEqual([await exists(world, dict.id), await exists(world, queue.id)], [true, false]);
    assert.deepEqual((await world.store.queues.count(queue.id, "all", world.clock.nowMs())).items, 0);
    await world.pass(objectSilenceMsMax);
    assert.equal(await exists(world, dict.id), false);
    assert.equal(await world.store.dicts.count(dict.id), 0);
    await assert.rejects(dicts.heartbeat(dict.id), isRefusedAs("not-found"));
  });

  test("one with a name needs no heartbeat, and one too many does no harm", async () => {
    const world = await start();
    const { dicts } = world.engine;
    const dict = await dicts.create(client, named("d"));
    await dicts.heartbeat(dict.id);
    await world.pass(3 * objectSilenceMsMax);
    assert.equal(await exists(world, dict.id), true);
  });

  test("those of an app end with it, those of others and those with a name do not", async () => {
    const world = await start();
    const { dicts, queues, apps } = world.engine;
    await world.deploy({ f: {} }, "mine");
    const inside = containerOf(world.appId);
    const ended = [
      await dicts.create(inside, anonymous("app")),
      await dicts.create(inside, anonymous("client")),
      await queues.create(inside, anonymous("app")),
    ];
    const kept = [
      await dicts.create(inside, named("d")),
      await dicts.create(client, anonymous()),
      await queues.create(containerOf("ap-other"), anonymous("app")),
    ];
    await world.during(apps.stop(client, world.appId));
    for (const { id } of ended) assert.equal(await exists(world, id), false);
    for (const { id } of kept) assert.equal(await exists(world, id), true);
  });

  test("one that an app owns does not need its container to be heard of", async () => {
    const world = await start();
    await world.deploy({ f: {} });
    const { id } = await world.engine.queues.create(containerOf(world.appId), anonymous("app"));
    await world.pass(3 * objectSilenceMsMax);
    assert.equal(await exists(world, id), true);
  });

  test("a client that names no app cannot make one for it", async () => {
    const { engine } = await start();
    await assert.rejects(
      engine.queues.create(client, anonymous("app")),
      isRefusedAs("invalid-argument", /does not say which/),
    );
  });

  test("those that an earlier server left are listened for anew, or end with their app", async () => {
    const before = await start();
    await before.deploy({ f: {} });
    const heard = await before.engine.dicts.create(client, anonymous());
    const orphan = await before.engine.queues.create(containerOf("ap-gone"), anonymous("app"));
    const owned = await before.engine.queues.create(containerOf(before.appId), anonymous("app"));
    const world = new TestWorld({ after: before });
    await world.engine.start();
    assert.deepEqual(await Promise.all([heard, orphan, owned].map(({ id }) => exists(world, id))), [
      true,
      false,
      true,
    ]);
    await world.pass(objectSilenceMsMax - 1_000);
    assert.equal(await exists(world, heard.id), true);
    await world.pass(objectSilenceMsMax / 2);
    assert.equal(await exists(world, heard.id), false);
  });
});

describe("objects in environments", () => {
  test("a name is one thing in each, and a container that says nothing means its own", async () => {
    const { engine } = await start();
    await engine.environments.create(client, "dev");
    const inMain = await engine.dicts.create(client, named("d"));
    const inDev = await engine.dicts.create(client, named("d", "dev"));
    assert.notEqual(inMain.id, inDev.id);
    const inside = containerOf("ap-1", "dev");
    assert.equal((await engine.dicts.lookUp(inside, "d", "")).id, inDev.id);
    assert.equal((await engine.dicts.lookUp(inside, "d", "main")).id, inMain.id);
    assert.equal((await engine.dicts.create(inside, named("d"))).id, inDev.id);
    const listed = await engine.dicts.list(inside, "");
    assert.deepEqual([listed.environmentName, listed.objects.map(({ id }) => id)], ["dev", [inDev.id]]);
  });

  test("they keep their names where the environment gets another, and go when it goes", async () => {
    const world = await start();
    const { engine, store } = world;
    await engine.environments.create(client, "dev");
    const dict = await engine.dicts.create(client, named("d", "dev"));
    const queue = await engine.queues.create(client, anonymous("client", "dev"));
    const other = await engine.dicts.create(client, named("d"));
    await engine.dicts.put(dict.id, [{ key: bytes("k"), value: bytes("v") }], { isKeepingExisting: false });
    await engine.environments.rename(client, "dev", "test");
    assert.equal((await engine.dicts.lookUp(client, "d", "test")).id, dict.id);
    await world.during(engine.environments.delete(client, "test"));
    assert.deepEqual(await Promise.all([dict, queue, other].map(({ id }) => exists(world, id))), [
      false,
      false,
      true,
    ]);
    assert.equal(await store.dicts.count(dict.id), 0);
    await engine.environments.create(client, "test");
    await assert.rejects(engine.dicts.lookUp(client, "d", "test"), isRefusedAs("not-found"));
  });

  test("many who create the same name at once get the same one", async () => {
    const { engine } = await start();
    const made = await Promise.all(
      Array.from({ length: 10 }, () => engine.queues.create(client, named("q"))),
    );
    assert.equal(new Set(made.map(({ id }) => id)).size, 1);
  });
});

test("delete() of more than is deleted in one go leaves nothing, and nothing of others is gone", async () => {
  const { engine, store, clock } = await start();
  const dict = await engine.dicts.create(client, named("d"));
  const queue = await engine.queues.create(client, named("q"));
  const kept = await engine.queues.create(client, named("kept"));
  const entries = Array.from({ length: 3_500 }, (_, i) => ({ key: bytes(`k${i}`), value: bytes("") }));
  await engine.dicts.put(dict.id, entries, { isKeepingExisting: false });
  const items = Array.from({ length: 4_000 }, () => bytes(""));
  for (const partition of ["", "p", "q"]) await engine.queues.put(queue.id, bytes(partition), items, {});
  await engine.queues.put(kept.id, default_, items, {});
  await engine.dicts.delete(dict.id);
  await engine.queues.delete(queue.id);
  assert.equal(await store.dicts.count(dict.id), 0);
  assert.equal((await store.queues.count(queue.id, "all", clock.nowMs())).items, 0);
  assert.equal((await engine.queues.count(kept.id, "all")).items, 4_000);
});
