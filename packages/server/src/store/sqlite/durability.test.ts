import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test, type TestContext } from "node:test";
import type { LydianError } from "../../model/error.ts";
import {
  containerA,
  finished,
  newCall,
  newInput,
  newMap,
  readPage,
  succeeded,
  values,
  written,
} from "../contract/fixture.contract.ts";
import { openSqliteStore } from "./open-store.ts";

async function temporaryFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "lydian-store-"));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}

/** Opens and completes calls as fast as it can and says which of them were acknowledged. */
function writerProgram(path: string): string {
  return `
    import { writeSync } from "node:fs";
    import { openSqliteStore } from ${JSON.stringify(import.meta.resolve("./open-store.ts"))};
    const store = await openSqliteStore({ path: ${JSON.stringify(path)} });
    const payload = { format: "cbor", data: new Uint8Array(300).fill(7) };
    /** A pipe that is full for now refuses; what is said must be said at once. */
    function say(line) {
      for (let isSaid = false; !isSaid; ) {
        try {
          writeSync(1, line);
          isSaid = true;
        } catch (error) {
          if (error.code !== "EAGAIN") throw error;
        }
      }
    }
    async function loop(worker) {
      for (let i = 0; ; i += 1) {
        const callId = "fc-" + worker + "x" + i;
        const durability = worker % 2 === 0 ? "written" : "synced";
        const call = { callId, functionId: "fu-a", appId: "ap-a", type: "unary", invocation: "attached", createdAtMs: i };
        await store.calls.open(call, [{ index: 0, payload }], { durability, claimFor: ["ta-a"] });
        say("opened " + callId + "\\n");
        const attempt = { callId, index: 0, attempt: 1 };
        const result = { status: "success", payload };
        await store.calls.complete("ta-a", [{ kind: "finish", attempt, result, finishedAtMs: i }], durability);
        say("completed " + callId + "\\n");
      }
    }
    await Promise.all(Array.from({ length: 16 }, (_, worker) => loop(worker)));
  `;
}

test("a killed process loses nothing that it acknowledged (S4)", { timeout: 60_000 }, async (t) => {
  const path = join(await temporaryFolder(t), "store.db");
  for (const untilLines of [50, 3000]) {
    const child = spawn(process.execPath, ["--input-type=module", "-e", writerProgram(path)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    t.after(() => child.kill("SIGKILL"));
    const acknowledged: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      acknowledged.push(line);
      if (acknowledged.length === untilLines) child.kill("SIGKILL");
    }
    if (child.signalCode === null) await once(child, "exit");
    assert.equal(child.signalCode, "SIGKILL");
    assert(acknowledged.length >= untilLines);

    const store = await openSqliteStore({ path });
    t.after(() => store.close());
    for (const line of acknowledged) {
      const [verb, callId] = line.split(" ");
      // The program above prints nothing else.
      const status = await store.calls.read(callId as `fc-${string}`);
      assert.notEqual(status, undefined, line);
      if (verb === "completed") assert.equal(status?.unfinished, 0, line);
    }
    await store.calls.cancel({ functionId: "fu-a" }, { status: "terminated" }, 1);
    await store.calls.expire({
      attachedBeforeMs: 1e15,
      detachedBeforeMs: 0,
      abandonedBeforeMs: 0,
      limit: 1_000_000,
    });
    await store.close();
  }
});

test("a full disk rejects operations, keeps what was acknowledged, and is survived (S5)", async (t) => {
  const folder = await temporaryFolder(t);
  const disk = join(folder, "disk");
  await mkdir(disk);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=4m", "tmpfs", disk], { stdio: "ignore" });
  } catch {
    t.skip("a small file system cannot be mounted here");
    return;
  }
  const ballast = join(disk, "ballast");
  try {
    await writeFile(ballast, new Uint8Array(2 * 1024 * 1024));
    const store = await openSqliteStore({ path: join(disk, "store.db") });
    t.after(() => store.close());
    await store.calls.open(newMap("fc-1"), [], written);
    const accepted: number[] = [];
    const payload = { format: "cbor", data: new Uint8Array(100_000) } as const;
    const fill = async (): Promise<void> => {
      for (let index = 0; index < 100; index += 1) {
        await store.calls.append("fc-1", [{ index, payload }], { ...written, claimFor: [containerA] });
        accepted.push(index);
      }
    };
    await assert.rejects(fill(), (error: LydianError) => {
      assert.equal(error.kind, "resource-exhausted");
      assert.match(error.message, /^Cannot commit to store ".*": the disk is full; free some space/);
      return true;
    });
    assert(accepted.length > 0);
    const count = { queued: 0, delayed: 0, claimed: accepted.length };
    assert.deepEqual(await store.calls.count("fu-a"), count, "reading goes on");
    assert.equal((await store.calls.read("fc-1"))?.inputs, accepted.length);

    await rm(ballast);
    await store.calls.open(newCall("fc-2"), [newInput(0)], { ...written, claimFor: [containerA] });
    const completion = finished({ callId: "fc-2", index: 0, attempt: 1 }, succeeded("there is space"));
    await store.calls.complete(containerA, [completion], "synced");
    await store.close();
    const reopened = await openSqliteStore({ path: join(disk, "store.db") });
    t.after(() => reopened.close());
    assert.equal((await reopened.calls.read("fc-1"))?.inputs, accepted.length);
    assert.deepEqual(values((await readPage(reopened, "fc-2")).outputs), ["there is space"]);
    await reopened.close();
  } finally {
    // When the test fails, the store is still open.
    execFileSync("umount", ["--lazy", disk]);
  }
});
