import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { buildRuntime } from "./build-runtime.ts";
import { ContainerProcess, valueOf } from "./container-process.ts";

let runtime: Awaited<ReturnType<typeof buildRuntime>>;
before(async () => {
  runtime = await buildRuntime();
});
after(() => runtime.remove());

const app = 'import { App, currentInput } from "lydian";\nexport const app = new App("my-app");\n';

test("a container calls a function with positional arguments and asks for the next input with its result", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  await container.serve(`${app}app.function("add", (a: number, b: number) => a + b);`, "add");
  const complete = await container.call([40, 2]);
  assert.equal(valueOf(complete), 42);
  assert.equal(complete.attempt?.callId, "fc-1");
  assert.equal(complete.attempt.index, 0);
  assert.equal(complete.attempt.attempt, 1);
  assert.ok((complete.finishedAtMs ?? 0) >= (complete.startedAtMs ?? Infinity));
  assert.equal((await container.server.next("take")).slots, 1);
  container.deliver(2, [1, 1]);
  assert.equal(valueOf(await container.server.next("complete")), 2);
});

test("a container takes as many inputs as may run at once, and runs them at once", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  // Each waits for all three to be there: one by one they would wait for ever.
  const source = `${app}
    let count = 0;
    const { promise, resolve } = Promise.withResolvers<void>();
    app.function("meet", async (name: string) => {
      if (++count === 3) resolve();
      await promise;
      return [name, currentInput()?.id, currentInput()?.attempt];
    });`;
  await container.assign(source, "meet", { maxConcurrentInputs: 3 });
  await container.server.next("ready");
  assert.equal((await container.server.next("take")).slots, 3);
  for (const n of [1, 2, 3]) container.deliver(n, [`input ${n}`]);
  for (const n of [1, 2, 3]) {
    assert.deepEqual(valueOf(await container.server.next("complete")), [`input ${n}`, `in-${n}:0`, 1]);
  }
});

test("a container gives keyword arguments to a function as a plain object at the end", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  await container.serve(`${app}app.function("all", (...args: unknown[]) => args);`, "all");
  const complete = await container.call([1, "two"], { kwargs: { jobId: 7 } });
  assert.deepEqual(valueOf(complete), [1, "two", { jobId: 7 }]);
});

test("a container sends values of every kind there and back", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  await container.serve(`${app}app.function("same", async (value: unknown) => value);`, "same");
  const value = {
    n: null,
    i: 2 ** 40,
    b: 2n ** 70n,
    d: new Date(5),
    u: Uint8Array.of(1),
    m: new Map([[1, [true]]]),
  };
  assert.deepEqual(valueOf(await container.call([value])), value);
});

test("a container refuses arguments of a format that it cannot read, and goes on", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  await container.serve(`${app}app.function("one", () => 1);`, "one");
  const data = Buffer.from("80049529", "hex");
  container.server.send({
    deliver: { deliveries: [{ callId: "fc-9", index: 3, attempt: 1, format: 1, data }] },
  });
  const complete = await container.server.next("complete");
  assert.equal(complete.result?.status, 2);
  assert.match(
    complete.result.exception ?? "",
    /Cannot read arguments of format pickle: a TypeScript function takes cbor/,
  );
  assert.equal(valueOf(await container.call([])), 1);
});

test("a container fails a result that cannot be sent, naming its path", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  await container.serve(`${app}app.function("bad", () => ({ users: [{ on: () => 1 }] }));`, "bad");
  const { result } = await container.call([]);
  assert.equal(result?.status, 2);
  assert.equal(result.exception, "ValueRefusedError: result.users[0].on: a function cannot be sent");
});

const schema = `
  const positive = { "~standard": { version: 1, vendor: "test", validate: async (value: any) =>
    typeof value?.n === "number" && value.n > 0 ? { value: { n: value.n, checked: true } }
      : { issues: [{ message: "must be positive", path: ["n"] }] } } };`;

test("a container checks the argument of a function by its input schema, and passes on what that gives", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  await container.serve(`${app}${schema}app.function("check", { input: positive }, (x: any) => x);`, "check");
  assert.deepEqual(valueOf(await container.call([{ n: 1 }])), { n: 1, checked: true });
  const { result } = await container.call([{ n: -1 }]);
  assert.equal(result?.exception, 'SchemaError: Cannot call "check": n: must be positive');
});

test("a container checks the result of a function by its output schema", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  await container.serve(
    `${app}${schema}app.function("check", { output: positive }, (x: any) => x);`,
    "check",
  );
  assert.deepEqual(valueOf(await container.call([{ n: 1 }])), { n: 1, checked: true });
  const { result } = await container.call([{ n: -1 }]);
  assert.equal(result?.exception, 'SchemaError: Cannot return from "check": n: must be positive');
});

const greeter = `${app}
  class Greeter {
    #greeting = "";
    readonly params: { name: string };
    constructor(params: { name: string }) { this.params = params; }
    async setUp() { this.#greeting = "hello " + this.params.name; }
    foo(end: string) { return this.#greeting + end; }
    *letters() { yield* this.params.name; }
  }
  app.cls("Greeter", { enter: "setUp", methods: ["foo", "letters"], parameters: { name: parameter.string() } }, Greeter);`;

test("a container constructs a class with its parameters, enters it, and calls its methods", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  const source = greeter.replace("App,", "App, parameter,");
  const { encodeValue } = await import("@lydian/protocol");
  await container.serve(source, "Greeter.*", { parameters: encodeValue({ name: "you" }) });
  assert.equal(valueOf(await container.call(["!"], { method: "foo" })), "hello you!");
  const generated = await container.call([], { method: "letters" });
  assert.equal(generated.result?.format, 3);
  const unknown = await container.call([], { method: "setDown" });
  assert.match(
    unknown.result?.exception ?? "",
    /Cannot call "Greeter.setDown": the class has the methods foo, letters/,
  );
});

test("a container gives functions the environment of their app and no secret of its own", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  const source = `const atImport = process.env["HUB_TOKEN"];\n${app}
    app.function("env", () => [atImport, Object.keys(process.env).filter((name) => name.startsWith("LYDIAN_"))]);`;
  await container.serve(source, "env", { environment: { HUB_TOKEN: "t" } });
  assert.deepEqual(valueOf(await container.call([])), ["t", []]);
});
