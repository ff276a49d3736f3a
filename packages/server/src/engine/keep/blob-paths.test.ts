import assert from "node:assert/strict";
import { buffer } from "node:stream/consumers";
import { Readable } from "node:stream";
import { test } from "node:test";
import { LydianError } from "../../model/error.ts";
import { memoryBlobs } from "../../sim/memory-blobs.ts";
import type { Clock } from "../clock.ts";
import { createBlobPaths } from "./blob-paths.ts";

const hello = Buffer.from("hello");
const sha256 = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

function isRefused(error: unknown): boolean {
  return error instanceof LydianError && error.kind === "permission-denied";
}

test("blob paths let in what they were made for, for an hour, and nothing else", async () => {
  let nowMs = 1_000;
  const clock: Clock = { nowMs: () => nowMs, preciseMs: () => nowMs, after: () => ({ cancel: () => {} }) };
  const blobs = memoryBlobs();
  const paths = createBlobPaths(blobs, clock, new Uint8Array(32), 100);
  const { blobId, uploadPath } = paths.create({ sha256, size: hello.length });
  assert.equal(blobId, `bl-${sha256}`);
  await assert.rejects(paths.serve(uploadPath), isRefused, "a path for PUT does not serve");
  await paths.receive(uploadPath, Readable.from([hello]));
  const { downloadPath } = await paths.get(blobId);
  assert.deepEqual(await buffer((await paths.serve(downloadPath)).content), hello);
  const forged = [
    downloadPath.replace("op=get", "op=put"),
    uploadPath.replace("size=5", "size=99"),
    uploadPath.replace(sha256, "0".repeat(64)),
    uploadPath.replace(/sig=../, "sig=00"),
    "/blobs/../master.key",
    downloadPath,
  ];
  for (const path of forged)
    await assert.rejects(paths.receive(path, Readable.from([hello])), isRefused, path);
  const other = createBlobPaths(blobs, clock, new Uint8Array(32).fill(1), 100);
  await assert.rejects(other.serve(downloadPath), isRefused, "another server's key");
  nowMs += 3_600_001;
  await assert.rejects(paths.serve(downloadPath), isRefused, "an hour later");
});

test("blob paths refuse what is too large, what has no digest, and what is not there", async () => {
  const clock: Clock = { nowMs: () => 0, preciseMs: () => 0, after: () => ({ cancel: () => {} }) };
  const paths = createBlobPaths(memoryBlobs(), clock, new Uint8Array(32), 100);
  assert.throws(() => paths.create({ sha256, size: 101 }), /limit is 100/);
  assert.throws(() => paths.create({ sha256: "", size: 1 }), /known by its SHA-256/);
  await assert.rejects(paths.get(`bl-${sha256}`), /does not exist/);
});
