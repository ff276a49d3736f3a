/** Blobs for clients: paths that carry their own permission, so that plain HTTP without headers will do. */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Blobs } from "../../blobs/blobs.ts";
import { LydianError } from "../../model/error.ts";
import type { BlobId } from "../../model/ids.ts";
import type { Clock } from "../clock.ts";
import type { BlobVerbs } from "../engine.ts";

const permissionMs = 3_600_000;
const pathPattern = /^\/blobs\/([0-9a-f]{64})\?op=(put|get)&size=(\d+)&until=(\d+)&sig=([0-9a-f]{64})$/;

interface Permission {
  readonly sha256: string;
  readonly operation: "put" | "get";
  readonly size: number;
}

/** `bytesMax` bounds one blob. `key` signs the paths; they survive a restart if it does. */
export function createBlobPaths(blobs: Blobs, clock: Clock, key: Uint8Array, bytesMax: number): BlobVerbs {
  function sign(text: string): Buffer {
    return createHmac("sha256", key).update(`blob-path:${text}`).digest();
  }

  function pathOf({ sha256, operation, size }: Permission): string {
    const signed = `/blobs/${sha256}?op=${operation}&size=${size}&until=${clock.nowMs() + permissionMs}`;
    return `${signed}&sig=${sign(signed).toString("hex")}`;
  }

  function check(path: string, operation: Permission["operation"]): Permission {
    const match = pathPattern.exec(path);
    const [, sha256, given, size, until, signature] = match ?? [];
    const isRight =
      sha256 !== undefined &&
      given === operation &&
      timingSafeEqual(sign(path.slice(0, path.indexOf("&sig="))), Buffer.from(signature ?? "", "hex")) &&
      Number(until) >= clock.nowMs();
    if (!isRight)
      throw new LydianError(
        "permission-denied",
        "The blob's path is not signed by this server, or has expired",
      );
    return { sha256, operation, size: Number(size) };
  }

  return {
    create({ sha256, size }) {
      if (!/^[0-9a-f]{64}$/.test(sha256))
        throw new LydianError("invalid-argument", "A blob is known by its SHA-256, which was not given");
      if (size > bytesMax)
        throw new LydianError(
          "resource-exhausted",
          `Cannot store a blob of ${size} bytes: the limit is ${bytesMax}`,
        );
      return { blobId: `bl-${sha256}`, uploadPath: pathOf({ sha256, operation: "put", size }) };
    },
    async get(blobId) {
      const sha256 = blobId.slice("bl-".length);
      if (!isBlobId(blobId) || !(await blobs.has(sha256)))
        throw new LydianError("not-found", `Blob "${blobId}" does not exist`);
      return { downloadPath: pathOf({ sha256, operation: "get", size: 0 }) };
    },
    async receive(uploadPath, content) {
      const { sha256, size } = check(uploadPath, "put");
      return blobs.write(content, { expect: sha256, bytesMax: size });
    },
    async serve(downloadPath) {
      const { sha256 } = check(downloadPath, "get");
      const blob = await blobs.open(sha256);
      if (blob === undefined) throw new LydianError("not-found", "The blob does not exist any more");
      return blob;
    },
  };
}

function isBlobId(text: string): text is BlobId {
  return /^bl-[0-9a-f]{64}$/.test(text);
}
