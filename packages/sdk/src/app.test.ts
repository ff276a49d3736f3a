import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { modal } from "@lydian/protocol";
import { FakeServer } from "../test/fake-server.ts";
import { App } from "./app.ts";
import { Client } from "./client.ts";
import { Cls } from "./cls/cls.ts";
import { parameter } from "./cls/parameter.ts";
import { definitionsOf, hydrateApp, type AppDefinitions } from "./definitions.ts";
import { ConnectionError, InvalidError, NotFoundError, UnimplementedError } from "./errors.ts";
import { cron, period } from "./schedule.ts";
import { Secret } from "./secret.ts";

const { ClassParameterSet, FunctionBindParamsRequest, FunctionBindParamsResponse, FunctionGetResponse } =
  modal.client;

class Greeter {
  #greeting = "";
  readonly #params: { readonly name: string; readonly loud: boolean };
  constructor(params: { readonly name: string; readonly loud: boolean }) {
    this.#params = params;
  }
  async setUp(): Promise<void> {
    this.#greeting = `hello ${this.#params.name}${this.#params.loud ? "!" : ""}`;
  }
  foo(): string {
    return this.#greeting;
  }
  *letters(): Generator<string> {
    yield* this.#greeting;
  }
}
const parameters = { name: parameter.string({ default: "world" }), loud: parameter.boolean() };

function definitions(app: App): AppDefinitions {
  const found = definitionsOf(app);
  assert.ok(found);
  return found;
}

