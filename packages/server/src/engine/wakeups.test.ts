import assert from "node:assert/strict";
import { test } from "node:test";
import { VirtualClock } from "../sim/virtual-clock.ts";
import { Wakeups } from "./wakeups.ts";

/** Who of several that wait is woken within a second, by their places. */
async function woken(act: (wakeups: Wakeups) => void, waiting = 4): Promise<readonly number[]> {
  const clock = new VirtualClock();
  const wakeups = new Wakeups(clock);
  const subscriptions = Array.from({ length: waiting }, () => wakeups.subscribe("topic"));
  const all = Promise.all(subscriptions.map((each) => each.wait(clock.nowMs() + 1_000)));
  act(wakeups);
  await clock.run(() => false, 1_000);
  return (await all).flatMap((isWoken, place) => (isWoken ? [place] : []));
}

test("wake() wakes all who wait for the topic, and nobody else", async () => {
  assert.deepEqual(await woken((wakeups) => wakeups.wake("topic")), [0, 1, 2, 3]);
  assert.deepEqual(await woken((wakeups) => wakeups.wake("other")), []);
});

test("wakeFirst() wakes those who have waited longest, each for one thing", async () => {
  assert.deepEqual(await woken((wakeups) => wakeups.wakeFirst("topic", 2)), [0, 1]);
  assert.deepEqual(await woken((wakeups) => wakeups.wakeFirst("topic", 9)), [0, 1, 2, 3]);
  const twice = (wakeups: Wakeups): void => {
    wakeups.wakeFirst("topic", 1);
    wakeups.wakeFirst("topic", 2);
  };
  assert.deepEqual(await woken(twice), [0, 1, 2]);
});

test("what happens between subscribing and waiting is not missed", async () => {
  const clock = new VirtualClock();
  const wakeups = new Wakeups(clock);
  const subscription = wakeups.subscribe("topic");
  wakeups.wakeFirst("topic", 1);
  assert.equal(subscription.isNotified, true);
  assert.equal(await subscription.wait(clock.nowMs() + 1_000), true);
  assert.equal(subscription.isNotified, false);
});
