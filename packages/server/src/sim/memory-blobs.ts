import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { LydianError } from "../model/error.ts";
import type { Blobs } from "../blobs/blobs.ts";

/** Blobs without a disk, so that simulated time does not wait for a real one. */
export function memoryBlobs(): Blobs {
  const kept = new Map<string, Uint8Array>();
  return {
    async write(content, { expect }) {
      const bytes = content instanceof Uint8Array ? content : new Uint8Array(await buffer(content));
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      if (expect !== undefined && expect !== sha256)
        throw new LydianError("invalid-argument", `Cannot store blob: its content is not ${expect}`);
      kept.set(sha256, bytes);
      return { sha256, md5: createHash("md5").update(bytes).digest("hex"), size: bytes.length };
    },
    open: (sha256) => {
      const bytes = kept.get(sha256);
      return Promise.resolve(bytes && { size: bytes.length, content: Readable.from([bytes]) });
    },
    read: (sha256) => Promise.resolve(kept.get(sha256)),
    has: (sha256) => Promise.resolve(kept.has(sha256)),
    listOlder: () => Promise.resolve([]),
    delete: (sha256) => {
      kept.delete(sha256);
      return Promise.resolve();
    },
  };
}
