import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { buildRuntime } from "./build-runtime.ts";
import { ContainerProcess, valueOf } from "./container-process.ts";

let runtime: Awaited<ReturnType<typeof buildRuntime>>;
before(async () => {
  runtime = await buildRuntime();
});
after(() => runtime.remove());

const app = 'import { App } from "lydian";\nexport const app = new App("my-app");\n';

test("what a function prints is logged with its input, before its result, and nowhere else", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  const source = `${app}console.log("loading");
  const bHasSpoken = Promise.withResolvers<void>();
  app.function("speak", async (word: string) => {
    console.log(word, 1);
    process.stderr.write(Buffer.from(word));
    await (word === "a" ? bHasSpoken.promise : undefined);
    console.log(word, 2);
    if (word === "b") setImmediate(bHasSpoken.resolve);
  });`;
  await container.serve(source, "speak", { maxConcurrentInputs: 2 });
  const loading = await container.server.next("log");
  assert.deepEqual([loading.text, loading.callId], ["loading\n", ""]);
  container.deliver(1, ["a"]);
  container.deliver(2, ["b"]);
  const completed: string[] = [];
  const logs: Record<string, unknown[]> = {};
  while (completed.length < 2) {
    const { complete, log } = await container.server.oldest();
    if (complete) completed.push(complete.attempt?.callId ?? "");
    if (!log) continue;
    assert.ok(!completed.includes(log.callId ?? ""), "a log came after its completion");
    (logs[log.callId ?? ""] ??= []).push([log.stream, log.text]);
  }
  assert.deepEqual(completed, ["fc-2", "fc-1"]);
  for (const [callId, word] of [
    ["fc-1", "a"],
    ["fc-2", "b"],
  ] as const) {
    assert.deepEqual(logs[callId], [
      [1, `${word} 1\n`],
      [2, word],
      [1, `${word} 2\n`],
    ]);
  }
  assert.equal(container.rawOutput, "");
});

test("lines printed in one go travel together, and long text is cut into bounded pieces", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  const source = `${app}app.function("print", (text: string, times: number) => {
    for (let i = 0; i < times; i += 1) console.log(text);
  });`;
  await container.serve(source, "print");
  await container.call(["x", 100]);
  assert.equal(container.server.take().filter((item) => item.log).length, 1);
  const long = "é😀".repeat(50_000);
  await container.call([long, 1]);
  const texts = container.server.take().flatMap((item) => item.log?.text ?? []);
  assert.equal(texts.join(""), `${long}\n`);
  assert.ok(texts.every((text) => text.length <= 32 * 1024));
});

test("a function that prints faster than anybody reads stays within bounds and loses nothing", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  const source = `${app}app.function("flood", () => {
    const line = "y".repeat(1023);
    const before = process.memoryUsage().rss;
    for (let i = 0; i < 100 * 1024; i += 1) console.log(line);
    return process.memoryUsage().rss - before;
  });`;
  await container.serve(source, "flood");
  const grown = valueOf(await container.call([]));
  const bytesMax = 80 * 1024 * 1024;
  assert.ok(typeof grown === "number" && grown < bytesMax, `grew by ${String(grown)} bytes`);
  const logged = container.server.take().reduce((sum, item) => sum + (item.log?.text?.length ?? 0), 0);
  container.server.send({ stop: {} });
  await container.exited();
  assert.equal(logged + container.rawOutput.length, 100 * 1024 * 1024);
});

test("a stream piped to stdout waits while the connection is congested", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  const source = `import { Readable } from "node:stream";\nimport { pipeline } from "node:stream/promises";\n${app}
    app.function("pipe", async () => {
      const line = Buffer.alloc(64 * 1024, "z");
      await pipeline(Readable.from((function* () { for (let i = 0; i < 640; i += 1) yield line; })()), process.stdout, { end: false });
    });`;
  await container.serve(source, "pipe");
  container.server.pause();
  container.deliver(1, []);
  container.server.resume();
  assert.equal(valueOf(await container.server.next("complete")), undefined);
  const logged = container.server.take().reduce((sum, item) => sum + (item.log?.text?.length ?? 0), 0);
  assert.equal(logged + container.rawOutput.length, 40 * 1024 * 1024);
});

test("ending stdout writes the last of it and keeps it open", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  const source = `${app}app.function("end", async () => {
    await new Promise<void>((resolve) => process.stdout.end("last", resolve));
    console.log(" and more");
  });`;
  await container.serve(source, "end");
  assert.equal(valueOf(await container.call([])), undefined);
  const texts = container.server.take().map((item) => item.log?.text ?? "");
  assert.equal(texts.join(""), "last and more\n");
});
