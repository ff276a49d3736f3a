import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { boundParametersOf } from "./parameters.ts";

/** One parameter, `i`, whose integer is the varint given. */
function integer(varint: readonly number[]): Uint8Array {
  const value = [0x0a, 0x01, 0x69, 0x10, 0x02, 0x20, ...varint];
  return Buffer.from([0x0a, value.length, ...value]);
}

describe("boundParametersOf", () => {
  it("reads integers exactly, as a bigint beyond 2^53", () => {
    const zeros = (count: number): number[] => Array.from({ length: count }, () => 0x80);
    assert.deepEqual(boundParametersOf(integer([0x05])), { i: 5 });
    assert.deepEqual(boundParametersOf(integer([0x81, ...zeros(7), 0x10])), { i: 2n ** 60n + 1n });
    assert.deepEqual(boundParametersOf(integer([...Array.from({ length: 9 }, () => 0xff), 0x01])), { i: -1 });
  });

  it("takes no bytes and Python's pickle of no arguments for no parameters", () => {
    assert.deepEqual(boundParametersOf(new Uint8Array(0)), {});
    assert.deepEqual(boundParametersOf(Buffer.from("8004950600000000000000297d9486942e", "hex")), {});
  });

  it("refuses other pickles, and bytes that are nothing", () => {
    assert.throws(() => boundParametersOf(Buffer.from("800495", "hex")), /pickled/);
    assert.throws(() => boundParametersOf(Buffer.from([0x0a, 0xff])), /Cannot read the class parameters/);
  });
});
