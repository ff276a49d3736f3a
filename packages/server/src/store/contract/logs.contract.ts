import assert from "node:assert/strict";
import { test } from "node:test";
import type { LogFilter, LogLine } from "../../model/log-line.ts";
import type { LogPosition, Logs } from "../logs.ts";
import { freshStore, type OpenStoreUnderTest } from "./fixture.contract.ts";

function line(text: string, changes: Partial<LogLine> = {}): LogLine {
  return {
    appId: "ap-1",
    functionId: "fu-1",
    baseFunctionId: "fu-1",
    containerId: "ta-1",
    stream: "stdout",
    atMs: 1000,
    text,
    ...changes,
  };
}

function texts(lines: readonly LogLine[]): readonly string[] {
  return lines.map(({ text }) => text);
}

/** All that match, over as many answers as it takes. */
async function countAll(logs: Logs, filter: LogFilter): Promise<number> {
  let total = 0;
  for (let after: LogPosition | undefined; ;) {
    const page = await logs.count(filter, 1_000, after);
    for (const { lines } of page.buckets) total += lines.stdout + lines.stderr + lines.system;
    if (page.after === undefined) return total;
    ({ after } = page);
  }
}

export function logsContract(open: OpenStoreUnderTest): void {
  test("log lines are read as they were written, in the order in which they came", async (t) => {
    const { logs } = await freshStore(t, open);
    const lines = [
      line("one\n", { callId: "fc-1", index: 3, stream: "stderr" }),
      line("\u0000 \u{1f600}\n", { atMs: 5, stream: "system" }),
    ];
    await Promise.all([logs.append(lines), logs.append([line("three\n")]), logs.append([])]);
    const { lines: read } = await logs.read({}, 0, 10);
    assert.deepEqual(
      read.map(({ sequence, ...rest }) => (assert(sequence > 0), rest)),
      [...lines, line("three\n")],
    );
    assert.deepEqual(texts((await logs.read({}, read[0]?.sequence ?? 0, 1)).lines), ["\u0000 \u{1f600}\n"]);
    const cursor = read[2]?.sequence ?? 0;
    assert.deepEqual(await logs.read({}, cursor, 1), { lines: [], cursor, isPartial: false });
    assert.deepEqual(texts((await logs.tail({}, 2)).lines), ["\u0000 \u{1f600}\n", "three\n"]);
  });

  test("every combination of filters narrows read() and tail()", async (t) => {
    const { logs } = await freshStore(t, open);
    const ids = ["1", "2"] as const;
    const lines = ids.flatMap((a) =>
      ids.flatMap((f) =>
        ids.flatMap((c) =>
          ids.map((i) =>
            line(`${a}${f}${c}${i}`, {
              appId: `ap-${a}`,
              functionId: `fu-${f}`,
              containerId: `ta-${c}`,
              callId: `fc-${i}`,
            }),
          ),
        ),
      ),
    );
    await logs.append(lines);
    for (let mask = 0; mask < 16; mask += 1) {
      const filter: LogFilter = {
        ...(mask & 1 && { appId: "ap-2" }),
        ...(mask & 2 && { functionId: "fu-1" }),
        ...(mask & 4 && { containerId: "ta-2" }),
        ...(mask & 8 && { callId: "fc-1" }),
      };
      const expected = texts(lines).filter((text) =>
        [0, 1, 2, 3].every((place) => !(mask & (1 << place)) || text[place] === "2121"[place]),
      );
      assert.deepEqual(texts((await logs.read(filter, 0, 100)).lines), expected);
      assert.deepEqual(texts((await logs.tail(filter, 1)).lines), expected.slice(-1));
      assert.equal(await countAll(logs, filter), expected.length);
    }
  });

  test("expire() deletes lines by age, then the oldest by size", async (t) => {
    const underTest = await open();
    t.after(() => underTest.discard());
    let { logs } = underTest.store;
    await logs.append([line("old", { atMs: 10 }), line("éé", { atMs: 20 }), line("c"), line("d"), line("e")]);
    assert.equal(await logs.expire({ beforeMs: 20, bytesMax: 100, limit: 10 }), 1);
    assert.equal(await logs.expire({ beforeMs: 20, bytesMax: 7, limit: 10 }), 0, "text is 4 + 3 bytes");
    ({ logs } = await underTest.reopen());
    assert.equal(await logs.expire({ beforeMs: 0, bytesMax: 2, limit: 1 }), 1, "limit");
    assert.equal(await logs.expire({ beforeMs: 0, bytesMax: 2, limit: 10 }), 1);
    assert.deepEqual(texts((await logs.read({}, 0, 10)).lines), ["d", "e"]);
  });

  test("read(), tail() and count() look for a stream, an input, a text, a time and a function's variants", async (t) => {
    const { logs } = await freshStore(t, open);
    await logs.append([
      line("alpha", { atMs: 1_000, stream: "stderr" }),
      line("beta", { atMs: 2_000, callId: "fc-1", index: 0 }),
      line("gamma", { atMs: 3_000, callId: "fc-1", index: 1, functionId: "fu-variant" }),
      line("delta", { atMs: 4_000, functionId: "fu-2", baseFunctionId: "fu-2" }),
    ]);
    const cases: readonly (readonly [LogFilter, readonly string[]])[] = [
      [{ stream: "stderr" }, ["alpha"]],
      [{ callId: "fc-1", index: 1 }, ["gamma"]],
      [{ text: "lt" }, ["delta"]],
      [{ text: "ALPHA" }, []],
      [{ sinceMs: 2_000 }, ["beta", "gamma", "delta"]],
      [{ untilMs: 2_000 }, ["alpha"]],
      [{ sinceMs: 2_000, untilMs: 4_000 }, ["beta", "gamma"]],
      [{ baseFunctionId: "fu-1" }, ["alpha", "beta", "gamma"]],
      [{ baseFunctionId: "fu-1", functionId: "fu-variant" }, ["gamma"]],
      [{ baseFunctionId: "fu-1", sinceMs: 1_500, untilMs: 2_500 }, ["beta"]],
    ];
    for (const [wanted, expected] of cases) {
      for (const among of [{}, { appId: "ap-1" }, { containerId: "ta-1" }] as const) {
        const filter = { ...among, ...wanted };
        assert.deepEqual(texts((await logs.read(filter, 0, 100)).lines), expected);
        assert.deepEqual(texts((await logs.tail(filter, 100)).lines), expected);
        assert.equal(await countAll(logs, filter), expected.length);
      }
    }
  });

  test("L2: tail() of an app goes by the time of writing, and by arrival within one moment", async (t) => {
    const { logs } = await freshStore(t, open);
    const late = [line("2b", { atMs: 2_000 }), line("1", { atMs: 1_000 }), line("2c", { atMs: 2_000 })];
    await logs.append([line("2a", { atMs: 2_000 }), line("3", { atMs: 3_000 }), ...late]);
    assert.deepEqual(texts((await logs.tail({ appId: "ap-1" }, 10)).lines), ["1", "2a", "2b", "2c", "3"]);
    assert.deepEqual(texts((await logs.tail({ appId: "ap-1" }, 3)).lines), ["2b", "2c", "3"]);
  });

  test("count() tells the streams apart, in buckets that begin at multiples of their length", async (t) => {
    const { logs } = await freshStore(t, open);
    await logs.append([
      line("a", { atMs: 3_999 }),
      line("b", { atMs: 4_000, stream: "stderr" }),
      line("c", { atMs: 5_999, stream: "system" }),
      line("d", { atMs: 11_000 }),
    ]);
    const filter = { appId: "ap-1", sinceMs: 3_500, untilMs: 11_001 } as const;
    assert.deepEqual(await logs.count(filter, 2_000), {
      buckets: [
        { startMs: 2_000, lines: { stdout: 1, stderr: 0, system: 0 } },
        { startMs: 4_000, lines: { stdout: 0, stderr: 1, system: 1 } },
        { startMs: 10_000, lines: { stdout: 1, stderr: 0, system: 0 } },
      ],
    });
  });

  test("L1: a search through many lines goes on where the answer says, and finds each once", async (t) => {
    const { logs } = await freshStore(t, open);
    const many = 45_000;
    const needles = [0, 1, 22_222, 44_999];
    await logs.append(
      Array.from({ length: many }, (_, i) =>
        line(needles.includes(i) ? `needle ${i}` : "hay", { atMs: 1_000 + Math.floor(i / 7) }),
      ),
    );
    for (const among of [{ appId: "ap-1" }, { containerId: "ta-1" }, {}] as const) {
      const filter: LogFilter = { ...among, text: "needle" };
      const read: string[] = [];
      let pages = 0;
      for (let after = 0, isPartial = true; isPartial; pages += 1) {
        const page = await logs.read(filter, after, 100);
        read.push(...texts(page.lines));
        ({ cursor: after, isPartial } = page);
      }
      assert.deepEqual(
        read,
        needles.map((i) => `needle ${i}`),
      );
      const tail: string[] = [];
      for (let before: LogPosition | undefined; ;) {
        const page = await logs.tail(filter, 100, before);
        tail.unshift(...texts(page.lines));
        if (page.before === undefined) break;
        ({ before } = page);
      }
      assert.deepEqual(tail, read);
      assert.ok(pages > 2, "not all in one go");
      assert.equal(await countAll(logs, among), many);
    }
  });
}
