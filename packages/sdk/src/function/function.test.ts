import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { describe, it } from "node:test";
import { FakeServer, until } from "../../test/fake-server.ts";
import { Client } from "../client.ts";
import {
  AuthError,
  ConnectionError,
  InvalidError,
  NotFoundError,
  RemoteError,
  TimeoutError,
} from "../errors.ts";
import { Function } from "./function.ts";
import type { UnknownFunction } from "./function-types.ts";

async function start(
  functions: Record<string, (...args: never[]) => unknown>,
): Promise<FakeServer & { get(name: string): UnknownFunction }> {
  const server = await FakeServer.start();
  server.serveBasics();
  for (const [name, run] of Object.entries(functions)) {
    server.functions.set(`fu-${name}`, (args, kwargs) =>
      (run as (...all: unknown[]) => unknown)(...args, ...(Object.keys(kwargs).length > 0 ? [kwargs] : [])),
    );
  }
  const client = new Client(server.account);
  return Object.assign(server, { get: (name: string) => Function.fromName("my-app", name, { client }) });
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const square = (x: number): number => x ** 2;

describe("Function", () => {
  it("remote() resolves to the result", async () => {
    await using server = await start({ square });
    assert.equal(await server.get("square").remote(42), 1764);
  });

  it("remote() passes keyword arguments", async () => {
    await using server = await start({ echo: (...args: unknown[]) => args });
    assert.deepEqual(
      await server
        .get("echo")
        .with({ kwargs: { jobId: "a" } })
        .remote(1),
      [1, { jobId: "a" }],
    );
  });

  it("remote() rejects with the remote error: name, message, cause, stack and properties", async () => {
    await using server = await start({
      fail: () => {
        throw Object.assign(new TypeError("bad", { cause: new RangeError("deep") }), { code: "E1" });
      },
    });
    await assert.rejects(server.get("fail").remote(), (error: unknown) => {
      assert.ok(error instanceof RemoteError);
      assert.equal(error.name, "TypeError");
      assert.equal(error.message, "bad");
      assert.match(error.remoteStack, /function\.test\.ts/);
      assert.match(String(error.stack), /function\.test\.ts/);
      assert.deepEqual(error.properties, { code: "E1" });
      assert.ok(error.cause instanceof RemoteError && error.cause.name === "RangeError");
      return true;
    });
  });

  it("remote() refuses an argument that cannot be sent, naming its path, before anything is sent", async () => {
    await using server = await start({ square });
    await assert.rejects(server.get("square").remote({ user: { callback: () => 1 } }), {
      name: "InvalidError",
      message: "Cannot send the arguments: args[0].user.callback: a function cannot be sent",
    });
    assert.equal(server.connections, 0);
  });

  it("remote() rejects for an unknown function, naming app, function and environment", async () => {
    await using server = await start({});
    await assert.rejects(server.get("cube").remote(1), (error: unknown) => {
      assert.ok(error instanceof NotFoundError);
      assert.match(error.message, /function "cube" of app "my-app" in the default environment/);
      return true;
    });
  });

  it("remote() sends large values as blobs and reads large results", async () => {
    await using server = await start({ echo: (value: Uint8Array) => value });
    const value = new Uint8Array(3_000_000).fill(7);
    assert.deepEqual(await server.get("echo").remote(value), value);
    assert.equal(server.blobs.size, 2);
  });

  it("remote() goes on after a lost connection, and runs the input once", async () => {
    let runs = 0;
    const { promise, resolve } = Promise.withResolvers<number>();
    await using server = await start({
      slow: () => {
        runs += 1;
        return promise;
      },
    });
    const result = server.get("slow").remote();
    await until(() => runs === 1, "the input runs");
    server.disconnect();
    await until(() => server.connections === 2, "the client is back");
    resolve(7);
    assert.equal(await result, 7);
    assert.equal(runs, 1);
  });

  it("remote() goes on when the server comes back after a while", async () => {
    const { promise, resolve } = Promise.withResolvers<number>();
    await using server = await start({ slow: () => promise });
    const result = server.get("slow").remote();
    await until(() => server.calls.size === 1, "the call is open");
    await server.stop();
    await delay(150);
    await server.listen();
    resolve(7);
    assert.equal(await result, 7);
  });

  it("remote() cancels the call when its signal aborts or its deadline passes", async () => {
    await using server = await start({ hang: () => new Promise(() => {}) });
    const abort = new AbortController();
    const aborted = server.get("hang").with({ signal: abort.signal }).remote();
    await until(() => server.calls.size === 1, "the call is open");
    abort.abort(new Error("mine"));
    await assert.rejects(aborted, { message: "mine" });
    await assert.rejects(server.get("hang").with({ deadlineMs: 20 }).remote(), TimeoutError);
    await until(
      () => [...server.calls.values()].every(({ isCancelled }) => isCancelled),
      "both are cancelled",
    );
  });

  it("remote() with the same idempotencyKey is one call", async () => {
    let runs = 0;
    await using server = await start({ count: () => (runs += 1) });
    const count = server.get("count").with({ idempotencyKey: "k" });
    assert.equal(await count.remote(), 1);
    assert.equal(await count.remote(), 1);
    assert.match([...server.calls.keys()][0] ?? "", /^fc-[0-9A-Za-z]{22}$/);
  });

  it("remote() is repeated when it is refused for now", async () => {
    await using server = await start({ square });
    const open = server.functions.get("fu-square");
    server.functions.set("fu-square", () => new Promise(() => {}));
    const result = server.get("square").remote(3);
    await until(() => server.calls.size === 1, "the call is open");
    const [callId] = server.calls.keys();
    server.calls.clear();
    if (open !== undefined) server.functions.set("fu-square", open);
    server.refuse(callId ?? "", { code: 8, message: "too many", retryAfterMs: 10 });
    assert.equal(await result, 9);
  });

  it("remote() and remoteGen() refuse each other's functions", async () => {
    await using server = await start({ square, gen: async function* () {} });
    await assert.rejects(server.get("gen").remote(), { name: "InvalidError", message: /use remoteGen/ });
    await assert.rejects(collect(server.get("square").remoteGen(1)), {
      name: "InvalidError",
      message: /use remote/,
    });
  });

  it("local() is refused on a looked-up function", async () => {
    await using server = await start({ square });
    assert.throws(() => Reflect.get(server.get("square"), "local") as unknown, InvalidError);
  });

  it("a wrong token is an AuthError with the server's words", async () => {
    await using server = await start({ square });
    const client = new Client({ ...server.account, tokenSecret: "wrong" });
    await assert.rejects(Function.fromName("my-app", "square", { client }).remote(1), (error: unknown) => {
      assert.ok(error instanceof AuthError);
      assert.match(error.message, /wrong token/);
      return true;
    });
  });

  it("a server that is not running is a ConnectionError that says what to do, soon", async () => {
    const server = await start({});
    await server.stop();
    const startedAtMs = performance.now();
    await assert.rejects(server.get("square").remote(1), (error: unknown) => {
      assert.ok(error instanceof ConnectionError);
      assert.match(error.message, /127\.0\.0\.1:\d+.*is `lydian up` running\?/);
      return true;
    });
    assert.ok(performance.now() - startedAtMs < 3000);
  });
});

describe("generators", () => {
  it("remoteGen() gives yields in order, more than the credit, and slowly taken", async () => {
    await using server = await start({
      gen: async function* (n: number) {
        for (let i = 0; i < n; i += 1) yield i;
      },
    });
    assert.deepEqual(
      await collect(server.get("gen").remoteGen(500)),
      Array.from({ length: 500 }, (_, i) => i),
    );
  });

  it("remoteGen() throws after what was yielded", async () => {
    await using server = await start({
      gen: async function* () {
        yield 1;
        throw new TypeError("bad");
      },
    });
    const seen: unknown[] = [];
    await assert.rejects(
      async () => {
        for await (const item of server.get("gen").remoteGen()) seen.push(item);
      },
      { name: "TypeError" },
    );
    assert.deepEqual(seen, [1]);
  });

  it("remoteGen() cancels the call when it is left early", async () => {
    await using server = await start({
      gen: async function* () {
        for (let i = 0; ; i += 1) {
          yield i;
          await delay(1);
        }
      },
    });
    for await (const item of server.get("gen").remoteGen()) if (item === 3) break;
    await until(() => [...server.calls.values()][0]?.isCancelled === true, "it is cancelled");
  });

  it("remoteGen() rejects when its signal aborts or its deadline passes: what came is not all", async () => {
    await using server = await start({
      gen: async function* () {
        yield 1;
        await new Promise(() => {});
      },
    });
    const abort = new AbortController();
    const aborted = server.get("gen").with({ signal: abort.signal }).remoteGen();
    assert.deepEqual(await aborted.next(), { done: false, value: 1 });
    const next = aborted.next();
    abort.abort(new Error("mine"));
    await assert.rejects(next, { message: "mine" });
    await assert.rejects(collect(server.get("gen").with({ deadlineMs: 20 }).remoteGen()), TimeoutError);
    await until(
      () => [...server.calls.values()].every(({ isCancelled }) => isCancelled),
      "both are cancelled",
    );
  });

  it("remoteGen() goes on after a lost connection without losing or doubling a yield", async () => {
    await using server = await start({
      gen: async function* () {
        for (let i = 0; i < 40; i += 1) {
          yield i;
          await delay(1);
        }
      },
    });
    const seen: unknown[] = [];
    for await (const item of server.get("gen").remoteGen()) {
      seen.push(item);
      if (item === 5 || item === 20) server.disconnect();
    }
    assert.deepEqual(
      seen,
      Array.from({ length: 40 }, (_, i) => i),
    );
  });
});

describe("map", () => {
  it("map() keeps the order of inputs, and orderOutputs: false does not wait for it", async () => {
    let others = 0;
    await using server = await start({
      slow: async (x: number) => {
        if (x === 0) await until(() => others === 2, "the others have run");
        else others += 1;
        return x;
      },
    });
    const slow = server.get("slow");
    assert.deepEqual(await collect(slow.map([0, 1, 2])), [0, 1, 2]);
    others = 0;
    assert.equal((await collect(slow.with({ orderOutputs: false }).map([0, 1, 2]))).at(-1), 0);
  });

  it("map() zips sync and async iterables, the shortest ends it, and starmap() spreads", async () => {
    await using server = await start({ add: (a: number, b: number) => a + b });
    const add = server.get("add");
    async function* numbers(): AsyncGenerator<number> {
      for (let i = 0; ; i += 1) yield i;
    }
    assert.deepEqual(await collect(add.map([1, 2, 3], numbers())), [1, 3, 5]);
    assert.deepEqual(
      await collect(
        add.starmap([
          [1, 2],
          [3, 4],
        ]),
      ),
      [3, 7],
    );
    await assert.rejects(collect(add.starmap([1] as never)), InvalidError);
    assert.deepEqual(await collect(add.map([], [])), []);
  });

  it("map() pulls no more inputs than its window beyond what was taken", async () => {
    await using server = await start({ square });
    let pulled = 0;
    function* numbers(): Generator<number> {
      for (; pulled < 5000; pulled += 1) yield pulled;
    }
    const results = server.get("square").map(numbers());
    for (let taken = 1; taken <= 3; taken += 1) {
      await results.next();
      await delay(20);
      assert.ok(pulled <= 1000 + taken, `pulled ${pulled}`);
    }
    await results.return();
    await until(() => [...server.calls.values()][0]?.isCancelled === true, "the rest is cancelled");
  });

  it("map() has no more than `concurrency` inputs under way", async () => {
    let running = 0;
    let most = 0;
    await using server = await start({
      slow: async (x: number) => {
        most = Math.max(most, (running += 1));
        await delay(1);
        running -= 1;
        return x;
      },
    });
    await collect(
      server
        .get("slow")
        .with({ concurrency: 3 })
        .map(Array.from({ length: 30 }, (_, i) => i)),
    );
    assert.equal(most, 3);
  });

  it("map() throws the first failure in order and cancels the rest; returnExceptions makes it an item", async () => {
    await using server = await start({
      odd: (x: number) => {
        if (x === 2) throw new TypeError("even");
        return x;
      },
    });
    const odd = server.get("odd");
    const seen: unknown[] = [];
    await assert.rejects(
      async () => {
        for await (const item of odd.map([1, 2, 3])) seen.push(item);
      },
      { name: "TypeError", message: "even" },
    );
    assert.deepEqual(seen, [1]);
    const all = await collect(odd.with({ returnExceptions: true }).map([1, 2, 3]));
    assert.ok(all[1] instanceof RemoteError);
    assert.deepEqual([all[0], all[2]], [1, 3]);
    await assert.rejects(odd.forEach([1, 2, 3]), { name: "TypeError" });
    await odd.with({ ignoreExceptions: true }).forEach([1, 2, 3]);
  });

  it("map() throws what its iterable throws, and names the input that cannot be sent", async () => {
    await using server = await start({ square });
    function* numbers(): Generator<number> {
      yield 1;
      throw new Error("mine");
    }
    await assert.rejects(collect(server.get("square").map(numbers())), { message: "mine" });
    await assert.rejects(collect(server.get("square").map([1, () => 1])), {
      message: /Input 1 of a map: .*args\[0\]: a function/,
    });
  });

  it("map() goes on after lost connections: each result once and in order", async () => {
    await using server = await start({ square });
    const results: unknown[] = [];
    for await (const item of server.get("square").map(Array.from({ length: 3000 }, (_, i) => i))) {
      results.push(item);
      if (results.length % 700 === 0) server.disconnect();
    }
    assert.deepEqual(
      results,
      Array.from({ length: 3000 }, (_, i) => i ** 2),
    );
    assert.equal([...server.calls.values()][0]?.inputs.size, 3000);
  });

  it("map() goes on after it was refused for now: each result once and in order", async () => {
    await using server = await start({ square });
    const results: unknown[] = [];
    for await (const item of server.get("square").map(Array.from({ length: 3000 }, (_, i) => i))) {
      results.push(item);
      const [callId] = server.calls.keys();
      if (results.length % 700 === 0)
        server.refuse(callId ?? "", { code: 8, message: "full", retryAfterMs: 5 });
    }
    assert.deepEqual(
      results,
      Array.from({ length: 3000 }, (_, i) => i ** 2),
    );
  });

  it("map() ends when it is refused for good", async () => {
    await using server = await start({ square });
    const results = server.get("square").map(Array.from({ length: 3000 }, (_, i) => i));
    await results.next();
    const [callId] = server.calls.keys();
    server.refuse(callId ?? "", { code: 9, message: "the app was stopped" });
    await assert.rejects(collect(results), { name: "ConflictError", message: "the app was stopped" });
  });

  it("map() ends when its signal aborts, although its iterable never does", async () => {
    await using server = await start({ square });
    async function* never(): AsyncGenerator<number> {
      yield 1;
      await new Promise(() => {});
    }
    const abort = new AbortController();
    const results = server.get("square").with({ signal: abort.signal }).map(never());
    assert.equal((await results.next()).value, 1);
    setTimeout(() => abort.abort(new Error("mine")), 10);
    await assert.rejects(results.next(), { message: "mine" });
  });
});
