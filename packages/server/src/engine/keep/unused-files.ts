/** Files of functions and images: which of them something names, and which nothing does any more. */
import type { ImageBuilder } from "../../images/image-builder.ts";
import type { BlobId, MountId } from "../../model/ids.ts";
import { type Catalog, remove } from "../catalog/catalog.ts";
import type { Clock } from "../clock.ts";
import { imagesInUse } from "../images/image-uses.ts";
import { imageRetentionMs, mountRetentionMs, unusedFilesIntervalMs } from "../limits.ts";

/** Blobs that definitions, mounts and images are made of. */
export async function namedBlobs(catalog: Catalog): Promise<ReadonlySet<BlobId>> {
  const named = new Set<BlobId>();
  for (const { value } of await catalog.listAll("definition")) {
    const { code } = value.definition;
    if (code.language === "typescript")
      named.add(code.bundleBlobId).add(code.sourceMapBlobId ?? code.bundleBlobId);
  }
  for (const { value } of await catalog.listAll("mount"))
    if (value.kind === "files") for (const { sha256 } of value.files) named.add(`bl-${sha256}`);
  for (const { value } of await catalog.listAll("image"))
    for (const step of value.recipe.steps)
      if (step.kind === "copy") for (const { sha256 } of step.files) named.add(`bl-${sha256}`);
  return named;
}

export class UnusedFiles {
  readonly #catalog: Catalog;
  readonly #builder: ImageBuilder;
  readonly #clock: Clock;
  #lookedAtMs = 0;

  constructor(catalog: Catalog, builder: ImageBuilder, clock: Clock) {
    this.#catalog = catalog;
    this.#builder = builder;
    this.#clock = clock;
  }

  /** Forgets mounts and images that are of no use any more. All records are read for it, so that it is done seldom. */
  async forget(): Promise<void> {
    const nowMs = this.#clock.nowMs();
    if (nowMs - this.#lookedAtMs < unusedFilesIntervalMs) return;
    this.#lookedAtMs = nowMs;
    await this.#forgetMounts(nowMs - mountRetentionMs);
    await this.#forgetImages(nowMs - imageRetentionMs);
  }

  async #forgetMounts(beforeMs: number): Promise<void> {
    const named = new Set<MountId>();
    for (const { value } of await this.#catalog.listAll("definition")) {
      const { code } = value.definition;
      if (code.language === "python") for (const mountId of code.mountIds) named.add(mountId);
    }
    const unused = (await this.#catalog.listAll("mount")).filter(
      ({ value }) => value.usedAtMs < beforeMs && !named.has(value.mountId),
    );
    if (unused.length > 0) await this.#catalog.write(unused.map(({ key }) => remove("mount", key)));
  }

  async #forgetImages(beforeMs: number): Promise<void> {
    // What is there is read first: an image that is begun meanwhile must not be taken for a stray one.
    const built = await this.#builder.list();
    const inUse = await imagesInUse(this.#catalog, beforeMs);
    const images = await this.#catalog.listAll("image");
    const unused = images.filter(({ value }) => !inUse.has(value.imageId));
    if (unused.length > 0) await this.#catalog.write(unused.map(({ key }) => remove("image", key)));
    const unusedIds = new Set(unused.map(({ value }) => value.imageId));
    const replaced = (await this.#catalog.listAll("image-content")).filter(({ value }) =>
      unusedIds.has(value.imageId),
    );
    if (replaced.length > 0)
      await this.#catalog.write(replaced.map(({ key }) => remove("image-content", key)));
    for (const imageId of built) if (!inUse.has(imageId)) await this.#builder.remove(imageId);
  }
}