describe("App", () => {
  it("function() and cls() define what deploys, with the app's defaults", () => {
    const hub = Secret.fromName("hub");
    const app = new App("my-app", { timeoutMs: 1000, secrets: [hub], env: { A: "1", B: "1" } });
    const own = Secret.fromObject({ K: "v" });
    app.function("f", { secrets: [own], env: { B: "2" }, retries: 3 }, (x: number) => x);
    app.function("g", async function* () {});
    app.cls("Greeter", { enter: "setUp", parameters }, Greeter);
    const found = definitions(app).definitions;
    assert.deepEqual(found.get("f")?.options, {
      timeoutMs: 1000,
      retries: 3,
      secrets: [hub, own],
      env: { A: "1", B: "2" },
    });
    assert.equal(found.get("g")?.kind, "generator");
    const cls = found.get("Greeter.*");
    assert.ok(cls?.kind === "class");
    assert.deepEqual(
      [...cls.methods],
      [
        ["foo", { isGenerator: false }],
        ["letters", { isGenerator: true }],
      ],
    );
    assert.deepEqual([cls.enter, cls.exit], [["setUp"], []]);
    assert.equal(definitionsOf({}), undefined);
  });

  it("refuses two functions of one name, naming it", () => {
    const app = new App("my-app");
    app.function("same", () => 1);
    assert.throws(
      () => app.function("same", () => 2),
      /Cannot define function "same": app "my-app" has a function of that name already/,
    );
    assert.throws(() => app.cls("same", Greeter as never), /class "same": app "my-app" has a function/);
  });

  it("refuses names, options and handlers that cannot be, saying why", () => {
    const app = new App("my-app");
    for (const name of ["", "a b", "é", "x".repeat(65), "fu-0123456789012345678901"]) {
      assert.throws(() => app.function(name, () => 1), InvalidError, name);
    }
    assert.throws(
      () => app.function("f", { timeoutMs: -1 }, () => 1),
      /timeoutMs must be a whole number from 1/,
    );
    assert.throws(() => app.function("f", { timeout: 1 } as never, () => 1), /there is no option "timeout"/);
    assert.throws(
      () => app.function("f", { retries: { maxRetries: 1, initialDelayMs: -1 } }, () => 1),
      /initialDelayMs/,
    );
    assert.throws(
      () => app.function("f", { minContainers: 3, maxContainers: 2 }, () => 1),
      /minContainers \(3\) is above maxContainers \(2\)/,
    );
    assert.throws(() => app.function("f", { env: { A: 1 as never } }, () => 1), /env must be/);
    assert.throws(() => app.function("f", 5 as never), /must be a function/);
    assert.throws(
      () => app.function("f", { schedule: "0 9 * * *" as never }, () => 1),
      /schedule must be made by cron\(\) or period\(\)/,
    );
    for (const [part, reason] of [
      [{ hours: 1.5 }, /schedule has hours that must be a whole number/],
      [{ days: -1 }, /schedule has days that must be a whole number from 0/],
    ] as const)
      assert.throws(() => app.function("f", { schedule: period(part) }, () => 1), reason);
    app.function("often", { schedule: period({ seconds: 1.5 }) }, () => 1);
    app.function("nine", { schedule: cron("0 9 * * *") }, () => 1);
    assert.throws(
      () => app.cls("C", { enter: "nowhere" as never }, Greeter as never),
      /has no method "nowhere"/,
    );
    assert.throws(() => new App("my app"), InvalidError);
  });

  it("refuses what this version does not do", () => {
    assert.throws(
      () => new App("my-app").function("f", { gpu: "h100" }, () => 1),
      (error) =>
        error instanceof UnimplementedError &&
        /is not supported yet by this version of Lydian/.test(error.message),
    );
  });

  it("local() runs a batched function for a batch of one", async () => {
    const app = new App("my-app");
    const batched = { batchMaxSize: 4, batchLingerMs: 10 };
    const add = app.function("add", batched, (a: number[], b: number[]) => a.map((x, i) => x + (b[i] ?? 0)));
    const sum: number = await add.local(1, 2);
    assert.equal(sum, 3);
    assert.deepEqual(add.getRawF()([1, 2], [3, 4]), [4, 6]);
    class Twice {
      async double(numbers: readonly number[]) {
        return numbers.map((n) => 2 * n);
      }
    }
    const doubled: number = await app.cls("Twice", batched, Twice).instance().double.local(21);
    assert.equal(doubled, 42);
    await assert.rejects(
      app.function("none", batched, (numbers: number[]) => numbers.slice(1)).local(1),
      /"none" must return a list of one result for a batch of one input/,
    );
  });

  it("refuses what cannot be batched", () => {
    const app = new App("my-app");
    const size = { batchMaxSize: 2 };
    assert.throws(() => app.function("f", { batchLingerMs: 1 }, () => 1), /give batchMaxSize too/);
    assert.throws(() => app.function("f", { batchMaxSize: 0 }, (x: number[]) => x), /from 1 to 1000/);
    assert.throws(
      () => app.function("f", size, function* () {} as never),
      /function "f": a generator cannot be batched/,
    );
    class Letters {
      *all() {
        yield "a";
      }
    }
    assert.throws(() => app.cls("C", size, Letters), /class "C": a generator cannot be batched/);
  });

  it("local() runs a function here, and a method after its class was constructed and entered", async () => {
    const app = new App("my-app");
    const square = app.function("square", (x: number) => x ** 2);
    assert.equal(square.local(3), 9);
    assert.equal(square.getRawF()(3), 9);
    const greeter = app.cls("Greeter", { enter: "setUp", parameters }, Greeter).instance({ loud: true });
    assert.equal(await greeter.foo.local(), "hello world!");
    const letters: string[] = [];
    for await (const letter of greeter.letters.local()) letters.push(letter);
    assert.equal(letters.join(""), "hello world!");
  });

  it("remote() on a function of an app that does not run says what to do", async () => {
    const square = new App("my-app").function("square", (x: number) => x ** 2);
    await assert.rejects(
      square.remote(1),
      (error) => error instanceof InvalidError && /lydian run.*fromName/.test(error.message),
    );
  });

  it("remote() on a function of a running app calls it", async () => {
    await using server = await FakeServer.start();
    server.functions.set("fu-1", ([x]) => Number(x) ** 2);
    const app = new App("my-app");
    const square = app.function("square", (x: number) => x ** 2);
    hydrateApp(definitions(app), {
      appId: "ap-1",
      functionIds: new Map([["square", "fu-1"]]),
      client: new Client(server.account),
    });
    assert.equal(await square.remote(5), 25);
    assert.equal(square.objectId, "fu-1");
  });
});

