/** Files of functions: stored by their content, and put together as mounts. */
import { createHash } from "node:crypto";
import { posix } from "node:path";
import type { Blobs } from "../../blobs/blobs.ts";
import type { Caller } from "../../model/caller.ts";
import { LydianError } from "../../model/error.ts";
import type { MountId } from "../../model/ids.ts";
import type { Mount, MountedFile } from "../../model/mount.ts";
import { requireClient } from "../access/access.ts";
import { type Catalog, put } from "../catalog/catalog.ts";
import type { Clock } from "../clock.ts";
import { encodeDocument } from "../catalog/documents.ts";
import type { Mounts, NewMountedFile } from "./mount-verbs.ts";
import { mountedFileBytesMax, mountedFilesMax, usedAtStepMs } from "../limits.ts";

const idCharacters = 22;
const sha256Pattern = /^[0-9a-f]{64}$/;

/** The names under which clients ask for what is not theirs. */
const clientName = /^modal-client-mount-(.+)$/;
const pythonName = /^python-build-standalone\.\d+\.(\d+\.\d+)/;

export class MountKeeper implements Mounts {
  readonly #catalog: Catalog;
  readonly #blobs: Blobs;

  readonly #clock: Clock;

  constructor(catalog: Catalog, blobs: Blobs, clock: Clock) {
    this.#catalog = catalog;
    this.#blobs = blobs;
    this.#clock = clock;
  }

  async missing(hashes: readonly string[]): Promise<readonly string[]> {
    const there = await Promise.all(hashes.map((sha256) => this.#has(sha256)));
    return hashes.filter((_, index) => there[index] !== true);
  }

  async store(caller: Caller, sha256: string, content: Uint8Array | "uploaded" | "probe"): Promise<boolean> {
    requireClient(caller, "store a file");
    checkHash(sha256);
    if (content instanceof Uint8Array) {
      await this.#blobs.write(content, { expect: sha256, bytesMax: mountedFileBytesMax });
      return true;
    }
    if (await this.#has(sha256)) return true;
    if (content === "probe") return false;
    throw new LydianError("failed-precondition", `Cannot store file ${sha256}: its content was not uploaded`);
  }

  async create(caller: Caller, given: readonly NewMountedFile[]): Promise<Mount> {
    requireClient(caller, "create a mount");
    if (given.length > mountedFilesMax)
      throw new LydianError(
        "invalid-argument",
        `Cannot create a mount of ${given.length} files: the limit is ${mountedFilesMax}; leave files out with ignore=`,
      );
    // Clients send them in the order in which they happened to read them.
    const inOrder = given.map(checkedFile).toSorted((a, b) => (a.path < b.path ? -1 : 1));
    const files = await Promise.all(inOrder.map((file) => this.#measured(file)));
    return this.#keep({ kind: "files", mountId: idOf(files), files });
  }

  async named(name: string): Promise<Mount> {
    const [, version] = clientName.exec(name) ?? [];
    if (version !== undefined)
      return this.#keep({ kind: "client", mountId: idOf(["client", version]), version });
    const [, pythonVersion] = pythonName.exec(name) ?? [];
    if (pythonVersion !== undefined)
      return this.#keep({ kind: "python", mountId: idOf(["python", pythonVersion]), pythonVersion });
    throw new LydianError("not-found", `Mount "${name}" does not exist`);
  }

  async read(mountId: MountId): Promise<Mount> {
    const mount = await this.#catalog.read("mount", mountId);
    if (mount !== undefined) return mount;
    throw new LydianError("failed-precondition", `Mount "${mountId}" is gone: deploy the app again`);
  }

  async filesOf(mountIds: readonly MountId[]): Promise<readonly MountedFile[]> {
    const mounts = await Promise.all(mountIds.map((mountId) => this.read(mountId)));
    const byPath = new Map<string, MountedFile>();
    for (const mount of mounts)
      if (mount.kind === "files") for (const file of mount.files) byPath.set(file.path, file);
    return [...byPath.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  }

  async #measured(file: NewMountedFile): Promise<MountedFile> {
    const blob = await this.#blobs.open(file.sha256);
    blob?.content.destroy();
    if (blob !== undefined) return { ...file, size: blob.size };
    throw new LydianError("failed-precondition", `Cannot create a mount: "${file.path}" was not uploaded`);
  }

  #has(sha256: string): Promise<boolean> {
    checkHash(sha256);
    return this.#blobs.has(sha256);
  }

  async #keep(mount: Mount): Promise<Mount> {
    const there = await this.#catalog.read("mount", mount.mountId);
    const usedAtMs = this.#clock.nowMs();
    if (there === undefined || usedAtMs - there.usedAtMs >= usedAtStepMs)
      await this.#catalog.write([put("mount", mount.mountId, { ...mount, usedAtMs })]);
    return mount;
  }
}

function idOf(content: unknown): MountId {
  const digest = createHash("sha256").update(encodeDocument(content)).digest("hex");
  return `mo-${digest.slice(0, idCharacters)}`;
}

function checkHash(sha256: string): void {
  if (!sha256Pattern.test(sha256))
    throw new LydianError("invalid-argument", `"${sha256}" is not a SHA-256 in hex`);
}

function checkedFile({ path, sha256, mode }: NewMountedFile): NewMountedFile {
  checkHash(sha256);
  const isSound = posix.isAbsolute(path) && posix.normalize(path) === path && !path.includes("\0");
  if (!isSound || path.endsWith("/"))
    throw new LydianError(
      "invalid-argument",
      `Cannot mount "${path}": the path in the container must be absolute and plain`,
    );
  return { path, sha256, mode };
}
