import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Decoder, Encoder } from "cbor-x";
import { payloadBytesMax } from "../limits.ts";
import { decodeArguments, decodeValue, PayloadFormatError } from "./decode.ts";
import { encodeArguments, encodeValue } from "./encode.ts";
import { ValueRefusedError } from "./refusal.ts";

/** How npm `modal` sets its encoder up. */
const theirs = new Encoder({ useRecords: false, tagUint8Array: false, mapsAsObjects: true });
const theirMaps = new Decoder({ useRecords: false, mapsAsObjects: false });

function hex(value: unknown): string {
  return Buffer.from(encodeValue(value)).toString("hex");
}

function fromHex(text: string): unknown {
  return decodeValue(Buffer.from(text, "hex"));
}

/** Small, seeded, good enough to choose shapes with. */
function randomizer(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_507) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
}

const texts = [
  "",
  "a",
  "ключ",
  "日本語",
  "\u{1f600}",
  "x".repeat(47),
  "é".repeat(60),
  "__proto__",
  "constructor",
];

function anyScalar(random: (below: number) => number): unknown {
  const scalars = [
    () => null,
    () => undefined,
    () => random(2) === 0,
    () => random(300) - 150,
    () => (random(2 ** 31) * 2 ** 22 + random(2 ** 22)) * (random(2) === 0 ? 1 : -1),
    () => random(1000) / 7,
    () => [0, -0, NaN, Infinity, -Infinity, 2 ** 53, 1e300, Number.MIN_VALUE][random(8)],
    () => BigInt(random(2 ** 31)) ** BigInt(3 + random(4)) * (random(2) === 0 ? 1n : -1n) + 2n ** 64n,
    () => texts[random(texts.length)],
    () => String.fromCharCode(...Array.from({ length: random(90) }, () => 32 + random(200))),
    () => new Uint8Array(Array.from({ length: random(40) }, () => random(256))),
    () => new Date(random(2 ** 31) * 1000 - 1e12 + random(1000)),
  ];
  return scalars[random(scalars.length)]?.();
}

function anyValue(random: (below: number) => number, depth: number): unknown {
  if (depth === 0 || random(3) === 0) return anyScalar(random);
  const parts = Array.from({ length: depth === 1 && random(60) === 0 ? 300 : random(5) }, () =>
    anyValue(random, depth - 1),
  );
  switch (random(3)) {
    case 0:
      return parts;
    case 1:
      return Object.fromEntries(
        parts.filter((part) => part !== undefined).map((part, i) => [texts[i] ?? `k${i}`, part]),
      );
    default:
      // A key that is no text, so that it stays a Map.
      return new Map<unknown, unknown>([
        [1.5, null],
        ...parts.map((part, i) => [i % 2 ? i : `k${i}`, part] as const),
      ]);
  }
}

