import assert from "node:assert/strict";
import { test } from "node:test";
import { seccompProgram } from "./seccomp.ts";

/** What the kernel would answer: a small interpreter of the instructions that we use. */
function verdict(
  program: Buffer,
  call: { architecture: number; number: number; arguments?: number[] },
): number {
  const words = new Map([
    [0, call.number],
    [4, call.architecture],
    ...(call.arguments ?? []).map((value, index) => [16 + 8 * index, value] as const),
  ]);
  let accumulator = 0;
  for (let at = 0; at < program.length; at += 8) {
    const code = program.readUInt16LE(at);
    const value = program.readUInt32LE(at + 4);
    if (code === 0x06) return value;
    if (code === 0x20) {
      accumulator = (words.get(value) ?? 0) >>> 0;
      continue;
    }
    const bits = (accumulator & value) >>> 0;
    const isTrue = code === 0x15 ? accumulator === value : code === 0x35 ? accumulator >= value : bits !== 0;
    at += 8 * program.readUInt8(at + (isTrue ? 2 : 3));
  }
  return assert.fail("the program ends without an answer");
}

const allowed = 0x7fff0000;
const refused = 0x00050001;
const absent = 0x00050026;
const machines = [
  { name: "x64", architecture: 0xc000003e, read: 0, clone: 56, unshare: 272, keyctl: 250, ioctl: 16 },
  { name: "arm64", architecture: 0xc00000b7, read: 63, clone: 220, unshare: 97, keyctl: 219, ioctl: 29 },
] as const;

for (const { name, architecture, ...call } of machines) {
  test(`seccompProgram() allows what Node needs and refuses ways out on ${name}`, () => {
    const program = seccompProgram(name);
    assert.ok(program);
    const ask = (number: number, ...args: number[]) =>
      verdict(program, { architecture, number, arguments: args });
    assert.equal(ask(call.read), allowed);
    assert.equal(ask(call.clone, 0x3d0f00), allowed, "a thread");
    assert.equal(ask(call.clone, 0x10000000), refused, "CLONE_NEWUSER");
    assert.equal(ask(435), absent, "clone3");
    assert.equal(ask(call.unshare, 0x10000000), refused);
    assert.equal(ask(call.keyctl), refused);
    assert.equal(ask(425), refused, "io_uring_setup");
    assert.equal(ask(call.ioctl, 0, 0x5412), refused, "TIOCSTI");
    assert.equal(ask(call.ioctl, 0, 0x5413), allowed, "TIOCGWINSZ");
    assert.equal(verdict(program, { architecture: 0x40000003, number: call.read }), absent, "a foreign ABI");
  });
}

test("seccompProgram() refuses the x32 numbers of x64", () => {
  const program = seccompProgram("x64");
  assert.ok(program);
  assert.equal(verdict(program, { architecture: 0xc000003e, number: 0x40000000 + 272 }), absent);
});

test("seccompProgram() has nothing for an architecture that it does not know", () => {
  assert.equal(seccompProgram("riscv64"), undefined);
});
