import { randomUUID } from "node:crypto";
import { constants, createReadStream, fstat, open } from "node:fs";
import { access, mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { promisify } from "node:util";
import { LydianError } from "../../model/error.ts";
import type { Blobs, StoredBlob } from "../blobs.ts";
import { fileError, isMissing } from "./file-error.ts";
import { syncFolder, writeFile } from "./write-file.ts";

const shardPattern = /^[0-9a-f]{2}$/;
const openFile = promisify(open);
const statFile = promisify(fstat);

/**
 * Opens or creates a folder of blobs and removes what interrupted writes left in it. One process may
 * have it open. Rejects with a `LydianError` that names the folder where it cannot be used.
 */
export async function openDirectoryBlobs(folder: string): Promise<Blobs> {
  const blobs = new DirectoryBlobs(folder);
  await blobs.prepare();
  return blobs;
}

/**
 * Each blob is a file that is named by its SHA-256, in one of 256 folders named by the first two
 * digits. A file gets its name only when all of it is on disk.
 */
class DirectoryBlobs implements Blobs {
  readonly #folder: string;
  readonly #incoming: string;

  constructor(folder: string) {
    this.#folder = folder;
    // Beside the blobs, so that a rename does not leave the file system.
    this.#incoming = join(folder, "incoming");
  }

  async prepare(): Promise<void> {
    try {
      await mkdir(this.#incoming, { recursive: true, mode: 0o700 });
      await access(this.#folder, constants.R_OK | constants.W_OK | constants.X_OK);
      const leftovers = await readdir(this.#incoming);
      await Promise.all(leftovers.map((name) => rm(join(this.#incoming, name), { recursive: true })));
    } catch (error) {
      throw fileError(`Cannot open blobs in "${this.#folder}"`, error);
    }
  }

  async write(
    content: Readable | Uint8Array,
    options: { readonly expect?: string; readonly bytesMax: number },
  ): Promise<StoredBlob> {
    const { expect, bytesMax } = options;
    const temporary = join(this.#incoming, randomUUID());
    try {
      if (expect !== undefined) requireDigest(expect);
      const stored = await writeFile(temporary, content, bytesMax);
      if (expect !== undefined && stored.sha256 !== expect) {
        throw new LydianError(
          "invalid-argument",
          `Cannot store blob: its content has SHA-256 ${stored.sha256}, expected ${expect}`,
        );
      }
      await this.#publish(temporary, stored);
      return stored;
    } catch (error) {
      // Whoever sends it need not send the rest.
      if (!(content instanceof Uint8Array)) content.destroy();
      await rm(temporary, { force: true });
      throw fileError("Cannot store blob", error);
    }
  }

  async open(sha256: string): Promise<{ readonly size: number; readonly content: Readable } | undefined> {
    try {
      const path = this.#path(sha256);
      // A plain descriptor and not a `FileHandle`, which ends the process if its stream is dropped
      // unread. It stays open when the blob is deleted, so that a stream is never cut.
      const fd = await openFile(path, "r");
      const { size } = await statFile(fd);
      return { size, content: createReadStream(path, { fd }) };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw fileError(`Cannot read blob ${sha256}`, error);
    }
  }

  async read(sha256: string): Promise<Uint8Array | undefined> {
    try {
      return await readFile(this.#path(sha256));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw fileError(`Cannot read blob ${sha256}`, error);
    }
  }

  async has(sha256: string): Promise<boolean> {
    try {
      await access(this.#path(sha256));
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw fileError(`Cannot read blob ${sha256}`, error);
    }
  }

  async delete(sha256: string): Promise<void> {
    try {
      await rm(this.#path(sha256), { force: true });
    } catch (error) {
      throw fileError(`Cannot delete blob ${sha256}`, error);
    }
  }

  async listOlder(thanMs: number, limit: number): Promise<readonly string[]> {
    const found: string[] = [];
    try {
      for (const shard of await readdir(this.#folder)) {
        if (!shardPattern.test(shard)) continue;
        for (const name of await readdir(join(this.#folder, shard))) {
          if (found.length >= limit) return found;
          const { mtimeMs } = await stat(join(this.#folder, shard, name));
          if (mtimeMs < thanMs) found.push(name);
        }
      }
      return found;
    } catch (error) {
      throw fileError(`Cannot list blobs in "${this.#folder}"`, error);
    }
  }

  /** Gives a complete file its name. Two writers of the same bytes replace equals by equals. */
  async #publish(temporary: string, { sha256 }: StoredBlob): Promise<void> {
    const shard = this.#shard(sha256);
    if ((await mkdir(shard, { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(this.#folder);
    await rename(temporary, this.#path(sha256));
    await syncFolder(shard);
  }

  #shard(sha256: string): string {
    return join(this.#folder, sha256.slice(0, 2));
  }

  #path(sha256: string): string {
    requireDigest(sha256);
    return join(this.#shard(sha256), sha256);
  }
}

/** Digests become paths: nothing else may. */
function requireDigest(sha256: string): void {
  if (/^[0-9a-f]{64}$/.test(sha256)) return;
  throw new LydianError("invalid-argument", `Cannot find blob "${sha256}": expected a SHA-256 in hex`);
}
