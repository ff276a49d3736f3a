import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { LydianError } from "./model/error.ts";
import { claimSocket, openStateDirectory } from "./state-directory.ts";

function temporary(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "lydian-state-"));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

function refusal(text: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof LydianError && text.test(error.message);
}

test("openStateDirectory() makes what is missing, for its owner alone, and keeps the key", async (t) => {
  const path = join(temporary(t), "a", "b");
  const first = await openStateDirectory(path);
  assert.equal(statSync(path).mode & 0o777, 0o700);
  assert.equal(statSync(join(path, "master.key")).mode & 0o777, 0o600);
  const second = await openStateDirectory(path);
  assert.deepEqual(second.masterKey, first.masterKey);
});

test("openStateDirectory() leaves the socket of a server that runs, claimSocket() takes its place", async (t) => {
  const path = temporary(t);
  const first = await claimSocket(await openStateDirectory(path));
  writeFileSync(first.path, "");
  const second = await openStateDirectory(path);
  assert.ok(existsSync(first.path));
  await claimSocket(second);
  assert.ok(!existsSync(first.path));
});

test("claimSocket() finds a short path where the directory's own is too long, and takes it away", async (t) => {
  const socket = await claimSocket(await openStateDirectory(join(temporary(t), "x".repeat(100))));
  assert.ok(Buffer.byteLength(socket.path) <= 100);
  await socket.remove();
  assert.ok(!existsSync(join(socket.path, "..")));
});

test("openStateDirectory() refuses what cannot be one, and names it", async (t) => {
  const folder = temporary(t);
  writeFileSync(join(folder, "file"), "");
  await assert.rejects(
    openStateDirectory(join(folder, "file")),
    refusal(/Cannot use state directory ".*file"/),
  );
  if (process.platform === "linux")
    await assert.rejects(
      openStateDirectory("/proc/nope"),
      refusal(/Cannot use state directory "\/proc\/nope"/),
    );
  writeFileSync(join(folder, "master.key"), "short");
  await assert.rejects(openStateDirectory(folder), refusal(/master key .* has 5 bytes instead of 32/));
});
