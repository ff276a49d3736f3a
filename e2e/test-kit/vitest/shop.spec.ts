/** What a user's own test looks like; `vitest.test.ts` runs it. */
import { startLydian, type Lydian } from "@lydian/testing";
import { Function } from "lydian";
import { afterAll, beforeAll, expect, test } from "vitest";
import type * as shop from "../shop.app.ts";

let lydian: Lydian;
beforeAll(async () => {
  lydian = await startLydian();
  await lydian.deploy(new URL("../shop.app.ts", import.meta.url));
});
afterAll(() => lydian.stop());

const square = Function.fromName<typeof shop.square>("shop", "square");

test("a function squares", async () => {
  expect(await square.remote(3)).toBe(9);
});

test("a container ends when it was idle for a minute", async () => {
  await square.remote(3);
  expect(lydian.containers()).toHaveLength(1);
  await lydian.clock.advance("61s");
  expect(lydian.containers()).toHaveLength(0);
  expect(await square.remote(4)).toBe(16);
});

test("starting takes less than 300 ms", async () => {
  const tookMs: number[] = [];
  for (let i = 0; i < 5; i += 1) {
    const startedAtMs = performance.now();
    const another = await startLydian({ isDefault: false });
    tookMs.push(performance.now() - startedAtMs);
    await another.stop();
  }
  // The others tell how busy this machine is.
  console.log(`started in ${tookMs.map((ms) => ms.toFixed(0)).join(", ")} ms`);
  expect(Math.min(...tookMs)).toBeLessThan(300);
});
