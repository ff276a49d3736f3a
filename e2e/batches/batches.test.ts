import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Cls, Function } from "lydian";
import { startLydian, type Lydian } from "../fixture/start-lydian.ts";
import type * as defined from "./batched-app.ts";

const appName = "batched";
const batchSize = 4;
const lingerMs = 300;

let lydian: Lydian;
before(async () => {
  lydian = await startLydian();
  Object.assign(process.env, lydian.environment);
  const path = fileURLToPath(new URL("batched-app.ts", import.meta.url));
  const { code, stderr } = await lydian.run(["deploy", path]);
  assert.equal(code, 0, stderr);
});
after(() => lydian.stop());

test("inputs run together, each caller gets its own result, and nobody waits longer than the linger", async () => {
  const double = Function.fromName<typeof defined.double>(appName, "double");
  const results = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => double.remote(n)));
  assert.deepEqual(
    results.map(({ twice }) => twice),
    [2, 4, 6, 8, 10, 12],
  );
  assert.ok(results.every(({ together }) => together <= batchSize));
  assert.ok(results.some(({ together }) => together > 1));
  const beginMs = performance.now();
  assert.deepEqual(await double.remote(7), { twice: 14, together: 1 });
  const tookMs = performance.now() - beginMs;
  assert.ok(tookMs >= lingerMs - 10 && tookMs < 10 * lingerMs, `${tookMs} ms`);
});

test("a map fills its batches", async () => {
  const double = Function.fromName<typeof defined.double>(appName, "double");
  const sizes: number[] = [];
  for await (const { twice, together } of double.map(Array.from({ length: 400 }, (_, i) => i))) {
    assert.equal(twice, 2 * sizes.length);
    sizes.push(together);
  }
  assert.equal(sizes.length, 400);
  assert.ok(sizes.filter((size) => size === batchSize).length >= 380, sizes.join(" "));
});

test("there is a list for each argument, with undefined where a caller left one out", async () => {
  const add = Function.fromName<typeof defined.add>(appName, "add");
  assert.deepEqual(await Promise.all([add.remote(1, 2), add.remote(3, undefined)]), [3, 1_003]);
});

test("one container runs as many batches at once as it is told, and no more", async () => {
  const count = Function.fromName<typeof defined.count>(appName, "count");
  const atOnce: number[] = [];
  for await (const running of count.map(Array.from({ length: 40 }, (_, i) => i))) atOnce.push(running);
  assert.equal(Math.max(...atOnce), 2);
});

test("where the code fails all of a batch fail, and where one item cannot be, it fails alone", async () => {
  const fail = Function.fromName<typeof defined.fail>(appName, "fail");
  const outcomes = async (ways: readonly string[]): Promise<readonly string[]> => {
    const settled = await Promise.allSettled(ways.map((way) => fail.remote(way)));
    return settled.map((outcome) =>
      outcome.status === "fulfilled" ? String(outcome.value) : (outcome.reason as Error).message,
    );
  };
  assert.deepEqual(await outcomes(["fine", "throw"]), ["all of them", "all of them"]);
  assert.deepEqual(await outcomes(["fine", "crash"]), ["nobody caught it", "nobody caught it"]);
  const short = await outcomes(["fine", "short", "fine"]);
  for (const message of short)
    assert.match(
      message,
      /"fail" must return a list of 3 results, one for each input of its batch; it returned one of 1/,
    );
  const [first, symbol] = await outcomes(["fine", "symbol"]);
  assert.equal(first, "fine");
  assert.match(symbol ?? "", /symbol/);
  const half = Function.fromName<typeof defined.half>(appName, "half");
  const [odd, even] = await Promise.allSettled([half.remote(3), half.remote(4)]);
  assert.match(String(odd.status === "rejected" && odd.reason), /Cannot call "half": is odd/);
  assert.deepEqual(even, { status: "fulfilled", value: 2 });
});

test("whoever calls off one of a batch leaves the others their results, and code is told once nobody is left", async () => {
  const wait = Function.fromName<typeof defined.wait>(appName, "wait");
  const [off, kept] = await Promise.all([wait.spawn("off"), wait.spawn("kept")]);
  await sleep(2 * lingerMs);
  await off.cancel();
  assert.equal(await kept.get({ timeoutMs: 30_000 }), "kept in attempt 1");
  await assert.rejects(off.get({ timeoutMs: 5_000 }), /cancelled/);
  const calls = await Promise.all([wait.spawn("one"), wait.spawn("other")]);
  await sleep(2 * lingerMs);
  for (const call of calls) await call.cancel();
  for (const endMs = Date.now() + 10_000; ; await sleep(100)) {
    const { stdout } = await lydian.run(["app", "logs", appName]);
    if (/nobody wants (?:one,other|other,one)/.test(stdout)) break;
    assert.ok(Date.now() < endMs, stdout);
  }
});

test("methods of a class have batches of their own", async () => {
  const words = Cls.fromName<typeof defined.words>(appName, "Words").instance();
  const results = await Promise.all([
    words.upper.remote("a"),
    words.lower.remote("B"),
    words.upper.remote("c"),
    words.lower.remote("D"),
  ]);
  assert.deepEqual(
    results.map((text) => text.replace(/ of .*/, "")),
    ["A", "b", "C", "d"],
  );
  assert.ok(
    results.every((text) => /of [12]$/.test(text)),
    results.join(),
  );
});
