import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { boundParametersOf, serializedParametersOf } from "./parameters.ts";

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

  it("leaves other pickles closed, and refuses bytes that are nothing", () => {
    assert.deepEqual(boundParametersOf(Buffer.from("800495", "hex")), new Uint8Array([0x80, 0x04, 0x95]));
    assert.throws(() => boundParametersOf(Buffer.from([0x0a, 0xff])), /Cannot read the class parameters/);
  });
});

describe("serializedParametersOf", () => {
  it("is read again as what was bound", () => {
    const bound = { a: "x", b: 2n ** 60n + 1n, c: -5, d: Buffer.from([1]), e: true };
    assert.deepEqual(boundParametersOf(serializedParametersOf(bound)), bound);
    assert.deepEqual(boundParametersOf(serializedParametersOf({ low: -(2n ** 62n) })), { low: -(2n ** 62n) });
    const pickled = new Uint8Array([0x80, 0x04, 0x95]);
    assert.deepEqual(serializedParametersOf(pickled), pickled);
    assert.equal(serializedParametersOf({}).length, 0);
  });
});
