import assert from "node:assert/strict";
import { test } from "node:test";
import { phasesOf } from "./phases.ts";

const acceptedAt = 1_795_768_359_869;
const ran = { placedAt: acceptedAt + 40, enteredAt: acceptedAt + 41, ranAt: acceptedAt + 51 };

function spans(...args: Parameters<typeof phasesOf>): readonly (readonly [string, number, number])[] {
  return phasesOf(...args).map(({ name, fromMs, toMs }) => [name, fromMs, toMs]);
}

test("phasesOf() tells a warm call by where it was placed, entered and run", () => {
  assert.deepEqual(spans({ acceptedAt, ledger: ran }), [
    ["placed", 0, 40],
    ["entered", 40, 41],
    ["ran", 41, 51],
  ]);
});

test("phasesOf() tells a cold start apart, without what a pool had done before", () => {
  const cold = {
    askedAt: acceptedAt + 1,
    bootedAt: acceptedAt - 9_000,
    importedAt: acceptedAt + 20,
    readyAt: acceptedAt + 30,
  };
  assert.deepEqual(spans({ acceptedAt, ledger: { ...ran, ...cold } }, acceptedAt + 60), [
    ["queued", 0, 1],
    ["imported", 1, 20],
    ["ready", 20, 30],
    ["placed", 30, 40],
    ["entered", 40, 41],
    ["ran", 41, 51],
    ["delivered", 51, 60],
  ]);
});

test("phasesOf() never goes back, whatever the clocks of two processes say", () => {
  const early = { ...ran, enteredAt: acceptedAt + 39 };
  assert.deepEqual(spans({ acceptedAt, ledger: early }), [
    ["placed", 0, 40],
    ["entered", 40, 40],
    ["ran", 40, 51],
  ]);
});

test("phasesOf() knows nothing of what has not ended", () => {
  assert.deepEqual(phasesOf({ acceptedAt, state: "queued" }), []);
});
