import assert from "node:assert/strict";
import { test } from "node:test";
import { LydianError } from "../../model/error.ts";
import type { Image } from "../../model/image.ts";
import { Catalog, put } from "../catalog/catalog.ts";
import type { SecretId } from "../../model/ids.ts";
import { client, TestWorld } from "../engine.test.world.ts";
import { garbageAgeMs, garbageIntervalMs } from "../limits.ts";

const isGone = (error: unknown): boolean => error instanceof LydianError && error.kind === "not-found";

async function secretOf(world: TestWorld, appId: string): Promise<SecretId> {
  const request = { environmentName: "", appId, values: { KEY: "value" }, mode: "fail-if-exists" } as const;
  return (await world.during(world.engine.secrets.create(client, request))).secretId;
}

const unbuilt: Omit<Image, "imageId" | "secretIds"> = {
  recipe: {
    base: { kind: "python", version: "3.11" },
    steps: [],
    surroundings: { environment: {}, workingDirectory: "/root", shell: [] },
    warnings: [],
  },
  pythonVersion: "3.11",
  builderVersion: "2025.06",
  createdAtMs: 0,
  usedAtMs: Number.MAX_SAFE_INTEGER,
};

/** Long enough for what is left now to be found. */
const untilCollectedMs = garbageAgeMs + 2 * garbageIntervalMs;

test("what no version names goes after a day: failed deploys' definitions, and anonymous secrets", async () => {
  const world = new TestWorld();
  const { apps, secrets, functions } = world.engine;
  await world.during(world.engine.start());
  const { job = "fu-none" } = await world.deploy({ job: {} });
  const { appId } = world;
  const [inUse, left, ofVariant, ofImage] = [
    await secretOf(world, appId),
    await secretOf(world, appId),
    await secretOf(world, appId),
    await secretOf(world, appId),
  ];
  const named = await world.during(
    secrets.create(client, { name: "kept", environmentName: "", values: {}, mode: "fail-if-exists" }),
  );
  await world.deploy({ job: { secretIds: [inUse] } });
  await world.during(functions.bind(job, {}, { secretIds: [ofVariant] }));
  const failed = await world.during(
    apps.defineFunction(appId, job, await world.definition("job", { timeoutMs: 1, secretIds: [left] })),
  );
  const image: Image = { imageId: "im-1", secretIds: [ofImage], ...unbuilt };
  await world.during(new Catalog(world.store.records).write([put("image", "im-1", image)]));
  await world.pass(garbageAgeMs / 2);
  await world.during(secrets.read(left));
  await world.pass(untilCollectedMs);
  await assert.rejects(world.during(apps.readDefinition(failed)), isGone);
  // It was named by that definition, and is found the next time.
  await world.pass(2 * garbageIntervalMs);
  await assert.rejects(world.during(secrets.read(left)), isGone);
  for (const secretId of [inUse, ofVariant, ofImage, named.secretId])
    await world.during(secrets.read(secretId));
  assert.equal((await world.during(functions.resolve(job))).settings.secretIds[0], inUse);
  await world.during(apps.rollback(client, appId, 1));
  assert.deepEqual((await world.during(functions.resolve(job))).settings.secretIds, []);
});

test("a definition that is deployed again is as young as its last deploy", async () => {
  const world = new TestWorld();
  const { apps } = world.engine;
  await world.during(world.engine.start());
  const { job = "fu-none" } = await world.deploy({ job: {} });
  const define = async () =>
    world.during(apps.defineFunction(world.appId, job, await world.definition("job", { timeoutMs: 1 })));
  const definitionId = await define();
  await world.pass(garbageAgeMs - garbageIntervalMs);
  assert.equal(await define(), definitionId);
  await world.pass(3 * garbageIntervalMs);
  await world.during(apps.readDefinition(definitionId));
});
