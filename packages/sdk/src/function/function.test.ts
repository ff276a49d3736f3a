import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { describe, it } from "node:test";
import { until } from "../../test/fake-server.ts";
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
import { collect, square, start } from "./function.test.world.ts";

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
