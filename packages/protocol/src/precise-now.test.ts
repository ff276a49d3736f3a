import assert from "node:assert/strict";
import { test } from "node:test";
import { preciseNowMs } from "./precise-now.ts";

test("preciseNowMs() has fractions, and goes on", () => {
  const times = Array.from({ length: 50 }, preciseNowMs);
  assert.ok(times.some((ms) => !Number.isInteger(ms)));
  assert.deepEqual(
    times,
    times.toSorted((a, b) => a - b),
  );
  assert.ok(Math.abs((times[0] ?? 0) - Date.now()) < 1_000);
});

test("preciseNowMs() follows a clock that was set, or went on while the machine slept", (t) => {
  const hour = 3_600_000;
  const now = Date.now;
  for (const laterMs of [hour, -hour]) {
    t.mock.method(Date, "now", () => now() + laterMs);
    assert.ok(Math.abs(preciseNowMs() - Date.now()) <= 3);
  }
  t.mock.restoreAll();
  assert.ok(Math.abs(preciseNowMs() - Date.now()) <= 3);
});
