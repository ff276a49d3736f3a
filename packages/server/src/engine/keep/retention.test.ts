import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openDirectoryBlobs } from "../../blobs/directory/open-blobs.ts";
import { settingsDefaults } from "../../model/settings.ts";
import { openInlineStore } from "../../store/sqlite/open-store.ts";
import { Catalog, put } from "../catalog/catalog.ts";
import type { Clock } from "../clock.ts";
import { attachedRetentionMs, blobRetentionMs, detachedRetentionMs } from "../limits.ts";
import { Retention } from "./retention.ts";

test("step() deletes old results and the blobs that nothing names any more, and keeps the others", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "lydian-retention-"));
  const store = openInlineStore();
  t.after(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  const blobs = await openDirectoryBlobs(folder);
  const startedAtMs = Date.now();
  let nowMs = startedAtMs;
  const clock: Clock = { nowMs: () => nowMs, preciseMs: () => nowMs, after: () => ({ cancel: () => {} }) };
  const catalog = new Catalog(store.records);
  const forgotten: number[] = [];
  const forgetApps = async (beforeMs: number): Promise<void> => void forgotten.push(beforeMs);
  const retention = new Retention({
    store,
    blobs,
    clock,
    catalog,
    forgetApps,
    forgetFiles: () => Promise.resolve(),
  });

  const storeText = async (text: string): Promise<string> =>
    (await blobs.write(Buffer.from(text), { bytesMax: 100 })).sha256;
  const [code, waiting, result, orphan] = await Promise.all(
    ["code", "waiting", "result", "orphan"].map(storeText),
  );
  assert.ok(code && waiting && result && orphan);
  await catalog.write([
    put("definition", "de-1", {
      appId: "ap-1",
      definition: {
        tag: "f",
        kind: "function",
        code: { language: "typescript", bundleBlobId: `bl-${code}` },
        methods: {},
        parameters: [],
        settings: settingsDefaults,
        inputFormats: ["cbor"],
        outputFormats: ["cbor"],
        wire: new Uint8Array(),
      },
    }),
  ]);
  const open = (
    callId: `fc-${string}`,
    invocation: "attached" | "detached",
    blob: string,
  ): Promise<unknown> =>
    store.calls.open(
      { callId, functionId: "fu-1", appId: "ap-1", type: "unary", invocation, createdAtMs: nowMs },
      [{ index: 0, payload: { format: "cbor", blobId: `bl-${blob}` } }],
      { durability: "written" },
    );
  await open("fc-waiting", "detached", waiting);
  for (const [callId, invocation] of [
    ["fc-attached", "attached"],
    ["fc-detached", "detached"],
  ] as const) {
    await open(callId, invocation, result);
    const ended = { status: "success", payload: { format: "cbor", blobId: `bl-${result}` } } as const;
    await store.calls.finish([{ callId, index: 0 }], ended, nowMs);
  }
  const kept = async (): Promise<readonly boolean[]> =>
    Promise.all([code, waiting, result, orphan].map((sha256) => blobs.has(sha256)));

  nowMs = startedAtMs + attachedRetentionMs + 1_000;
  await retention.step();
  assert.equal(await store.calls.read("fc-attached"), undefined);
  assert.notEqual(await store.calls.read("fc-detached"), undefined);
  assert.deepEqual(await kept(), [true, true, true, true], "too young to go");

  nowMs = startedAtMs + blobRetentionMs + 60_000;
  await retention.step();
  assert.equal(await store.calls.read("fc-detached"), undefined);
  assert.notEqual(await store.calls.read("fc-waiting"), undefined);
  assert.deepEqual(await kept(), [true, true, false, false]);
  assert.deepEqual(forgotten.at(-1), nowMs - detachedRetentionMs);
});
