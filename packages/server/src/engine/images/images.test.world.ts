/** What tests of images ask of an engine whose builder is theirs. */
import assert from "node:assert/strict";
import type { BuildOrder, BuildOutcome, RunningBuild } from "../../images/image-builder.ts";
import { LydianError } from "../../model/error.ts";
import { FakeBuilder } from "../../sim/fake-images.ts";
import { client, type TestWorld } from "../engine.test.world.ts";
import type { ImageOutcome, ImageRequest, ImageState } from "./image-verbs.ts";

export const python = ["FROM python:3.12.10-slim-bookworm"];

/** A builder whose builds last until a test ends them. */
export class HeldBuilder extends FakeBuilder {
  readonly held: { order: BuildOrder; build: RunningBuild; end: (outcome: BuildOutcome) => void }[] = [];

  override onBuild = (order: BuildOrder, build: RunningBuild): Promise<BuildOutcome> => {
    const { promise, resolve, reject } = Promise.withResolvers<BuildOutcome>();
    build.signal.addEventListener("abort", () => reject(new LydianError("cancelled", "ended")));
    this.held.push({ order, build, end: resolve });
    return promise;
  };
}

export function requestOf(lines: readonly string[], changes: Partial<ImageRequest> = {}): ImageRequest {
  return {
    lines,
    bases: {},
    contextFiles: [],
    secretIds: [],
    buildArguments: {},
    hasGpu: false,
    builderVersion: "2025.06",
    clientVersion: "1.6.4",
    ...changes,
  };
}

export async function ask(
  world: TestWorld,
  lines: readonly string[] = python,
  changes: Partial<ImageRequest> = {},
): Promise<ImageState> {
  return await world.during(world.engine.images.getOrCreate(client, requestOf(lines, changes)));
}

/** Everything that is said from now on, until the build ends. */
export async function followed(
  world: TestWorld,
  imageId: string,
): Promise<{ said: string; outcome: ImageOutcome }> {
  let said = "";
  for (let after = 0; ;) {
    const options = { after, timeoutMs: 55_000 };
    const { output, outcome } = await world.during(world.engine.images.follow(imageId, options));
    said += output.map((line) => line.text).join("");
    after = output.at(-1)?.sequence ?? after;
    if (outcome !== undefined) return { said, outcome };
  }
}

export async function built(
  world: TestWorld,
  lines = python,
  changes: Partial<ImageRequest> = {},
): Promise<string> {
  const { image } = await ask(world, lines, changes);
  assert.deepEqual((await followed(world, image.imageId)).outcome, { kind: "built" });
  return image.imageId;
}

export async function secretOf(world: TestWorld, values: Record<string, string>): Promise<string> {
  const request = { environmentName: "", values, mode: "keep-existing", appId: "ap-1" } as const;
  return (await world.during(world.engine.secrets.create(client, request))).secretId;
}