describe("values", () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    it(`encodeValue() and decodeValue() keep any value, seed ${seed}`, () => {
      const random = randomizer(seed);
      for (let i = 0; i < 50; i += 1) {
        const value = anyValue(random, 4);
        assert.deepEqual(decodeValue(encodeValue(value)), value, `seed ${seed}, value ${i}`);
        // Another implementation must be able to read whatever we write.
        theirMaps.decode(encodeValue(value));
      }
    });
  }

  it("decodeValue() reads what cbor-x writes", () => {
    const value = {
      text: "é",
      list: [1, -1, 1.5, 2 ** 40, 2n ** 60n, true, null, undefined],
      bytes: new Uint8Array([1, 2]),
      at: new Date(1500),
      nested: { gone: undefined, big: 2n ** 63n },
    };
    assert.deepEqual(decodeValue(theirs.encode(value)), value);
    assert.deepEqual(decodeArguments(theirs.encode([[1], { a: 2 }])), { args: [1], kwargs: { a: 2 } });
  });

  it("cbor-x reads what encodeValue() writes, whole numbers above 32 bits as bigint", () => {
    const value = {
      text: "é",
      list: [1, -500, 1.5, true, null],
      bytes: Buffer.from([1]),
      at: new Date(1500),
      n: 2 ** 40,
    };
    const expected = { ...value, n: 2n ** 40n };
    assert.deepEqual(theirs.decode(encodeValue(value)), expected);
    assert.equal(theirs.decode(encodeValue(undefined)), null);
  });

  it("encodeValue() writes the shortest form that every reader knows", () => {
    assert.equal(hex(1764), "1906e4");
    assert.equal(hex(-1), "20");
    assert.equal(hex(2 ** 32), "1b0000000100000000");
    assert.equal(hex(Number.MIN_SAFE_INTEGER), "3b001ffffffffffffe");
    assert.equal(hex(1.5), "fb3ff8000000000000");
    assert.equal(hex(5n), "05");
    assert.equal(hex(2n ** 64n), "c249010000000000000000");
    assert.equal(hex(new Date(1000)), "c101");
    assert.equal(hex(new Date(1500)), `c07818${Buffer.from("1970-01-01T00:00:01.500Z").toString("hex")}`);
    assert.equal(hex(new Uint8Array([1])), "4101");
    assert.equal(hex({ a: undefined, b: 1 }), "a1616201");
    assert.equal(hex(new Map([["a", 1]])), "a1616101");
    assert.equal(Buffer.from(encodeArguments([], {})).toString("hex"), "8280a0");
  });

  it("decodeValue() reads every form that cbor2 writes", () => {
    assert.deepEqual(
      fromHex("c074323032302d30312d30315430303a30303a30305a"),
      new Date("2020-01-01T00:00:00Z"),
    );
    assert.equal(fromHex("1bffffffffffffffff"), 2n ** 64n - 1n);
    assert.equal(fromHex("3bffffffffffffffff"), -(2n ** 64n));
    assert.equal(fromHex("c349010000000000000000"), -1n - 2n ** 64n);
    assert.equal(fromHex("f93e00"), 1.5);
    assert.equal(fromHex("f90001"), 2 ** -24);
    assert.equal(fromHex("fa3fc00000"), 1.5);
    assert.deepEqual(fromHex("9f0102ff"), [1, 2]);
    assert.deepEqual(fromHex("bf616101ff"), { a: 1 });
    assert.deepEqual(
      fromHex("bf61610102f5ff"),
      new Map<unknown, unknown>([
        ["a", 1],
        [2, true],
      ]),
    );
    assert.equal(fromHex("7f61616162ff"), "ab");
    assert.deepEqual(fromHex("5f41014102ff"), new Uint8Array([1, 2]));
    assert.equal(fromHex("f7"), undefined);
  });

  it("decodeValue() refuses what JavaScript has no counterpart for, by its name", () => {
    for (const [bytes, reason] of [
      ["d9010283010203", /a set \(CBOR tag 258\)/],
      ["c482200f", /a decimal number \(CBOR tag 4\)/],
      ["81d82550000102030405060708090a0b0c0d0e0f", /a UUID \(CBOR tag 37\)/],
      ["d9a7f8820001", /a complex number \(CBOR tag 43000\)/],
      ["d9ffff01", /a value of another language \(CBOR tag 65535\)/],
    ] as const) {
      assert.throws(() => fromHex(bytes), reason);
    }
    assert.equal(fromHex("d82063612f62"), "a/b");
    assert.deepEqual(fromHex("d84042ff00"), new Uint8Array([0xff, 0]));
  });

  it("decodeValue() gives bytes memory of their own", () => {
    const wire = encodeValue(new Uint8Array([1, 2, 3]));
    const bytes = decodeValue(wire);
    assert.ok(bytes instanceof Uint8Array && !Buffer.isBuffer(bytes));
    assert.equal(bytes.buffer.byteLength, 3);
  });

  it("decodeValue() does not let a key reach a prototype", () => {
    const value = fromHex("a1695f5f70726f746f5f5fa1616101");
    assert.ok(typeof value === "object" && value !== null && Object.hasOwn(value, "__proto__"));
    assert.equal(Object.getPrototypeOf(value), Object.prototype);
  });

  it("decodeValue() refuses bytes that are cut short, follow, or nest without end", () => {
    const wire = encodeValue({ a: [1, "two", new Uint8Array(30)], b: 1.5 });
    for (let length = 0; length < wire.length; length += 1) {
      assert.throws(() => decodeValue(wire.subarray(0, length)), PayloadFormatError);
    }
    assert.throws(() => fromHex("0101"), PayloadFormatError);
    assert.throws(() => fromHex("9b00000fffffffffff01"), PayloadFormatError);
    assert.throws(() => fromHex("5bffffffffffffffff"), PayloadFormatError);
    assert.throws(() => fromHex("81".repeat(600) + "01"), PayloadFormatError);
    assert.throws(() => fromHex("1c"), PayloadFormatError);
  });

  it("decodeValue() refuses or reads random bytes, and never fails otherwise", () => {
    const random = randomizer(7);
    for (let i = 0; i < 5000; i += 1) {
      const bytes = Uint8Array.from({ length: 1 + random(30) }, () => random(256));
      try {
        decodeValue(bytes);
      } catch (error) {
        assert.ok(error instanceof PayloadFormatError, String(error));
      }
    }
  });
});

