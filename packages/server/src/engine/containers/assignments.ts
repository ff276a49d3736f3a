/** Puts together what an empty container needs to become a function. */
import type { Blobs } from "../../blobs/blobs.ts";
import { type AppVersion, liveVersion } from "../../model/app.ts";
import type { PythonCode, ResolvedFunction, TypeScriptCode } from "../../model/definition.ts";
import { LydianError } from "../../model/error.ts";
import type { BlobId, ContainerId } from "../../model/ids.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Assignment, PlacedFile, PythonAssignment, TypeScriptAssignment } from "./container-verbs.ts";
import type { Mounts } from "../mounts/mount-verbs.ts";
import type { Secrets } from "../engine.ts";
import type { LookUp } from "../catalog/look-up.ts";
import { bundleCacheBytesMax, placedWholeBytesMax } from "../limits.ts";

export class Assignments {
  readonly #blobs: Blobs;
  readonly #catalog: Catalog;
  readonly #secrets: Pick<Secrets, "reveal">;
  readonly #lookUp: LookUp;
  readonly #mounts: Pick<Mounts, "filesOf">;
  /** Least recently used first. */
  readonly #kept = new Map<BlobId, Uint8Array>();
  #keptBytes = 0;

  constructor(parts: {
    readonly blobs: Blobs;
    readonly catalog: Catalog;
    readonly secrets: Pick<Secrets, "reveal">;
    readonly lookUp: LookUp;
    readonly mounts: Pick<Mounts, "filesOf">;
  }) {
    this.#blobs = parts.blobs;
    this.#catalog = parts.catalog;
    this.#secrets = parts.secrets;
    this.#lookUp = parts.lookUp;
    this.#mounts = parts.mounts;
  }

  async prepare(containerId: ContainerId, resolved: ResolvedFunction): Promise<Assignment> {
    const { code } = resolved.definition;
    return code.language === "typescript"
      ? this.#prepareTypeScript(containerId, resolved, code)
      : this.#preparePython(containerId, resolved, code);
  }

  async #prepareTypeScript(
    containerId: ContainerId,
    resolved: ResolvedFunction,
    code: TypeScriptCode,
  ): Promise<TypeScriptAssignment> {
    const [bundle, sourceMap, secrets, version] = await Promise.all([
      this.#code(code.bundleBlobId),
      code.sourceMapBlobId === undefined ? new Uint8Array() : this.#code(code.sourceMapBlobId),
      this.#secrets.reveal(resolved.settings.secretIds),
      this.#version(resolved),
    ]);
    const environment = {
      ...secrets,
      LYDIAN_ENVIRONMENT: resolved.environmentName,
      LYDIAN_CONTAINER_ID: containerId,
    };
    const { kind } = resolved.definition;
    const functionIds = version?.functions ?? {};
    return {
      language: "typescript",
      containerId,
      function: resolved,
      kind,
      bundle,
      sourceMap,
      environment,
      functionIds,
    };
  }

  async #preparePython(
    containerId: ContainerId,
    resolved: ResolvedFunction,
    code: PythonCode,
  ): Promise<PythonAssignment> {
    const [files, secrets, version] = await Promise.all([
      this.#files(code),
      this.#secrets.reveal(resolved.settings.secretIds),
      this.#version(resolved),
    ]);
    const functionIds = Object.values(version?.functions ?? {});
    return {
      language: "python",
      containerId,
      function: resolved,
      environment: {
        MODAL_TASK_ID: containerId,
        MODAL_IMAGE_ID: code.imageId,
        MODAL_ENVIRONMENT: resolved.environmentName,
        ...secrets,
      },
      functions: await Promise.all(functionIds.map((functionId) => this.#lookUp.resolve(functionId))),
      classIds: version?.classes ?? {},
      files,
    };
  }

  async #files({ mountIds }: PythonCode): Promise<readonly PlacedFile[]> {
    const files = await this.#mounts.filesOf(mountIds);
    return files.map(({ path, mode, size, sha256 }) => {
      return { path, mode, size, read: () => this.#contentOf(sha256, size) };
    });
  }

  async *#contentOf(sha256: string, size: number): AsyncGenerator<Uint8Array> {
    if (size <= placedWholeBytesMax) {
      yield await this.#code(`bl-${sha256}`);
      return;
    }
    const blob = await this.#blobs.open(sha256);
    if (blob === undefined) throw codeIsGone(`bl-${sha256}`);
    yield* blob.content as AsyncIterable<Buffer>; // no encoding is set
  }

  async #version({ appId }: ResolvedFunction): Promise<AppVersion | undefined> {
    const app = await this.#catalog.read("app", appId);
    return app && liveVersion(app);
  }

  async #code(blobId: BlobId): Promise<Uint8Array> {
    const kept = this.#kept.get(blobId);
    if (kept !== undefined) {
      this.#kept.delete(blobId);
      this.#kept.set(blobId, kept);
      return kept;
    }
    const bytes = await this.#blobs.read(blobId.slice("bl-".length));
    if (bytes === undefined) throw codeIsGone(blobId);
    this.#keep(blobId, bytes);
    return bytes;
  }

  #keep(blobId: BlobId, bytes: Uint8Array): void {
    if (this.#kept.has(blobId)) return;
    this.#kept.set(blobId, bytes);
    this.#keptBytes += bytes.length;
    for (const [oldest, { length }] of this.#kept) {
      if (this.#keptBytes <= bundleCacheBytesMax) break;
      this.#kept.delete(oldest);
      this.#keptBytes -= length;
    }
  }
}

function codeIsGone(blobId: BlobId): LydianError {
  return new LydianError(
    "failed-precondition",
    `The code of the function is gone (blob "${blobId}"): deploy the app again`,
  );
}
