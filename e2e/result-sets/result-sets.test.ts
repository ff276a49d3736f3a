import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { type CallStatus, ConflictError, Function, FunctionCall, InputCancelledError } from "lydian";
import { startLydian, type Lydian } from "../fixture/start-lydian.ts";
import type * as defined from "./sets-app.ts";

const inputs = 20_000;
const failing = Math.ceil(inputs / 7);

let lydian: Lydian;
let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "lydian-sets-"));
  lydian = await startLydian({ args: ["--launcher", "process"] });
  Object.assign(process.env, lydian.environment);
  const path = fileURLToPath(new URL("sets-app.ts", import.meta.url));
  const { code, stderr } = await lydian.run(["deploy", path]);
  assert.equal(code, 0, stderr);
});
after(async () => {
  await lydian.stop();
  await rm(folder, { recursive: true, force: true });
});

async function json(args: readonly string[]): Promise<readonly unknown[]> {
  const { code, stdout, stderr } = await lydian.run([...args, "--json"]);
  assert.equal(code, 0, stderr);
  const lines = stdout
    .trim()
    .split("\n")
    .filter((line) => line !== "");
  return lines.map((line): unknown => JSON.parse(line));
}

test("results of spawnMap are watched, paged and, where they failed, retried, over a server that is killed", async () => {
  const double = Function.fromName<typeof defined.double>("sets", "double");
  const mended = join(folder, "mended");
  const numbers = Array.from({ length: inputs }, (_, i) => i);
  const call = await double.spawnMap(
    numbers,
    numbers.map(() => mended),
  );

  const seen: CallStatus[] = [];
  let isKilled = false;
  for await (const status of call.watch()) {
    seen.push(status);
    if (isKilled || status.unfinished > inputs * 0.9) continue;
    isKilled = true;
    await lydian.kill();
    await lydian.restart();
  }
  assert.ok(seen.length >= 2, "it was told of more than the end");
  const unfinished = seen.map((status) => status.unfinished);
  assert.deepEqual(
    unfinished,
    unfinished.toSorted((a, b) => b - a),
    "it never went back",
  );
  const ended = { total: inputs, unfinished: 0, timedOut: 0, cancelled: 0, isDone: true };
  assert.deepEqual(seen.at(-1), { ...ended, succeeded: inputs - failing, failed: failing });

  const page = await call.getPage({ from: 6, limit: 2 });
  assert.deepEqual(page[0], { index: 6, state: "succeeded", value: 12 });
  assert.ok(page[1]?.state === "failed" && page[1].error.message === "7 is unlucky");
  assert.equal((await call.getPage({ from: inputs - 1, limit: 9 })).length, 1);
  // Another process sees the same.
  assert.deepEqual(await json(["results", call.objectId, "--from", "6", "--limit", "2"]), [
    { index: 6, state: "succeeded", value: 12 },
    { index: 7, state: "failed", error: { name: "RangeError", message: "7 is unlucky" } },
  ]);

  await writeFile(mended, "");
  assert.deepEqual(await json(["retry", call.objectId]), [{ callId: call.objectId, retried: failing }]);
  const statuses = await json(["status", call.objectId, "--follow"]);
  assert.deepEqual(statuses.at(-1), { callId: call.objectId, ...ended, succeeded: inputs, failed: 0 });
  let next = 0;
  for await (const value of FunctionCall.fromId<number>(call.objectId).iter()) {
    assert.equal(value, 2 * next);
    next += 1;
  }
  assert.equal(next, inputs);
  assert.equal(await call.retryFailed(), 0);
});

test("failures are items of iter() where they are asked for, from any input on", async () => {
  const double = Function.fromName<typeof defined.double>("sets", "double");
  const call = await double.spawnMap(
    [5, 6, 7, 8],
    Array.from({ length: 4 }, () => join(folder, "never")),
  );
  const values: unknown[] = [];
  for await (const value of call.iter({ from: 1, returnExceptions: true })) values.push(value);
  assert.deepEqual([values[0], values[2]], [12, 16]);
  assert.ok(values[1] instanceof RangeError || (values[1] as Error).name === "RangeError");
  await assert.rejects(async () => {
    for await (const _value of call.iter());
  }, /7 is unlucky/);
});

