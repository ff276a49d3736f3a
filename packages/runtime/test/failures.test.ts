import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { decodeError } from "@lydian/protocol";
import { buildRuntime } from "./build-runtime.ts";
import { ContainerProcess, valueOf } from "./container-process.ts";

let runtime: Awaited<ReturnType<typeof buildRuntime>>;
before(async () => {
  runtime = await buildRuntime();
});
after(() => runtime.remove());

const app = 'import { App } from "lydian";\nexport const app = new App("my-app");\n';

test("a container reports a thrown error with name, message, properties, cause and the user's own lines", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  const source = `${app}
class QuotaError extends Error { override name = "QuotaError"; code = "E_QUOTA"; }
function inner(): never { throw new TypeError("too deep"); }
app.function("fail", async (n: number) => {
  await null;
  try { inner(); } catch (cause) {
    throw new QuotaError("no " + n, { cause });
  }
});`;
  await container.serve(source, "fail");
  const { result } = await container.call([3]);
  assert.equal(result?.status, 2);
  assert.equal(result.exception, "QuotaError: no 3");
  assert.equal(result.format, 4);
  const error = decodeError(result.data ?? new Uint8Array());
  assert.equal(error?.name, "QuotaError");
  assert.equal(error.message, "no 3");
  assert.deepEqual(error.properties, { code: "E_QUOTA" });
  assert.match(error.stack, /at .*\(?my_app\.ts:9:11\)?/);
  assert.equal(error.cause?.message, "too deep");
  assert.match(error.cause.stack, /at inner \(my_app\.ts:5:33\)\n {4}at .*my_app\.ts:8:9/);
  assert.match(result.traceback ?? "", /^QuotaError: no 3\n(.*\n)+Caused by: TypeError: too deep\n/);
  // Nothing of the runtime, of Node or of this machine's folders is in it.
  for (const line of (result.traceback ?? "").split("\n").filter((text) => /^ +at /.test(text))) {
    assert.match(line, /my_app\.ts/);
    assert.doesNotMatch(line, /node:|file:|\/tmp/);
  }
});

test("a container prints a failure's traceback among the input's logs", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  await container.serve(`${app}app.function("fail", () => { throw new RangeError("seen"); });`, "fail");
  await container.call([]);
  const log = await container.server.next("log");
  assert.equal(log.stream, 2);
  assert.equal(log.callId, "fc-1");
  assert.match(log.text ?? "", /^RangeError: seen\n +at .*my_app\.ts/);
});

test("a container reports thrown values that are no errors", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  await container.serve(`${app}app.function("fail", (what: unknown) => { throw what; });`, "fail");
  assert.equal((await container.call(["boom"])).result?.exception, "Error: boom");
  assert.equal((await container.call([{ a: 1 }])).result?.exception, "Error: { a: 1 }");
  assert.equal((await container.call([null])).result?.exception, "Error: null");
});

test("a container whose bundle throws on import reports the user's own error and ends", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  await container.assign(`${app}\nnull!.x;`, "f");
  const { result } = await container.server.next("bootFailed");
  assert.match(result?.exception ?? "", /^TypeError: Cannot read properties of null \(reading 'x'\)$/);
  assert.match(result?.traceback ?? "", /my_app\.ts:4:7/);
  assert.equal(await container.exited(), 2);
});

test("a container whose bundle does not parse or imports what is not there says so", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  await container.assign("", "f", { bundle: Buffer.from("export const = 1;"), sourceMap: new Uint8Array() });
  assert.match((await container.server.next("bootFailed")).result?.exception ?? "", /^SyntaxError: /);
  await using other = await ContainerProcess.start(runtime.main);
  await other.assign("", "f", { bundle: Buffer.from('import "not-there";'), sourceMap: new Uint8Array() });
  assert.match(
    (await other.server.next("bootFailed")).result?.exception ?? "",
    /Cannot find package 'not-there'/,
  );
});

