import assert from "node:assert/strict";
import { test } from "node:test";
import { toMs } from "./duration.ts";

test("toMs() reads numbers and units", () => {
  assert.deepEqual(
    ([1_500, "250ms", "30s", "5m", "1.5h", "7d", "2w"] as const).map(toMs),
    [1_500, 250, 30_000, 300_000, 5_400_000, 604_800_000, 1_209_600_000],
  );
});

for (const wrong of [-1, Number.NaN, "7", "d", "-1s", "1 day", "1e3s"]) {
  test(`toMs() refuses ${JSON.stringify(wrong)}`, () => {
    assert.throws(() => toMs(wrong as "1s"), /is no duration: give milliseconds, or/);
  });
}
