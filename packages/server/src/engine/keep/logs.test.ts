import assert from "node:assert/strict";
import { test } from "node:test";
import type { CallId } from "../../model/ids.ts";
import type { LogFilter } from "../../model/log-line.ts";
import { client, done, TestWorld } from "../engine.test.world.ts";
import { pieceCharactersMax, pieceMsMax } from "../limits.ts";

const asCallId = (text: string): CallId => `fc-${text.replace("fc-", "")}`;
const line = (text: string, atMs = 0) => ({ stream: "stdout", text, atMs }) as const;

async function follow(
  world: TestWorld,
  filter: LogFilter,
  timeoutMs = 0,
): Promise<{ texts: readonly string[]; isFinished: boolean }> {
  const { logs } = world.engine;
  const page = await world.during(logs.follow(filter, { after: 0, limit: 100, timeoutMs }));
  return { texts: page.lines.map(({ text }) => text), isFinished: page.isFinished };
}

test("raw output is kept line by line, whatever pieces it came in (R1)", async () => {
  const world = new TestWorld();
  const { job } = await world.deploy({ job: {} });
  await world.call(job);
  const container = await world.nextContainer(0);
  container.serve(1);
  const read = async () => (await follow(world, { containerId: container.containerId })).texts;
  for (const piece of ["one\ntwo\nthr", "", "ee", "\n", "prompt> "]) {
    container.stdout.write(piece);
    await world.pass();
  }
  assert.deepEqual(await read(), ["one\n", "two\n", "three\n"]);
  container.stderr.write("aside\n");
  await world.pass(pieceMsMax);
  assert.deepEqual((await read()).slice(3), ["aside\n", "prompt> "]);
  container.stdout.write("x".repeat(pieceCharactersMax));
  container.stdout.write("last words without an end");
  await world.pass();
  container.exit({ code: 0 });
  await world.pass();
  const rest = (await read()).slice(5);
  assert.equal(rest.join(""), `${"x".repeat(pieceCharactersMax)}last words without an end`);
});

test("a raw line is of the input that ran when it began (R2)", async () => {
  const world = new TestWorld();
  const { job } = await world.deploy({ job: {} });
  const first = await world.call(job);
  const container = await world.nextContainer(0);
  container.serve(1);
  await world.pass();
  container.stdout.write("begun by the first, ");
  await world.pass();
  const [input] = container.taken;
  assert.ok(input);
  await world.during(container.finish(input, done));
  const second = await world.call(job);
  container.session?.grant(1);
  await world.pass();
  container.stdout.write("ended later\nby the second\n");
  await world.pass();
  assert.deepEqual((await follow(world, { callId: asCallId(first) })).texts, [
    "begun by the first, ended later\n",
  ]);
  assert.deepEqual((await follow(world, { callId: asCallId(second) })).texts, ["by the second\n"]);
});

test("follow() of a container is finished when that is gone, though its app goes on", async () => {
  const world = new TestWorld();
  const { job } = await world.deploy({ job: {} });
  await world.call(job);
  const container = await world.nextContainer(0);
  container.serve(1);
  container.session?.log([line("last words\n")]);
  await world.pass();
  const filter = { containerId: container.containerId } as const;
  assert.equal((await follow(world, filter)).isFinished, false);
  const cursor = { after: 1e9, limit: 1, timeoutMs: 60_000 };
  const waiting = world.engine.logs.follow(filter, cursor);
  await world.pass();
  container.exit({ code: 0 });
  const page = await world.during(waiting, 1_000);
  assert.equal(page.isFinished || page.changes > 0, true, "woken by its end, not by the deadline");
  assert.equal(
    (await world.during(world.engine.logs.follow(filter, { ...cursor, timeoutMs: 0 }))).isFinished,
    true,
  );
});

test("follow() ends a wait when containers of an app come, and says what it has seen", async () => {
  const world = new TestWorld();
  const { job } = await world.deploy({ job: {} });
  const { logs } = world.engine;
  const order = { after: 0, limit: 1, timeoutMs: 60_000 };
  const waiting = logs.follow({ appId: world.appId }, order);
  await world.call(job);
  const { lines, changes } = await world.during(waiting, 1_000);
  assert.deepEqual(lines, []);
  const again = logs.follow({ appId: world.appId }, { ...order, changes });
  const container = await world.nextContainer(0);
  container.serve(1);
  assert.ok((await world.during(again, 1_000)).changes > changes);
});

test("a function's lines are those of its variants too, and a variant's its own alone", async () => {
  const world = new TestWorld();
  const ids = await world.deploy({ job: {}, other: {} });
  const base = ids["job"] ?? "fu-none";
  const { functionId: variant } = await world.during(
    world.engine.functions.bind(base, {}, { timeoutMs: 1_000 }),
  );
  for (const [i, functionId] of [base, variant, ids["other"]].entries()) {
    await world.call(functionId);
    const container = await world.nextContainer(i);
    container.serve(1);
    container.session?.log([line(`${i}\n`, i * 1_000)]);
  }
  await world.pass();
  assert.deepEqual((await follow(world, { functionId: base })).texts, ["0\n", "1\n"]);
  assert.deepEqual((await follow(world, { functionId: variant })).texts, ["1\n"]);
  const { logs } = world.engine;
  const tail = await world.during(logs.tail({ functionId: base, sinceMs: 500 }, 10));
  assert.deepEqual(
    tail.map(({ text }) => text),
    ["1\n"],
  );
  const buckets = await world.during(logs.count({ appId: world.appId }, 2_000));
  assert.deepEqual(
    buckets.map(({ startMs, lines }) => [startMs, lines.stdout]),
    [
      [0, 2],
      [2_000, 1],
    ],
  );
});

test("count() refuses more buckets than anybody can look at", async () => {
  const world = new TestWorld();
  const { job } = await world.deploy({ job: {} });
  await world.call(job);
  const container = await world.nextContainer(0);
  container.serve(1);
  for (let i = 0; i < 11_000; i += 1) {
    container.session?.log([line("x\n", i * 10)]);
    if (i % 5_000 === 0) await world.pass();
  }
  await world.pass(100);
  const { logs } = world.engine;
  await assert.rejects(world.during(logs.count({ appId: world.appId }, 1)), /more than 10000 buckets/);
  assert.ok((await world.during(logs.count({ appId: world.appId }, 86_400_000))).length > 0);
});

test("an app's lines are all there when its end is told", async () => {
  const world = new TestWorld();
  const { job } = await world.deploy({ job: {} });
  await world.call(job);
  const container = await world.nextContainer(0);
  container.serve(1);
  await world.pass();
  const stopping = world.engine.apps.stop(client, world.appId);
  container.session?.log([line("in the very last moment\n")]);
  container.exit({ code: 0 });
  await world.during(stopping);
  const page = await follow(world, { appId: world.appId }, 1_000);
  assert.deepEqual(page.texts, ["in the very last moment\n"]);
});
