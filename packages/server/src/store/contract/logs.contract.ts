import assert from "node:assert/strict";
import { test } from "node:test";
import type { LogFilter, LogLine } from "../../model/log-line.ts";
import { freshStore, type OpenStoreUnderTest } from "./fixture.contract.ts";

function line(text: string, changes: Partial<LogLine> = {}): LogLine {
  return {
    appId: "ap-1",
    functionId: "fu-1",
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

export function logsContract(open: OpenStoreUnderTest): void {
  test("log lines are read as they were written, in the order in which they came", async (t) => {
    const { logs } = await freshStore(t, open);
    const lines = [
      line("one\n", { callId: "fc-1", index: 3, stream: "stderr" }),
      line("\u0000 \u{1f600}\n", { atMs: 5, stream: "system" }),
    ];
    await Promise.all([logs.append(lines), logs.append([line("three\n")]), logs.append([])]);
    const read = await logs.read({}, 0, 10);
    assert.deepEqual(
      read.map(({ sequence, ...rest }) => (assert(sequence > 0), rest)),
      [...lines, line("three\n")],
    );
    assert.deepEqual(texts(await logs.read({}, read[0]?.sequence ?? 0, 1)), ["\u0000 \u{1f600}\n"]);
    assert.deepEqual(await logs.read({}, read[2]?.sequence ?? 0, 1), []);
    assert.deepEqual(texts(await logs.tail({}, 2)), ["\u0000 \u{1f600}\n", "three\n"]);
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
      assert.deepEqual(texts(await logs.read(filter, 0, 100)), expected);
      assert.deepEqual(texts(await logs.tail(filter, 1)), expected.slice(-1));
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
    assert.deepEqual(texts(await logs.read({}, 0, 10)), ["d", "e"]);
  });
}