test("calls that keep no arguments, or were cancelled, refuse to be retried and say why", async () => {
  const double = Function.fromName<typeof defined.double>("sets", "double");
  const single = await double.spawn(7, join(folder, "never"));
  await assert.rejects(single.get(), /unlucky/);
  await assert.rejects(
    single.retryFailed(),
    (error) => error instanceof ConflictError && /spawnMap/.test(error.message),
  );
  const { code, stderr } = await lydian.run(["retry", "fc-unknown"]);
  assert.notEqual(code, 0);
  assert.match(stderr, /fc-unknown/);
});

async function runsOf(file: string): Promise<readonly string[]> {
  return (await readFile(file, "utf8")).trim().split("\n");
}

test("the same idempotency key is the same call: at once, later, in another process, over deploys and kills", async () => {
  const count = Function.fromName<typeof defined.count>("sets", "count");
  const file = join(folder, "runs");
  const once = count.with({ idempotencyKey: "only once" });
  const [first, second, { objectId }] = await Promise.all([
    once.remote(file, "first", 300),
    once.remote(file, "first", 300),
    once.spawn(file, "first", 300),
    assert.rejects(once.remote(file, "other", 300), { name: "AlreadyExistsError" }),
  ]);
  assert.deepEqual([first, second], ["result of first", "result of first"]);
  assert.equal(await FunctionCall.fromId(objectId).get({ timeoutMs: 0 }), "result of first");
  const spawned = await once.spawn(file, "first", 300);
  assert.equal(await spawned.get({ timeoutMs: 0 }), "result of first", "it is there already");
  await lydian.run(["deploy", fileURLToPath(new URL("sets-app.ts", import.meta.url)), "--tag", "again"]);
  await lydian.kill();
  await lydian.restart();
  assert.equal(await once.remote(file, "first", 300), "result of first");
  const args = ["call", "sets", "count", file, "first", "300", "--idempotency-key", "only once"];
  assert.deepEqual(await json(args), ["result of first"]);
  assert.deepEqual(await runsOf(file), ["first"]);
});

test("a key with other arguments is refused; failures are answered again; nobody who leaves takes the call along", async () => {
  const count = Function.fromName<typeof defined.count>("sets", "count");
  const file = join(folder, "other-runs");
  const failing = count.with({ idempotencyKey: "fails" });
  await assert.rejects(failing.remote(file, "fails", 0), /as it was told/);
  await assert.rejects(failing.remote(file, "fails", 0), /as it was told/);
  await assert.rejects(failing.remote(file, "other", 0), {
    name: "AlreadyExistsError",
    message: /other arguments/,
  });
  const slow = count.with({ idempotencyKey: "slow" });
  await assert.rejects(slow.with({ deadlineMs: 200 }).remote(file, "slow", 1_500));
  assert.equal(await slow.remote(file, "slow", 1_500), "result of slow");
  assert.deepEqual(await runsOf(file), ["fails", "slow"]);
});

test("one input of a set is cancelled, and the others go on", async () => {
  const count = Function.fromName<typeof defined.count>("sets", "count");
  const file = join(folder, "cancelled");
  const names = ["first", "second", "third"];
  const waits = [200, 60_000, 200];
  const call = await count.spawnMap(
    names.map(() => file),
    names,
    waits,
  );
  assert.equal(await call.get({ index: 0 }), "result of first");
  await call.cancel({ index: 1 });
  await assert.rejects(call.get({ index: 1 }), InputCancelledError);
  assert.equal(await call.get({ index: 2 }), "result of third");
  const { unfinished, succeeded, cancelled } = await call.status();
  assert.deepEqual({ unfinished, succeeded, cancelled }, { unfinished: 0, succeeded: 2, cancelled: 1 });
  await call.cancel({ index: 1 });
  await assert.rejects(call.cancel({ index: 3 }), /has no input 3: it has 3/);
  // A larger number would be another index on the wire.
  for (const index of [-1, 0.5, 2 ** 32])
    await assert.rejects(call.cancel({ index }), /a whole number, 0 for the first/);
  const again = await lydian.run(["cancel", call.objectId, "--index", "2"]);
  assert.equal(again.stdout, `Input 2 of call ${call.objectId} is cancelled.\n`);
});
