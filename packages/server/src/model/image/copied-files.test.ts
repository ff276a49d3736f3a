import assert from "node:assert/strict";
import { test } from "node:test";
import type { MountedFile } from "../mount.ts";
import { absolutePath } from "./absolute-path.ts";
import { copiedFiles } from "./copied-files.ts";

const context: readonly MountedFile[] = ["/a.txt", "/b.txt", "/dir/c.py", "/dir/deep/d.py", "/dirty"].map(
  (path) => ({ path, sha256: path, mode: 0o644, size: 1 }),
);

function copied(sources: readonly string[], target: string, isDirectory = false): Record<string, string> {
  const files = copiedFiles(context, sources, { path: target, isDirectory });
  return Object.fromEntries(files.map(({ path, sha256 }) => [sha256, path]));
}

test("copiedFiles() names a file as the target, or puts it into a directory", () => {
  assert.deepEqual(copied(["a.txt"], "/x/y"), { "/a.txt": "/x/y" });
  assert.deepEqual(copied(["/a.txt"], "/x", true), { "/a.txt": "/x/a.txt" });
  assert.deepEqual(copied(["a.txt", "b.txt"], "/x"), { "/a.txt": "/x/a.txt", "/b.txt": "/x/b.txt" });
});

test("copiedFiles() puts the content of a directory into the target", () => {
  const expected = { "/dir/c.py": "/x/c.py", "/dir/deep/d.py": "/x/deep/d.py" };
  for (const source of ["dir", "./dir", "/dir/", "/dir/."])
    assert.deepEqual(copied([source], "/x"), expected);
  assert.deepEqual(copied(["."], "/"), Object.fromEntries(context.map(({ path }) => [path, path])));
});

test("copiedFiles() matches wildcards within one name", () => {
  assert.deepEqual(copied(["*.txt"], "/x"), { "/a.txt": "/x/a.txt", "/b.txt": "/x/b.txt" });
  assert.deepEqual(copied(["dir/?.py"], "/x"), { "/dir/c.py": "/x/c.py" });
  assert.deepEqual(copied(["*"], "/x"), {
    "/a.txt": "/x/a.txt",
    "/b.txt": "/x/b.txt",
    "/dir/c.py": "/x/c.py",
    "/dir/deep/d.py": "/x/deep/d.py",
    "/dirty": "/x/dirty",
  });
  assert.deepEqual(copied(["d*y"], "/x"), { "/dirty": "/x/dirty" });
  assert.deepEqual(copied(["*i*/*.p?"], "/x"), { "/dir/c.py": "/x/c.py" });
  for (const none of ["*.py", "a.txt?", "?", "a*b", "a.tx"])
    assert.throws(() => copied([none], "/x"), /Cannot copy/);
});

test("copiedFiles() matches what is made to be matched for ever", () => {
  const files = [{ path: `/${"a".repeat(4_000)}`, sha256: "", mode: 0o644, size: 1 }];
  const sources = [`${"*a".repeat(2_000)}b`];
  assert.throws(() => copiedFiles(files, sources, { path: "/x", isDirectory: false }), /Cannot copy/);
});

test("copiedFiles() names what is missing, and what there is", () => {
  assert.throws(
    () => copied(["nope"], "/x"),
    /Cannot copy "nope": the build was given no such file; it has \/a\.txt, .*/,
  );
});

test("copiedFiles() cannot lead out of the root", () => {
  assert.deepEqual(copied(["../../a.txt"], "/x"), { "/a.txt": "/x" });
});

test("absolutePath() normalizes, and never leaves the root", () => {
  const cases = [
    ["/a/./b//c/", "/a/b/c"],
    ["/a/../../b", "/b"],
    ["/", "/"],
    ["..", "/"],
  ] as const;
  for (const [path, expected] of cases) assert.equal(absolutePath(path), expected);
  assert.equal(absolutePath("c", "/a/b"), "/a/b/c");
  assert.equal(absolutePath("/c", "/a/b"), "/c");
});
