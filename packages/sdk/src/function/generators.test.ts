import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { describe, it } from "node:test";
import { until } from "../../test/fake-server.ts";
import { TimeoutError } from "../errors.ts";
import { collect, start } from "./function.test.world.ts";

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
