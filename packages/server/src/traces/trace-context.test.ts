import assert from "node:assert/strict";
import { test } from "node:test";
import { formatTraceparent, parseTraceparent } from "./trace-context.ts";

const traceId = "0af7651916cd43dd8448eb211c80319c";
const spanId = "b7ad6b7169203331";

test("a trace context is read and written", () => {
  for (const isSampled of [true, false]) {
    const context = { traceId, spanId, isSampled };
    assert.deepEqual(parseTraceparent(formatTraceparent(context)), context);
  }
  assert.equal(parseTraceparent(`01-${traceId}-${spanId}-03`)?.isSampled, true, "of a later version");
});

for (const text of [
  "",
  "00",
  `ff-${traceId}-${spanId}-01`,
  `00-${"0".repeat(32)}-${spanId}-01`,
  `00-${traceId}-${"0".repeat(16)}-01`,
  `00-${traceId.toUpperCase()}-${spanId}-01`,
  `00-${traceId}-${spanId}`,
  `00-${traceId}-${spanId}-01-extra`,
  `00-${traceId}-${spanId}-01\n`,
]) {
  test(`${JSON.stringify(text)} is no trace context`, () => {
    assert.equal(parseTraceparent(text), undefined);
  });
}
