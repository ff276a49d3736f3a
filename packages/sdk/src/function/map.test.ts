import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { describe, it } from "node:test";
import { until } from "../../test/fake-server.ts";
import { InvalidError, RemoteError } from "../errors.ts";
import { collect, square, start } from "./function.test.world.ts";

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
