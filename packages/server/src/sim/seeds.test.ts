import assert from "node:assert/strict";
import { test } from "node:test";
import { runSeeds } from "./run-seeds.ts";

/**
 * The same in every run, so that one that was green stays green, and what fails for one fails for all. New ones
 * are looked at by `npm run sim`.
 */
const firstSeed = 1;
const seedCount = 1_000;
const runMsMax = 120_000;
/** As many cores as CI has. */
const threads = 2;

test("simulate() finds nothing wrong in 1,000 seeds, in two minutes", { timeout: runMsMax }, async () => {
  const wrong: string[] = [];
  let looked = 0;
  await runSeeds({
    from: firstSeed,
    count: seedCount,
    threads,
    onReport: ({ seed, violations }) => {
      looked += 1;
      if (violations.length > 0) wrong.push(`npm run sim -- --seed ${seed}: ${violations.join("; ")}`);
    },
  });
  assert.deepEqual(wrong, []);
  assert.equal(looked, seedCount);
});
