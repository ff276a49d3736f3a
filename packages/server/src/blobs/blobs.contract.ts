import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { describe, test, type TestContext } from "node:test";
import type { Blobs } from "./blobs.ts";

/** A new empty store of blobs that is discarded when the test ends. */
export type OpenBlobsUnderTest = (t: TestContext) => Promise<Blobs>;

const bytesMax = 1024;
const hello = new Uint8Array(Buffer.from("hello"));
const helloDigests = { sha256: hash("sha256", hello), md5: hash("md5", hello), size: 5 };

/** What every adapter of `Blobs` must do and must never do, as its port's docstrings say. */
export function blobsContract(name: string, open: OpenBlobsUnderTest): void {
  describe(`Blobs in ${name}`, () => {
    test("write() stores bytes under their digests, and all readers give them back", async (t) => {
      const blobs = await open(t);
      assert.equal(await blobs.has(helloDigests.sha256), false);
      assert.deepEqual(await blobs.write(hello, { bytesMax }), helloDigests);
      assert.equal(await blobs.has(helloDigests.sha256), true);
      assert.deepEqual(new Uint8Array((await blobs.read(helloDigests.sha256)) ?? []), hello);
      const opened = await blobs.open(helloDigests.sha256);
      assert.equal(opened?.size, 5);
      assert.deepEqual(new Uint8Array(await buffer(opened.content)), hello);
    });

    test("listOlder() names what was not stored since, and not what was stored again", async (t) => {
      const blobs = await open(t);
      await blobs.write(hello, { bytesMax });
      assert.deepEqual(await blobs.listOlder(Date.now() - 60_000, 10), []);
      assert.deepEqual(await blobs.listOlder(Date.now() + 60_000, 10), [helloDigests.sha256]);
      assert.deepEqual(await blobs.listOlder(Date.now() + 60_000, 0), []);
    });

    test("write() stores a stream of many chunks, and no bytes at all", async (t) => {
      const blobs = await open(t);
      const chunks = Array.from({ length: 100 }, (_, i) => new Uint8Array(70_001).fill(i));
      const all = new Uint8Array(Buffer.concat(chunks));
      const stored = await blobs.write(Readable.from(chunks), { bytesMax: all.byteLength });
      assert.deepEqual(stored, { sha256: hash("sha256", all), md5: hash("md5", all), size: all.byteLength });
      assert.deepEqual(new Uint8Array((await blobs.read(stored.sha256)) ?? []), all);
      const empty = await blobs.write(Readable.from([]), { bytesMax: 0 });
      const opened = await blobs.open(empty.sha256);
      assert.equal(opened?.size, 0);
      opened.content.destroy();
      assert.equal((await blobs.read(empty.sha256))?.byteLength, 0);
    });

    test("write() of the same bytes, also at once, stores them once", async (t) => {
      const blobs = await open(t);
      const stored = await Promise.all([1, 2, 3, 4].map(() => blobs.write(hello, { bytesMax })));
      assert.deepEqual(
        stored,
        Array.from({ length: 4 }, () => helloDigests),
      );
      await blobs.delete(helloDigests.sha256);
      assert.equal(await blobs.has(helloDigests.sha256), false);
    });

    test("write() refuses content of another digest and leaves nothing", async (t) => {
      const blobs = await open(t);
      const expect = hash("sha256", new Uint8Array(1));
      const content = Readable.from([hello]);
      await assert.rejects(blobs.write(content, { bytesMax, expect }), { kind: "invalid-argument" });
      assert(content.destroyed);
      assert.equal(await blobs.has(expect), false);
      assert.equal(await blobs.has(helloDigests.sha256), false);
      const stored = await blobs.write(hello, { bytesMax, expect: helloDigests.sha256 });
      assert.deepEqual(stored, helloDigests);
    });

    test("write() refuses more than bytesMax, without reading all of it", async (t) => {
      const blobs = await open(t);
      let given = 0;
      const endless = Readable.from(
        (function* () {
          for (;;) {
            given += 512;
            yield new Uint8Array(512);
          }
        })(),
      );
      await assert.rejects(blobs.write(endless, { bytesMax }), { kind: "resource-exhausted" });
      assert(endless.destroyed);
      assert(given < 100 * bytesMax);
      await assert.rejects(blobs.write(hello, { bytesMax: 4 }), { kind: "resource-exhausted" });
      assert.equal(await blobs.has(helloDigests.sha256), false);
    });

    test("write() of a stream that breaks rejects with its error and leaves nothing", async (t) => {
      const blobs = await open(t);
      const broken = new Error("the client hung up");
      const content = Readable.from(
        (function* () {
          yield hello;
          throw broken;
        })(),
      );
      await assert.rejects(blobs.write(content, { bytesMax }), broken);
      assert.equal(await blobs.has(helloDigests.sha256), false);
    });

    test("what is not there is undefined, and may be deleted", async (t) => {
      const blobs = await open(t);
      assert.equal(await blobs.open(helloDigests.sha256), undefined);
      assert.equal(await blobs.read(helloDigests.sha256), undefined);
      await blobs.delete(helloDigests.sha256);
    });

    test("a stream that is open survives delete()", async (t) => {
      const blobs = await open(t);
      await blobs.write(hello, { bytesMax });
      const opened = await blobs.open(helloDigests.sha256);
      assert(opened !== undefined);
      await blobs.delete(helloDigests.sha256);
      assert.deepEqual(new Uint8Array(await buffer(opened.content)), hello);
    });

    test("a name that is no digest is refused by every method", async (t) => {
      const blobs = await open(t);
      for (const name of [
        "",
        "..",
        "../../etc/passwd",
        helloDigests.sha256.toUpperCase(),
        `${helloDigests.sha256}/x`,
      ]) {
        const refusal = { kind: "invalid-argument" };
        await assert.rejects(blobs.open(name), refusal);
        await assert.rejects(blobs.read(name), refusal);
        await assert.rejects(blobs.has(name), refusal);
        await assert.rejects(blobs.delete(name), refusal);
        await assert.rejects(blobs.write(hello, { bytesMax, expect: name }), refusal);
      }
    });
  });
}

function hash(algorithm: string, bytes: Uint8Array): string {
  return createHash(algorithm).update(bytes).digest("hex");
}
