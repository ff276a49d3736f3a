import assert from "node:assert/strict";
import { test } from "node:test";
import { plantedBugs } from "./planted-bugs.ts";
import { simulate } from "./simulate.ts";

/** A few for each change; `seeds.test.ts` looks at many, and `npm run sim` at others each time. */
const seeds = Array.from({ length: 40 }, (_, i) => i + 1);
/** Any of them is found within a fraction of this. */
const seedsPerBugMax = 100;

test("simulate() finds nothing wrong, whatever goes wrong", async () => {
  let kills = 0;
  let began = 0;
  for (const seed of seeds) {
    const report = await simulate({ seed });
    assert.deepEqual(report.violations, [], `again: npm run sim -- --seed ${seed}`);
    kills += report.serverKills;
    began += report.began;
  }
  assert.ok(kills > seeds.length && began > 10 * seeds.length, "too quiet to show anything");
});

test("simulate() is the same run for the same seed", async () => {
  assert.deepEqual(await simulate({ seed: 7 }), await simulate({ seed: 7 }));
});

for (const { name, breaks, sabotage } of plantedBugs) {
  test(`simulate() finds ${name} (${breaks})`, async () => {
    for (let seed = 1; seed <= seedsPerBugMax; seed += 1) {
      const { violations } = await simulate({ seed, sabotage });
      if (violations.some((violation) => violation.startsWith(`${breaks}:`))) return;
    }
    assert.fail(`none of ${seedsPerBugMax} seeds noticed it`);
  });
}
