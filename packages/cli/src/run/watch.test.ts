import assert from "node:assert/strict";
import { mkdtemp, rename, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { nextChange } from "./watch.ts";

let directory: string;
before(async () => {
  directory = await mkdtemp(join(tmpdir(), "lydian-watch-"));
});
after(async () => {
  await rm(directory, { recursive: true });
});

/** A file whose last change was long ago. */
async function oldFile(name: string): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, "old");
  await utimes(path, 1, 1);
  return path;
}

test("nextChange() sees a file that an editor replaces", async () => {
  const path = await oldFile("replaced.ts");
  const change = nextChange([path], Date.now(), AbortSignal.timeout(10_000));
  await writeFile(`${path}.new`, "new");
  await rename(`${path}.new`, path);
  assert.equal(await change, path);
});

test("nextChange() sees what changed before it was asked", async () => {
  const path = await oldFile("earlier.ts");
  const other = await oldFile("other.ts");
  const sinceMs = Date.now() - 60_000;
  await writeFile(path, "new");
  assert.equal(await nextChange([other, path], sinceMs, AbortSignal.timeout(10_000)), path);
});

test("nextChange() rejects when its signal fires", async () => {
  const path = await oldFile("waiting.ts");
  const controller = new AbortController();
  const change = nextChange([path], Date.now(), controller.signal);
  controller.abort(new Error("enough"));
  await assert.rejects(change, /enough/);
});
