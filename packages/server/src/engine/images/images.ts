/** Images by their content: which one is meant, whether it is there, and who builds it. */
import type { Blobs } from "../../blobs/blobs.ts";
import type { BuildOrder, ImageBuilder, RunningBuild } from "../../images/image-builder.ts";
import type { Caller } from "../../model/caller.ts";
import { LydianError } from "../../model/error.ts";
import type { FunctionId, ImageId, Randomness, SecretId } from "../../model/ids.ts";
import { type Image, type ImageRecipe, type ImageStep, plainSurroundings } from "../../model/image.ts";
import { readRecipe } from "../../model/image/recipe.ts";
import { requireClient } from "../access/access.ts";
import { type Catalog, put, remove } from "../catalog/catalog.ts";
import type { Clock } from "../clock.ts";
import type { Secrets } from "../engine.ts";
import { imageStepsMax, usedAtStepMs } from "../limits.ts";
import type { Mounts } from "../mounts/mount-verbs.ts";
import type { Build } from "./build.ts";
import { Builds } from "./builds.ts";
import { imageIdOf } from "./image-id.ts";
import { imageSource, readImage } from "./image-source.ts";
import { userOf } from "./image-uses.ts";
import type { CallBuildFunction } from "./build-calls.ts";
import type {
  BuildFunction,
  BuildProgress,
  FollowBuild,
  ImageOutcome,
  ImageRequest,
  Images,
  ImageState,
} from "./image-verbs.ts";

export interface ImageParts {
  readonly catalog: Catalog;
  readonly blobs: Blobs;
  readonly builder: ImageBuilder;
  readonly mounts: Pick<Mounts, "read">;
  readonly secrets: Pick<Secrets, "reveal">;
  readonly clock: Clock;
  readonly randomness: Pick<Randomness, "secret">;
  readonly masterKey: Uint8Array;
  readonly buildsAtOnceMax: number;
  readonly report: (what: string, error: unknown) => void;
  readonly callFunction: CallBuildFunction;
}

export class ImageKeeper implements Images {
  readonly #parts: ImageParts;
  readonly #builds: Builds;

