import assert from "node:assert/strict";
import { test } from "node:test";
import type { FunctionDefinition } from "../../model/definition.ts";
import type { ImageId, MountId } from "../../model/ids.ts";
import { type Image, type ImageBase, type ImageStep, plainSurroundings } from "../../model/image.ts";
import { settingsDefaults } from "../../model/settings.ts";
import { FakeBuilder } from "../../sim/fake-images.ts";
import { openInlineStore } from "../../store/sqlite/open-store.ts";
import { Catalog, put } from "../catalog/catalog.ts";
import type { Clock } from "../clock.ts";
import { imageRetentionMs, mountRetentionMs, unusedFilesIntervalMs } from "../limits.ts";
import { namedBlobs, UnusedFiles } from "./unused-files.ts";

const python: ImageBase = { kind: "python", version: "3.12" };

function on(imageId: ImageId): ImageBase {
  return { kind: "image", imageId };
}

function imageOf(
  imageId: ImageId,
  base: ImageBase,
  usedAtMs: number,
  steps: readonly ImageStep[] = [],
): Image {
  return {
    imageId,
    recipe: { base, steps, surroundings: plainSurroundings, warnings: [] },
    secretIds: [],
    pythonVersion: "3.12",
    builderVersion: "2025.06",
    createdAtMs: 0,
    usedAtMs,
  };
}

function definitionIn(imageId: ImageId, mountIds: readonly MountId[]): FunctionDefinition {
  return {
    tag: "f",
    kind: "function",
    code: { language: "python", imageId, mountIds, clientVersion: "1.6.4" },
    methods: {},
    parameters: [],
    settings: settingsDefaults,
    inputFormats: ["pickle"],
    outputFormats: ["pickle"],
    wire: new Uint8Array(),
  };
}

async function setUp(t: { after(action: () => Promise<void>): void }) {
  const store = openInlineStore();
  t.after(() => store.close());
  const catalog = new Catalog(store.records);
  const builder = new FakeBuilder();
  const time = { nowMs: 10 * imageRetentionMs };
  const clock: Clock = {
    nowMs: () => time.nowMs,
    preciseMs: () => time.nowMs,
    after: () => ({ cancel: () => {} }),
  };
  return { catalog, builder, time, unused: new UnusedFiles(catalog, builder, clock) };
}

test("forget() keeps images that functions run in with all that they are made of, and those asked for lately", async (t) => {
  const { catalog, builder, time, unused } = await setUp(t);
  const recently = time.nowMs - imageRetentionMs / 2;
  const images = [
    imageOf("im-base", python, 0),
    imageOf("im-used", on("im-base"), 0),
    imageOf("im-recentBase", python, 0),
    imageOf("im-recent", on("im-recentBase"), recently),
    imageOf("im-oldBase", python, 0),
    imageOf("im-old", on("im-oldBase"), 0),
  ];
  await catalog.write([
    ...images.map((image) => put("image", image.imageId, image)),
    put("image-content", "im-content", { imageId: "im-old" }),
    put("definition", "de-1", { appId: "ap-1", definition: definitionIn("im-used", []), definedAtMs: 0 }),
  ]);
  for (const { imageId } of images) builder.built.add(imageId);
  builder.built.add("im-stray");
  await unused.forget();
  const kept = ["im-base", "im-recent", "im-recentBase", "im-used"];
  assert.deepEqual((await catalog.list("image")).map(({ key }) => key).toSorted(), kept);
  assert.deepEqual([...builder.built].toSorted(), kept);
  assert.deepEqual(await catalog.list("image-content"), []);
});

test("forget() keeps mounts that functions have, and those asked for lately", async (t) => {
  const { catalog, time, unused } = await setUp(t);
  const mount = (mountId: MountId, usedAtMs: number) =>
    put("mount", mountId, { kind: "files", mountId, files: [], usedAtMs });
  await catalog.write([
    mount("mo-used", 0),
    mount("mo-recent", time.nowMs - mountRetentionMs / 2),
    mount("mo-old", 0),
    put("definition", "de-1", {
      appId: "ap-1",
      definition: definitionIn("im-1", ["mo-used"]),
      definedAtMs: 0,
    }),
  ]);
  await unused.forget();
  const keys = async (): Promise<string[]> => (await catalog.list("mount")).map(({ key }) => key).toSorted();
  assert.deepEqual(await keys(), ["mo-recent", "mo-used"]);
  // Seldom: all records are read for it.
  time.nowMs += unusedFilesIntervalMs / 2;
  await catalog.write([mount("mo-older", 0)]);
  await unused.forget();
  assert.deepEqual(await keys(), ["mo-older", "mo-recent", "mo-used"]);
  time.nowMs += unusedFilesIntervalMs;
  await unused.forget();
  assert.deepEqual(await keys(), ["mo-recent", "mo-used"]);
});

test("namedBlobs() are those of mounts and of files that images copy", async (t) => {
  const { catalog } = await setUp(t);
  const file = (sha256: string) => ({ path: "/f", sha256, mode: 0o644, size: 1 });
  const copy: ImageStep = { kind: "copy", text: "COPY f /f", files: [file("bb")] };
  await catalog.write([
    put("mount", "mo-1", { kind: "files", mountId: "mo-1", files: [file("aa")], usedAtMs: 0 }),
    put("mount", "mo-2", { kind: "client", mountId: "mo-2", version: "1.6.4", usedAtMs: 0 }),
    put("image", "im-1", imageOf("im-1", python, 0, [copy])),
  ]);
  assert.deepEqual([...(await namedBlobs(catalog))].toSorted(), ["bl-aa", "bl-bb"]);
});
