/** Puts together what an empty container needs to become a function. */
import type { Blobs } from "../../blobs/blobs.ts";
import { liveVersion } from "../../model/app.ts";
import type { ResolvedFunction } from "../../model/definition.ts";
import { LydianError } from "../../model/error.ts";
import type { BlobId, ContainerId } from "../../model/ids.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Assignment, Secrets } from "../engine.ts";
import { bundleCacheBytesMax } from "../limits.ts";

export class Assignments {
  readonly #blobs: Blobs;
  readonly #catalog: Catalog;
  readonly #secrets: Pick<Secrets, "reveal">;
  /** Least recently used first. */
  readonly #bundles = new Map<BlobId, Uint8Array>();
  #bundleBytes = 0;

  constructor(blobs: Blobs, catalog: Catalog, secrets: Pick<Secrets, "reveal">) {
    this.#blobs = blobs;
    this.#catalog = catalog;
    this.#secrets = secrets;
  }

  async prepare(containerId: ContainerId, resolved: ResolvedFunction): Promise<Assignment> {
    const { code, kind } = resolved.definition;
    const [bundle, sourceMap, secrets, functionIds] = await Promise.all([
      this.#bundle(code.bundleBlobId),
      code.sourceMapBlobId === undefined ? new Uint8Array() : this.#bundle(code.sourceMapBlobId),
      this.#secrets.reveal(resolved.settings.secretIds),
      this.#functionIds(resolved),
    ]);
    const environment = {
      ...secrets,
      LYDIAN_ENVIRONMENT: resolved.environmentName,
      LYDIAN_CONTAINER_ID: containerId,
    };
    return { containerId, function: resolved, kind, bundle, sourceMap, environment, functionIds };
  }

  async #functionIds(resolved: ResolvedFunction): Promise<Assignment["functionIds"]> {
    const app = await this.#catalog.read("app", resolved.appId);
    return (app && liveVersion(app)?.functions) ?? {};
  }

  async #bundle(blobId: BlobId): Promise<Uint8Array> {
    const kept = this.#bundles.get(blobId);
    if (kept !== undefined) {
      this.#bundles.delete(blobId);
      this.#bundles.set(blobId, kept);
      return kept;
    }
    const bytes = await this.#blobs.read(blobId.slice("bl-".length));
    if (bytes === undefined)
      throw new LydianError(
        "failed-precondition",
        `The code of the function is gone (blob "${blobId}"): deploy the app again`,
      );
    this.#keep(blobId, bytes);
    return bytes;
  }

  #keep(blobId: BlobId, bytes: Uint8Array): void {
    if (this.#bundles.has(blobId)) return;
    this.#bundles.set(blobId, bytes);
    this.#bundleBytes += bytes.length;
    for (const [oldest, { length }] of this.#bundles) {
      if (this.#bundleBytes <= bundleCacheBytesMax) break;
      this.#bundles.delete(oldest);
      this.#bundleBytes -= length;
    }
  }
}
