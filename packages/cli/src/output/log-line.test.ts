import assert from "node:assert/strict";
import { test } from "node:test";
import type { LogLine } from "../server/logs.ts";
import { LogText } from "./log-line.ts";

function line(text: string, from: Partial<LogLine> = {}): LogLine {
  return { atMs: 0, stream: "stdout", containerId: "ta-1", callId: "fc-1", text, ...from };
}

function textOf(lines: readonly LogLine[], options = {}): string {
  const log = new LogText(options);
  return lines.map((next) => log.next(next, process.stdout)).join("") + log.end();
}

test("LogText leaves what was printed in parts on one line", () => {
  assert.equal(textOf([line("a "), line("b\n"), line("c\n")]), "a b\nc\n");
});

test("LogText ends a line that something else comes into", () => {
  assert.equal(textOf([line("a "), line("x\n", { callId: "fc-2" }), line("b")]), "a \nx\nb\n");
});

test("LogText puts the time before lines and not into them", () => {
  const at = "1970-01-01T00:00:00.000Z";
  assert.equal(textOf([line("a "), line("b\n"), line("c\n")], { timestamps: true }), `${at} a b\n${at} c\n`);
});
