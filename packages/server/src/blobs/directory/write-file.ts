import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { LydianError } from "../../model/error.ts";
import type { StoredBlob } from "../blobs.ts";

/** Writes content to a new file, syncs it, and tells its digests. What is left after a failure is the caller's to remove. */
export async function writeFile(
  path: string,
  content: Readable | Uint8Array,
  bytesMax: number,
): Promise<StoredBlob> {
  const sha256 = createHash("sha256");
  const md5 = createHash("md5");
  let size = 0;
  await using file = await open(path, "wx", 0o600);
  for await (const chunk of content instanceof Uint8Array ? [content] : content) {
    const bytes = requireBytes(chunk);
    size += bytes.byteLength;
    if (size > bytesMax) {
      throw new LydianError("resource-exhausted", `Cannot store blob: it has more than ${bytesMax} bytes`);
    }
    sha256.update(bytes);
    md5.update(bytes);
    await writeAll(file, bytes);
  }
  await file.sync();
  return { sha256: sha256.digest("hex"), md5: md5.digest("hex"), size };
}

/** Makes the names in a folder as durable as the files that they name. */
export async function syncFolder(path: string): Promise<void> {
  // Windows cannot open folders, and keeps their entries in its journal.
  if (process.platform === "win32") return;
  await using folder = await open(path, "r");
  await folder.sync();
}

async function writeAll(
  file: { write(bytes: Uint8Array, offset: number): Promise<{ bytesWritten: number }> },
  bytes: Uint8Array,
): Promise<void> {
  // A disk that is almost full takes a part and tells about the rest only when it is asked again.
  for (let offset = 0; offset < bytes.byteLength;) {
    offset += (await file.write(bytes, offset)).bytesWritten;
  }
}

function requireBytes(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk;
  throw new TypeError("Cannot store blob: its stream gives something other than bytes");
}