  constructor(parts: ImageParts) {
    this.#parts = parts;
    this.#builds = new Builds({
      clock: parts.clock,
      atOnceMax: parts.buildsAtOnceMax,
      work: (build, running) => this.#work(build, running),
      report: parts.report,
    });
  }

  async getOrCreate(caller: Caller, request: ImageRequest): Promise<ImageState> {
    requireClient(caller, "build an image");
    const { source, bases } = await imageSource(this.#parts, request);
    const recipe = await this.#recipe(readRecipe(source), request.function);
    const { base } = recipe;
    const pythonVersion =
      base.kind === "python" ? base.version : (bases.get(base.imageId)?.pythonVersion ?? "");
    await this.#refuse(recipe, pythonVersion);
    const image = await this.#image(request, recipe, pythonVersion);
    const { clientVersion } = request;
    const running = this.#builds.unfinished(image.imageId);
    if (running === undefined && (await this.#isReady(image, clientVersion)))
      return { image, outcome: { kind: "built" } };
    this.#builds.start(image.imageId, clientVersion);
    return { image };
  }

  async follow(imageId: string, options: FollowBuild): Promise<BuildProgress> {
    const image = await readImage(this.#parts.catalog, imageId);
    const build = this.#builds.find(image.imageId);
    if (build !== undefined) return await this.#builds.follow(build, options);
    if (await this.#parts.builder.isBuilt(image.imageId)) return { output: [], outcome: { kind: "built" } };
    return await this.#builds.follow(this.#builds.start(image.imageId, undefined), options);
  }

  /** What a function that makes this image writes. */
  hear(imageId: ImageId, text: string): void {
    this.#builds.unfinished(imageId)?.log(text);
  }

  async read(imageId: string): Promise<Image> {
    return await readImage(this.#parts.catalog, imageId);
  }

  async stop(): Promise<void> {
    await this.#builds.stop();
  }

  async #recipe(recipe: ImageRecipe, called: BuildFunction | undefined): Promise<ImageRecipe> {
    if (called === undefined) return recipe;
    const record = await this.#parts.catalog.read("function", called.functionId);
    if (record?.build === undefined)
      throw new LydianError(
        "not-found",
        `Function "${called.functionId}", which makes an image, does not exist`,
      );
    const { digest, argument } = called;
    return { ...recipe, steps: [...recipe.steps, { kind: "function", name: record.tag, digest, argument }] };
  }

  /** Before anything is kept of it: what cannot be had is told at once. */
  async #refuse(recipe: ImageRecipe, pythonVersion: string): Promise<void> {
    const { builder } = this.#parts;
    if (recipe.steps.length > imageStepsMax)
      throw new LydianError("invalid-argument", `Cannot build an image of more than ${imageStepsMax} steps`);
    if (recipe.base.kind === "python") await builder.requirePython(pythonVersion);
    if (builder.refusal !== undefined && recipe.steps.some(runsCode))
      throw new LydianError("failed-precondition", `Cannot build the image: ${builder.refusal}`);
    const packages = recipe.steps.flatMap((step) => (step.kind === "system-packages" ? step.names : []));
    const missing = packages.length === 0 ? [] : await builder.missingPackages(packages);
    if (missing.length > 0) throw new LydianError("unimplemented", lackOf(missing));
  }

  async #image(request: ImageRequest, recipe: ImageRecipe, pythonVersion: string): Promise<Image> {
    const { catalog, secrets, masterKey, randomness, clock } = this.#parts;
    const { builderVersion, rebuild } = request;
    const secretIds = request.secretIds as readonly SecretId[]; // another kind of id is no secret's
    const content = { recipe, secrets: await secrets.reveal(secretIds), builderVersion };
    const ownId = imageIdOf(content, masterKey);
    return await catalog.update(`image ${ownId}`, async () => {
      const currentId = (await catalog.read("image-content", ownId))?.imageId ?? ownId;
      // Whoever asks anew for what is being built anew means the same.
      const isNew = rebuild !== undefined && this.#builds.unfinished(currentId) === undefined;
      const imageId = isNew ? imageIdOf(content, masterKey, randomness.secret()) : currentId;
      const there = await catalog.read("image", imageId);
      const nowMs = clock.nowMs();
      const buildFunctionId = request.function?.functionId as FunctionId | undefined; // read by #recipe
      const isKnown =
        sameIds(there?.secretIds ?? [], secretIds) && there?.buildFunctionId === buildFunctionId;
      if (there && isKnown && nowMs - there.usedAtMs < usedAtStepMs) return { changes: [], answer: there };
      const createdAtMs = there?.createdAtMs ?? nowMs;
      // Anonymous secrets have other ids in each deploy, and those of an earlier one go with its app.
      const image = {
        imageId,
        recipe,
        secretIds,
        ...(buildFunctionId === undefined ? {} : { buildFunctionId }),
        pythonVersion,
        builderVersion,
        createdAtMs,
        usedAtMs: nowMs,
      };
      const changes = [put("image", imageId, image)];
      if (isNew && rebuild === "replace") changes.push(put("image-content", ownId, { imageId }));
      return { changes, answer: image };
    });
  }

  async #isReady({ imageId, pythonVersion }: Image, clientVersion: string | undefined): Promise<boolean> {
    const { builder } = this.#parts;
    if (!(await builder.isBuilt(imageId))) return false;
    return clientVersion === undefined || (await builder.hasClient(clientVersion, pythonVersion));
  }

  async #work(build: Build, running: RunningBuild): Promise<ImageOutcome> {
    const { builder, catalog } = this.#parts;
    const image = await readImage(catalog, build.imageId);
    for (const warning of image.recipe.warnings) running.log(`Warning: ${warning}\n`);
    if (!(await builder.isBuilt(image.imageId))) {
      // A function that makes an image runs with the client, as all functions do.
      const needsClient = image.recipe.steps.some(({ kind }) => kind === "function");
      const early = needsClient ? await this.#addClients(build, image, running) : undefined;
      if (early?.kind === "failed") return early;
      const outcome = await builder.build(await this.#order(image), running);
      if (outcome.kind === "failed") return outcome;
    }
    return await this.#addClients(build, image, running);
  }

  async #addClients(build: Build, image: Image, running: RunningBuild): Promise<ImageOutcome> {
    // Others that want another version may join while this runs: a set is walked to its then end.
    for (const version of build.clients) {
      const outcome = await this.#parts.builder.addClient(version, image.pythonVersion, running);
      if (outcome.kind === "failed") return outcome;
    }
    return { kind: "built" };
  }

  async #order({ imageId, recipe, secretIds, buildFunctionId }: Image): Promise<BuildOrder> {
    const { blobs, catalog, secrets } = this.#parts;
    const { base, steps, surroundings } = recipe;
    const before =
      base.kind === "image"
        ? (await readImage(catalog, base.imageId)).recipe.surroundings
        : plainSurroundings;
    return {
      imageId,
      base,
      steps,
      before,
      after: surroundings,
      secrets: await secrets.reveal(secretIds),
      content: (sha256) => contentOf(blobs, sha256),
      call: async (argument, running) =>
        this.#parts.callFunction({ functionId: buildFunctionId, imageId, argument }, running),
    };
  }

  async delete(caller: Caller, imageId: string): Promise<void> {
    requireClient(caller, "delete an image");
    const { catalog, builder } = this.#parts;
    const image = await catalog.read("image", imageId);
    if (image === undefined) return;
    const user = await userOf(catalog, image.imageId);
    if (user !== undefined)
      throw new LydianError("failed-precondition", `Cannot delete image "${imageId}": ${user} uses it`);
    if (this.#builds.unfinished(image.imageId) !== undefined)
      throw new LydianError("failed-precondition", `Cannot delete image "${imageId}": it is being built`);
    await catalog.write([remove("image", imageId)]);
    await builder.remove(image.imageId);
  }
}

async function contentOf(blobs: Blobs, sha256: string): ReturnType<BuildOrder["content"]> {
  const blob = await blobs.open(sha256);
  if (blob !== undefined) return blob.content;
  throw new LydianError(
    "failed-precondition",
    `A file of the image is gone (blob "bl-${sha256}"): deploy again`,
  );
}

/** Whether a step runs what its author wrote. */
function runsCode({ kind }: ImageStep): boolean {
  return kind === "run" || kind === "function";
}

function sameIds(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((id, index) => id === others[index]);
}

function lackOf(missing: readonly string[]): string {
  const names = missing.map((name) => `"${name}"`).join(", ");
  return `Cannot install ${names} with apt: images here use this machine's own system, which lacks ${missing.length === 1 ? "it" : "them"}; install ${missing.length === 1 ? "it" : "them"} on the machine (apt-get install ${missing.join(" ")}) and deploy again, or leave out apt_install`;
}
