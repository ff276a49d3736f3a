import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { blobsContract } from "../blobs.contract.ts";
import { openDirectoryBlobs } from "./open-blobs.ts";

async function temporaryFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "lydian-blobs-"));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}

blobsContract("a directory", async (t) => openDirectoryBlobs(await temporaryFolder(t)));

test("openDirectoryBlobs() removes what interrupted writes left, and keeps blobs", async (t) => {
  const folder = await temporaryFolder(t);
  const blobs = await openDirectoryBlobs(folder);
  const { sha256 } = await blobs.write(new Uint8Array(10), { bytesMax: 10 });
  await writeFile(join(folder, "incoming", "half"), "ha");
  const reopened = await openDirectoryBlobs(folder);
  assert.deepEqual(await readdir(join(folder, "incoming")), []);
  assert.equal((await reopened.read(sha256))?.byteLength, 10);
});

test("a write that is refused leaves no file", async (t) => {
  const folder = await temporaryFolder(t);
  const blobs = await openDirectoryBlobs(folder);
  await assert.rejects(blobs.write(new Uint8Array(10), { bytesMax: 9 }));
  assert.deepEqual(await readdir(join(folder, "incoming")), []);
});

test("openDirectoryBlobs() names a folder that it cannot use", async (t) => {
  const folder = await temporaryFolder(t);
  const path = join(folder, "file");
  await writeFile(path, "not a folder");
  await assert.rejects(openDirectoryBlobs(path), (error: Error) => {
    assert.match(error.message, /^Cannot open blobs in ".*file": .*not a folder/);
    return true;
  });
});

test("a disk that fills up refuses the blob, leaves nothing of it, and goes on when there is space", async (t) => {
  const folder = await temporaryFolder(t);
  const disk = join(folder, "disk");
  await mkdir(disk);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], { stdio: "ignore" });
  } catch {
    t.skip("a small file system cannot be mounted here");
    return;
  }
  try {
    const blobs = await openDirectoryBlobs(disk);
    const tooLarge = new Uint8Array(2 * 1024 * 1024);
    const bytesMax = tooLarge.byteLength;
    await assert.rejects(blobs.write(tooLarge, { bytesMax }), { kind: "resource-exhausted" });
    assert.deepEqual(await readdir(join(disk, "incoming")), []);
    assert.equal((await blobs.write(new Uint8Array(500_000), { bytesMax })).size, 500_000);
  } finally {
    execFileSync("umount", [disk]);
  }
});