describe("Cls", () => {
  async function start(): Promise<
    { server: FakeServer; client: Client; bound: unknown[] } & AsyncDisposable
  > {
    const server = await FakeServer.start();
    const bound: unknown[] = [];
    const spec = modal.client.ParameterType;
    const handleMetadata = {
      classParameterInfo: {
        format: 2,
        schema: [
          { name: "name", type: spec.PARAM_TYPE_STRING, hasDefault: true, stringDefault: "world" },
          { name: "loud", type: spec.PARAM_TYPE_BOOL },
          { name: "size", type: spec.PARAM_TYPE_INT, hasDefault: true, intDefault: 0 },
        ],
      },
      methodHandleMetadata: {
        foo: { functionName: "foo", functionType: 2 },
        letters: { functionName: "letters", functionType: 1 },
      },
    };
    server.verbs.set("FunctionGet", () =>
      FunctionGetResponse.encode({ functionId: "fu-base", handleMetadata }).finish(),
    );
    server.verbs.set("FunctionBindParams", (body) => {
      const { functionId, serializedParams, functionOptions } = FunctionBindParamsRequest.decode(body);
      const values = ClassParameterSet.decode(serializedParams).parameters ?? [];
      bound.push({
        functionId,
        values: values.map(({ name, stringValue, boolValue, intValue }) => [
          name,
          stringValue ?? boolValue ?? Number(intValue),
        ]),
        cpu: functionOptions?.resources?.milliCpu,
      });
      return FunctionBindParamsResponse.encode({ boundFunctionId: "fu-bound", handleMetadata }).finish();
    });
    server.functions.set("fu-bound", (args, kwargs) => ({ args, kwargs }));
    return { server, client: new Client(server.account), bound, [Symbol.asyncDispose]: () => server.stop() };
  }

  it("instance() binds parameters by name, sorted, with defaults, once", async () => {
    await using world = await start();
    const greeter = Cls.fromName("my-app", "Greeter", world).withOptions({ cpu: 2 }).instance({ loud: true });
    assert.deepEqual(await greeter["foo"]?.remote(1), { args: [1], kwargs: { method: "foo" } });
    await greeter["foo"]?.remote(2);
    assert.deepEqual(world.bound, [
      {
        functionId: "fu-base",
        values: [
          ["loud", true],
          ["name", "world"],
          ["size", 0],
        ],
        cpu: 2000,
      },
    ]);
  });

  it("instance() rejects for parameters and methods that are wrong, naming them", async () => {
    await using world = await start();
    const C = Cls.fromName("my-app", "Greeter", world);
    await assert.rejects(C.instance()["foo"]?.remote() ?? Promise.resolve(), /parameter "loud" is missing/);
    await assert.rejects(
      C.instance({ loud: 1 })["foo"]?.remote() ?? Promise.resolve(),
      /parameter "loud": it must be true or false/,
    );
    await assert.rejects(
      C.instance({ loud: true, x: 1 })["foo"]?.remote() ?? Promise.resolve(),
      /no parameter "x"/,
    );
    await assert.rejects(
      C.instance({ loud: true })["bar"]?.remote() ?? Promise.resolve(),
      (error) =>
        error instanceof NotFoundError &&
        /"Greeter.bar": the class has the methods foo, letters/.test(error.message),
    );
    await assert.rejects(
      C.instance({ loud: true })["letters"]?.remote() ?? Promise.resolve(),
      /use remoteGen/,
    );
    assert.throws(
      () => C.instance({ loud: true })["foo"]?.withOptions({ cpu: 1 }),
      /withOptions of its class/,
    );
  });

  it("an instance can be awaited without harm", async () => {
    const C = Cls.fromName("my-app", "Greeter", {
      client: new Client({ serverUrl: "http://127.0.0.1:1", tokenId: "a", tokenSecret: "b" }),
    });
    const instance = await Promise.resolve(C.instance());
    await assert.rejects(instance["foo"]?.remote() ?? Promise.resolve(), ConnectionError);
  });
});
