import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { MovableClock } from "./movable-clock.ts";

const minuteMs = 60_000;

test("advance() lets what is due happen in order, each at its time", async () => {
  const clock = new MovableClock();
  const startMs = clock.nowMs();
  const happened: (readonly [name: string, afterMin: number])[] = [];
  const note = (name: string) => () =>
    happened.push([name, Math.round((clock.nowMs() - startMs) / minuteMs)]);
  clock.after(3 * minuteMs, note("late"));
  clock.after(minuteMs, () => {
    note("early")();
    clock.after(minuteMs, note("of the early one"));
  });
  clock.after(2.5 * minuteMs, note("cancelled")).cancel();
  clock.after(6 * minuteMs, note("not yet"));
  await clock.advance("5m");
  assert.deepEqual(happened, [
    ["early", 1],
    ["of the early one", 2],
    ["late", 3],
  ]);
  assert.equal(Math.round((clock.nowMs() - startMs) / minuteMs), 5);
  await clock.advance("1m");
  assert.deepEqual(happened.at(-1), ["not yet", 6]);
});

test("advance() waits for rest before each step and at the end", async () => {
  const clock = new MovableClock();
  let rests = 0;
  clock.atRest = async () => {
    rests += 1;
    await delay(1);
  };
  const seen: number[] = [];
  clock.after(1_000, () => seen.push(rests));
  clock.after(2_000, () => seen.push(rests));
  await clock.advance("3s");
  assert.deepEqual(seen, [1, 2]);
  assert.equal(rests, 4);
});

test("two that advance at once advance one after the other", async () => {
  const clock = new MovableClock();
  const startMs = clock.nowMs();
  await Promise.all([clock.advance("1h"), clock.advance("2h")]);
  assert.equal(Math.round((clock.nowMs() - startMs) / (60 * minuteMs)), 3);
});

test("timers go off by themselves, sooner if the clock was moved toward them", async () => {
  const clock = new MovableClock();
  const fired = new Promise<void>((resolve) => {
    clock.after(minuteMs + 20, resolve);
  });
  await clock.advance("1m");
  await Promise.race([fired, delay(10_000).then(() => assert.fail("it did not go off"))]);
});

test("advance() refuses what is no duration, and moves nothing", async () => {
  const clock = new MovableClock();
  assert.throws(() => void clock.advance("soon" as "1s"), /is no duration/);
});
