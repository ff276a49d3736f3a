import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test, type TestContext } from "node:test";
import { promisify } from "node:util";
import {
  claimOne,
  containerA,
  containerB,
  finished,
  newCall,
  newInput,
  newInputs,
  newMap,
  readPage,
  succeeded,
  values,
  written,
} from "../contract/fixture.contract.ts";
import type { Store } from "../store.ts";
import { initial } from "./core/migrations/0001-initial.ts";
import { openInlineStore, openSqliteStore, type SqliteStoreOptions } from "./open-store.ts";

/** A store that is closed also when the test fails: its thread would keep this process alive. */
async function open(t: TestContext, options: SqliteStoreOptions): Promise<Store> {
  const store = await openSqliteStore(options);
  t.after(() => store.close());
  return store;
}

async function temporaryPath(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "lydian-store-"));
  t.after(() => rm(folder, { recursive: true }));
  return join(folder, "state", "store.db");
}

async function refuses(path: string, expected: RegExp): Promise<void> {
  const check = (error: Error): boolean => {
    assert.equal(error.name, "LydianError");
    assert(error.message.startsWith(`Cannot open store "${path}": `), error.message);
    assert.match(error.message, expected);
    return true;
  };
  await assert.rejects(openSqliteStore({ path }), check);
  assert.throws(() => openInlineStore({ path }), check);
}

test("openSqliteStore() refuses a store that is open, in this process or another", async (t) => {
  const path = await temporaryPath(t);
  const store = await open(t, { path });
  await refuses(path, /another process has it open/);
  const program = `import { openSqliteStore } from ${JSON.stringify(import.meta.resolve("./open-store.ts"))};
    await openSqliteStore({ path: ${JSON.stringify(path)} }).catch((error) => console.log(error.message));`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program]);
  assert.match(stdout, /another process has it open/);
  assert.equal(await store.calls.releaseAll(), 0, "the first is not disturbed");
  await store.close();
  await (await openSqliteStore({ path })).close();
});

test("openSqliteStore() refuses a newer schema and names both versions", async (t) => {
  const path = await temporaryPath(t);
  await (await openSqliteStore({ path })).close();
  const database = new DatabaseSync(path);
  database.exec("PRAGMA user_version = 99");
  database.close();
  await refuses(path, /version 99, this program knows versions up to \d+; start the newer program/);
});

test("openSqliteStore() refuses a database of another program and leaves it alone", async (t) => {
  const path = await temporaryPath(t);
  await (await openSqliteStore({ path })).close();
  const foreign = join(path, "..", "foreign.db");
  const database = new DatabaseSync(foreign);
  database.exec("CREATE TABLE theirs (a)");
  database.close();
  await refuses(foreign, /database of another program/);
  const again = new DatabaseSync(foreign);
  assert.equal(again.prepare("SELECT name FROM sqlite_schema").get()?.["name"], "theirs");
  again.close();
});

test("openSqliteStore() refuses what is no database, damaged, or cannot be there", async (t) => {
  const path = await temporaryPath(t);
  await (await openSqliteStore({ path })).close();
  const garbage = join(path, "..", "garbage.db");
  await writeFile(garbage, "not a database, only some text that is long enough ".repeat(100));
  await refuses(garbage, /not a database/);
  const bytes = await readFile(path);
  await writeFile(path, bytes.fill(0xff, 100));
  await refuses(path, /damaged/);
  await refuses(join(garbage, "store.db"), /cannot be opened/);
});

test("openSqliteStore() with syncAll does the same", async (t) => {
  const store = await open(t, { path: await temporaryPath(t), syncAll: true });
  await store.calls.open(newCall("fc-1"), [newInput(0)], written);
  await store.calls.complete(containerA, [finished(await claimOne(store))], "written");
  assert.equal((await readPage(store, "fc-1")).outputs.length, 1);
});

test("openInlineStore() runs only when its scheduler says so", async () => {
  const due: (() => void)[] = [];
  const store = openInlineStore({ schedule: (run) => due.push(run) });
  let isOpened = false;
  const opened = store.calls.open(newCall("fc-1"), [newInput(0)], written).then(() => (isOpened = true));
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  assert.equal(isOpened, false);
  assert.equal(due.length, 1);
  due.shift()?.();
  await opened;
  await store.close();
});

test("crash() of an inline store loses exactly what was not committed", async (t) => {
  const path = await temporaryPath(t);
  const store = openInlineStore({ path });
  await store.calls.open(newMap("fc-1"), [newInput(0)], written);
  const pending = store.calls.append("fc-1", [newInput(1)], written);
  store.crash();
  await assert.rejects(pending, { kind: "unavailable" });
  await assert.rejects(store.calls.read("fc-1"), { kind: "unavailable" });
  await store.close();
  const reopened = openInlineStore({ path });
  assert.equal((await reopened.calls.read("fc-1"))?.inputs, 1);
  await reopened.close();
});

test("restart() of an inline store keeps in memory exactly what was committed", async () => {
  const store = openInlineStore();
  await store.calls.open(newMap("fc-1"), [newInput(0)], written);
  const pending = store.calls.append("fc-1", [newInput(1)], written);
  const restarted = store.restart();
  await assert.rejects(pending, { kind: "unavailable" });
  await assert.rejects(store.calls.read("fc-1"), { kind: "unavailable" });
  assert.equal((await restarted.calls.read("fc-1"))?.inputs, 1);
  assert.throws(() => store.restart(), { kind: "unavailable" });
  await restarted.close();
});

test("openInlineStore() with unsafeWithoutFence lets a late attempt overwrite an output", async () => {
  const store = openInlineStore({ unsafeWithoutFence: true });
  await store.calls.open(newMap("fc-1"), newInputs(0, 1), written);
  const lost = await claimOne(store, containerA);
  await store.calls.release(containerA);
  const again = await claimOne(store, containerB);
  await store.calls.complete(containerB, [finished(again, succeeded("right"))], "written");
  const before = await readPage(store, "fc-1");
  const [outcome] = await store.calls.complete(containerA, [finished(lost, succeeded("wrong"))], "written");
  assert.equal(outcome?.kind, "finished");
  const after = await readPage(store, "fc-1", before.cursor);
  assert.deepEqual([values(before.outputs), values(after.outputs)], [["right"], ["wrong"]]);
  await store.close();
});

test("openSqliteStore() brings a store of the first version up to date, with what is in it", async (t) => {
  const path = await temporaryPath(t);
  await mkdir(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  database.exec(`${initial}; PRAGMA user_version = 1;
    INSERT INTO logs VALUES (7, 'ap-1', 'fu-1', 'ta-1', NULL, NULL, 0, 1000, 'an old line');`);
  database.close();
  const { logs } = await open(t, { path });
  const { lines } = await logs.tail({ baseFunctionId: "fu-1", sinceMs: 500 }, 10);
  assert.deepEqual(
    lines.map(({ sequence, text }) => [sequence, text]),
    [[7, "an old line"]],
  );
});
