import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, test } from "node:test";
import type { Caller } from "../../model/caller.ts";
import { LydianError } from "../../model/error.ts";
import { client, TestWorld } from "../engine.test.world.ts";
import { mountedFilesMax } from "../limits.ts";
import type { NewMountedFile } from "./mount-verbs.ts";

const content = new Uint8Array(Buffer.from("content"));
const sha256 = createHash("sha256").update(content).digest("hex");

async function start() {
  const { engine } = new TestWorld();
  await engine.mounts.store(client, sha256, content);
  return engine.mounts;
}

const fileAt = (path: string, mode = 0o644): NewMountedFile => ({ path, sha256, mode });

describe("files of mounts", () => {
  test("store() says what is there, and takes content for what it is alone", async () => {
    const { mounts } = new TestWorld().engine;
    assert.equal(await mounts.store(client, sha256, "probe"), false);
    assert.deepEqual(await mounts.missing([sha256]), [sha256]);
    const other = new Uint8Array(Buffer.from("other"));
    await assert.rejects(mounts.store(client, sha256, other), LydianError);
    await assert.rejects(mounts.store(client, sha256, "uploaded"), /its content was not uploaded/);
    assert.equal(await mounts.store(client, sha256, content), true);
    assert.equal(await mounts.store(client, sha256, "probe"), true);
    assert.deepEqual(await mounts.missing([sha256]), []);
  });

  for (const hash of ["", "../../x", sha256.toUpperCase(), `${sha256}0`]) {
    test(`"${hash}" names no content`, async () => {
      const mounts = await start();
      await assert.rejects(mounts.store(client, hash, content), /is not a SHA-256 in hex/);
      await assert.rejects(mounts.missing([hash]), /is not a SHA-256 in hex/);
      await assert.rejects(
        mounts.create(client, [{ ...fileAt("/f"), sha256: hash }]),
        /is not a SHA-256 in hex/,
      );
    });
  }

  for (const path of ["", "f", "../f", "/../etc/f", "/a/../f", "/a/./f", "//f", "/f/", "/", "/f\0g"]) {
    test(`create() refuses ${JSON.stringify(path)} for a path`, async () => {
      const mounts = await start();
      await assert.rejects(
        mounts.create(client, [fileAt(path)]),
        /the path in the container must be absolute and plain/,
      );
    });
  }

  test("create() refuses what was not uploaded, what is too much, and who is no client", async () => {
    const mounts = await start();
    const absent = { ...fileAt("/f"), sha256: "0".repeat(64) };
    await assert.rejects(mounts.create(client, [absent]), /"\/f" was not uploaded/);
    const many = Array.from({ length: mountedFilesMax + 1 }, (_, i) => fileAt(`/f${i}`));
    await assert.rejects(mounts.create(client, many), /leave files out with ignore=/);
    const container: Caller = {
      kind: "container",
      containerId: "ta-1",
      appId: "ap-1",
      environmentName: "main",
    };
    await assert.rejects(mounts.create(container, [fileAt("/f")]), /A container may not create a mount/);
  });
});

describe("mounts by their content", () => {
  test("the same files are the same mount in whatever order, and others another", async () => {
    const mounts = await start();
    const idOf = async (...files: readonly NewMountedFile[]) => (await mounts.create(client, files)).mountId;
    const id = await idOf(fileAt("/a"), fileAt("/b"));
    assert.equal(await idOf(fileAt("/b"), fileAt("/a")), id);
    assert.notEqual(await idOf(fileAt("/b"), fileAt("/c")), id);
    assert.notEqual(await idOf(fileAt("/b"), fileAt("/a", 0o755)), id);
  });

  test("of files at the same path, that of the later mount is there", async () => {
    const mounts = await start();
    const [first, second] = [
      await mounts.create(client, [fileAt("/a"), fileAt("/b")]),
      await mounts.create(client, [fileAt("/b", 0o755)]),
    ];
    const files = await mounts.filesOf([first.mountId, second.mountId]);
    assert.deepEqual(
      files.map(({ path, mode, size }) => [path, mode, size]),
      [
        ["/a", 0o644, content.length],
        ["/b", 0o755, content.length],
      ],
    );
  });

  test("named() knows the client and Python, by the names that clients have for them", async () => {
    const mounts = await start();
    const own = await mounts.named("modal-client-mount-1.6.4");
    assert.ok(own.kind === "client");
    assert.equal(own.version, "1.6.4");
    const python = await mounts.named("python-build-standalone.20250612.3.12.11-gnu");
    assert.ok(python.kind === "python");
    assert.equal(python.pythonVersion, "3.12");
    assert.deepEqual(await mounts.filesOf([own.mountId, python.mountId]), []);
    await assert.rejects(mounts.named("mine"), /Mount "mine" does not exist/);
  });
});