describe("refusals", () => {
  const refusals: readonly (readonly [name: string, value: unknown, message: string])[] = [
    ["a function", { user: { callback: () => 1 } }, "args[0].user.callback: a function cannot be sent"],
    ["a symbol", [Symbol("s")], "args[0][0]: a symbol cannot be sent"],
    [
      "a class instance",
      { at: new URL("http://a") },
      "args[0].at: an instance of class URL cannot be sent: send a plain object",
    ],
    ["a promise", [Promise.resolve()], "args[0][0]: a Promise cannot be sent: await it first"],
    ["a set", { "a b": new Set() }, 'args[0]["a b"]: a Set cannot be sent: send an array'],
    ["a value of a Map", new Map([["k", () => 1]]), 'args[0].get("k"): a function cannot be sent'],
    ["an invalid Date", [new Date(NaN)], "args[0][0]: an invalid Date cannot be sent"],
  ];
  for (const [name, value, message] of refusals) {
    it(`encodeArguments() refuses ${name} and names its path`, () => {
      assert.throws(() => encodeArguments([value]), { name: "ValueRefusedError", message });
    });
  }

  it("encodeArguments() refuses a cycle and names its path", () => {
    const user: Record<string, unknown> = { name: "x" };
    user["self"] = { user };
    assert.throws(() => encodeArguments([1, user]), { message: "args[1].self.user: a cycle cannot be sent" });
    assert.deepEqual(decodeValue(encodeValue([1])), [1]);
  });

  it("encodeArguments() names keyword arguments", () => {
    assert.throws(() => encodeArguments([1], { on: () => 1 }), {
      message: "kwargs.on: a function cannot be sent",
    });
  });

  it("encodeValue() takes the same object twice where it is no cycle", () => {
    const shared = { a: 1 };
    assert.deepEqual(decodeValue(encodeValue([shared, shared])), [shared, shared]);
  });

  it("encodeValue() refuses what nests too deeply", () => {
    let value: unknown = 1;
    for (let i = 0; i < 600; i += 1) value = [value];
    assert.throws(() => encodeValue(value), ValueRefusedError);
  });

  it("encodeValue() and encodeArguments() refuse what is above the limit, and name it", () => {
    // Never written to, so that the system need not find the memory.
    const huge = new Uint8Array(payloadBytesMax + 1);
    const isNamed = (error: unknown): boolean =>
      error instanceof ValueRefusedError && error.message.includes(String(payloadBytesMax));
    assert.throws(() => encodeValue(huge), isNamed);
    assert.throws(() => encodeArguments([1, huge]), isNamed);
  });

  it("encodeValue() may be called by a getter of the value that it encodes", () => {
    const inner: Uint8Array[] = [];
    const value = {
      a: 1,
      get b() {
        inner.push(encodeValue("inner"));
        return "outer";
      },
    };
    assert.deepEqual(decodeValue(encodeValue(value)), { a: 1, b: "outer" });
    assert.equal(decodeValue(inner[0] ?? new Uint8Array()), "inner");
  });

  it("encodeValue() passes on what a getter throws, and is usable afterwards", () => {
    const value = {
      get a(): number {
        throw new TypeError("mine");
      },
    };
    assert.throws(() => encodeValue(value), { name: "TypeError", message: "mine" });
    assert.deepEqual(decodeValue(encodeValue({ a: 1 })), { a: 1 });
  });

  it("encodeValue() gives large values a buffer that is not written to again", () => {
    const first = encodeValue(new Uint8Array(3_000_000).fill(1));
    const second = encodeValue(new Uint8Array(3_000_000).fill(2));
    assert.equal(first[1000], 1);
    assert.equal(second[1000], 2);
  });
});