test("a container whose bundle exports no App, or has no such function, says so", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  await container.assign("export const square = 1;", "square");
  assert.match((await container.server.next("bootFailed")).result?.exception ?? "", /exports no App/);
  await using other = await ContainerProcess.start(runtime.main);
  await other.assign(`${app}app.function("one", () => 1);`, "two");
  assert.match((await other.server.next("bootFailed")).result?.exception ?? "", /"two"/);
});

test("a container reports an error of the constructor and of an enter hook", async () => {
  const source = (body: string): string =>
    `${app}class C { ${body} m() {} }\napp.cls("C", { enter: "up", methods: ["m"] }, C);`;
  await using container = await ContainerProcess.start(runtime.main);
  await container.assign(source('constructor() { throw new Error("no model"); } up() {}'), "C.*");
  assert.equal((await container.server.next("bootFailed")).result?.exception, "Error: no model");
  await using other = await ContainerProcess.start(runtime.main);
  await other.assign(source('async up() { throw new Error("no gpu"); }'), "C.*");
  const { result } = await other.server.next("bootFailed");
  assert.equal(result?.exception, "Error: no gpu");
  assert.match(result.traceback ?? "", /at .*up \(my_app\.ts:3/);
  assert.equal(await other.exited(), 2);
});

test("process.exit() fails the input that called it, gives the others back, and ends the container", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  const source = `${app}app.function("leave", async (code: number) => {
    if (code === 0) return new Promise(() => {});
    await null;
    try { process.exit(code); } catch {}
    return "still here";
  });`;
  await container.serve(source, "leave", { maxConcurrentInputs: 2 });
  container.deliver(1, [0]);
  container.deliver(2, [7]);
  const failed = await container.server.next("complete");
  assert.equal(failed.attempt?.callId, "fc-2");
  assert.equal(failed.result?.exception, "ProcessExitError: process.exit(7) was called");
  assert.match(failed.result.traceback ?? "", /my_app\.ts:6:19/);
  const returned = await container.server.next("complete");
  assert.equal(returned.attempt?.callId, "fc-1");
  assert.equal(returned.isReturned, true);
  assert.equal(await container.exited(), 7);
});

test("process.exit() while the bundle is imported fails the boot", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  await container.assign(`${app}process.exit(3);`, "f");
  const { result } = await container.server.next("bootFailed");
  assert.equal(result?.exception, "ProcessExitError: process.exit(3) was called");
  assert.equal(await container.exited(), 3);
});

test("an error that nobody caught fails the input it came from, gives the others back, and ends the container", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  const source = `${app}app.function("late", (how: string) => {
    if (how === "throw") setTimeout(() => { throw new Error("from a timer"); }, 1);
    return new Promise(() => {});
  });`;
  await container.serve(source, "late", { maxConcurrentInputs: 2 });
  container.deliver(1, ["wait"]);
  container.deliver(2, ["throw"]);
  const failed = await container.server.next("complete");
  assert.equal(failed.attempt?.callId, "fc-2");
  assert.equal(failed.result?.exception, "Error: from a timer");
  assert.equal((await container.server.next("complete")).isReturned, true);
  assert.equal(await container.exited(), 1);
});

test("a rejection that nobody handled is attributed like an exception", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  const source = `${app}app.function("late", () => { void Promise.reject(new Error("lost")); return new Promise(() => {}); });`;
  await container.serve(source, "late");
  assert.equal((await container.call([])).result?.exception, "Error: lost");
  assert.equal(await container.exited(), 1);
});

test("user code that listens to its unhandled rejections keeps its container", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  const source = `${app}const seen: string[] = [];
    process.on("unhandledRejection", (error: any) => seen.push(error.message));
    app.function("late", async () => {
      void Promise.reject(new Error("lost"));
      await new Promise((resolve) => setImmediate(resolve));
      return seen;
    });`;
  await container.serve(source, "late");
  assert.deepEqual(valueOf(await container.call([])), ["lost"]);
});
