import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { chunksInFlightMax, decodeValue } from "@lydian/protocol";
import { buildRuntime } from "./build-runtime.ts";
import { ContainerProcess } from "./container-process.ts";
import type { Complete } from "./container-process.ts";

let runtime: Awaited<ReturnType<typeof buildRuntime>>;
before(async () => {
  runtime = await buildRuntime();
});
after(() => runtime.remove());

const app = 'import { App, currentInput } from "lydian";\nexport const app = new App("my-app");\n';

interface Yield {
  readonly index: number;
  readonly value: unknown;
}

/** The yields that were sent and not taken yet. */
function takeYields(container: ContainerProcess): Yield[] {
  const yields: Yield[] = [];
  for (const { putChunks } of container.server.take()) {
    for (const chunk of putChunks?.chunks ?? []) {
      yields.push({ index: chunk.index ?? 0, value: decodeValue(chunk.data ?? new Uint8Array()) });
    }
  }
  return yields;
}

function store(container: ContainerProcess, through: number): void {
  container.server.send({ chunksStored: { attempt: { callId: "fc-1", index: 0, attempt: 1 }, through } });
}

/** The message that says how many yields there were, in hex. */
function doneOf(complete: Complete): string {
  assert.equal(complete.result?.status, 1);
  assert.equal(complete.result.format, 3);
  return Buffer.from(complete.result.data ?? []).toString("hex");
}

for (const [kind, declaration] of [
  ["a generator", "function* (from: number) { while (from > 0) yield from--; }"],
  ["an async generator", "async function* (from: number) { while (from > 0) yield from--; }"],
]) {
  test(`a container sends the yields of ${kind} in order, counted from 1, and says how many there were`, async () => {
    await using container = await ContainerProcess.start(runtime.main);
    await container.serve(`${app}app.function("countdown", ${declaration});`, "countdown");
    container.deliver(1, [3]);
    for (const index of [1, 2, 3]) {
      const { attempt, chunks } = await container.server.next("putChunks");
      assert.equal(attempt?.callId, "fc-1");
      assert.equal(chunks?.[0]?.index, index);
      assert.equal(decodeValue(chunks[0].data ?? new Uint8Array()), 4 - index);
    }
    assert.equal(doneOf(await container.server.next("complete")), "0803");
  });
}

test("a generator without yields completes with a count of none", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  await container.serve(`${app}app.function("none", function* () {});`, "none");
  assert.equal(doneOf(await container.call([])), "");
});

test("a generator waits when too many of its yields are not stored yet", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  const source = `${app}app.function("count", function* (to: number) {
    for (let i = 1; i <= to; i += 1) { if (i === ${chunksInFlightMax + 1}) console.log("past the window"); yield i; }
  });`;
  await container.serve(source, "count");
  const total = chunksInFlightMax + 10;
  container.deliver(1, [total]);
  // It computes one yield more than it may send, and says so.
  await container.server.next("log");
  const first = takeYields(container);
  assert.equal(first.length, chunksInFlightMax);
  store(container, 4);
  for (let n = 1; n <= 4; n += 1) {
    const { chunks } = await container.server.next("putChunks");
    assert.equal(chunks?.[0]?.index, chunksInFlightMax + n);
  }
  assert.deepEqual(takeYields(container), []);
  store(container, total - 1);
  assert.equal(doneOf(await container.server.next("complete")), `08${Buffer.from([total]).toString("hex")}`);
});

test("a generator that throws fails after the yields that it made", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  await container.serve(
    `${app}app.function("half", function* () { yield 1; throw new Error("half way"); });`,
    "half",
  );
  const complete = await container.call([]);
  assert.equal(complete.result?.exception, "Error: half way");
  assert.deepEqual(takeYields(container), [{ index: 1, value: 1 }]);
});

test("a yield that cannot be sent fails the input and closes the generator", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  const source = `${app}app.function("bad", function* () { try { yield () => 1; } finally { console.log("closed"); } });`;
  await container.serve(source, "bad");
  const complete = await container.call([]);
  assert.equal(complete.result?.exception, "ValueRefusedError: yield: a function cannot be sent");
  assert.match((await container.server.next("log")).text ?? "", /closed/);
});

test("cancelling a generator that waits for room closes it and ends its input as terminated", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  const source = `${app}app.function("endless", function* () {
    let n = 0;
    try { for (;;) yield n++; } finally { console.log("closed after", n); }
  });`;
  await container.serve(source, "endless");
  container.deliver(1, []);
  for (let n = 0; n < chunksInFlightMax; n += 1) await container.server.next("putChunks");
  container.server.send({ cancelInputs: { attempts: [{ callId: "fc-1", index: 0, attempt: 1 }] } });
  assert.equal((await container.server.next("complete")).result?.status, 3);
  const { text, callId } = await container.server.next("log");
  assert.deepEqual([text, callId], [`closed after ${chunksInFlightMax + 1}\n`, "fc-1"]);
  assert.deepEqual(takeYields(container), []);
});

test("cancelling an async generator in the middle of its work reaches it by its signal", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  const source = `${app}app.function("slow", async function* () {
    const { signal } = currentInput()!;
    yield "started";
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    console.log("told", signal.reason.name);
    yield "never sent";
  });`;
  await container.serve(source, "slow");
  container.deliver(1, []);
  await container.server.next("putChunks");
  container.server.send({ cancelInputs: { attempts: [{ callId: "fc-1", index: 0, attempt: 1 }] } });
  assert.equal((await container.server.next("complete")).result?.status, 3);
  const { text, callId } = await container.server.next("log");
  assert.deepEqual([text, callId], ["told AbortError\n", "fc-1"]);
  assert.deepEqual(takeYields(container), []);
});

test("cancelling a generator ends an iterator that can end while it is waited for", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  const source = `import { once } from "node:events";\nimport { PassThrough } from "node:stream";\n${app}
    app.function("lines", async function* () {
      const stream = new PassThrough();
      stream.on("close", () => console.log("closed"));
      currentInput()!.signal.addEventListener("abort", () => stream.destroy());
      yield "started";
      yield* stream;
    });`;
  await container.serve(source, "lines");
  container.deliver(1, []);
  await container.server.next("putChunks");
  container.server.send({ cancelInputs: { attempts: [{ callId: "fc-1", index: 0, attempt: 1 }] } });
  assert.equal((await container.server.next("complete")).result?.status, 3);
});
