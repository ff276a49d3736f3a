import assert from "node:assert/strict";
import { test } from "node:test";
import { simulate } from "./simulate.ts";

/** `SIM_SEEDS=5000 node --test …` looks further; `SIM_SEED=42` looks at one. */
const seedCount = Number(process.env["SIM_SEEDS"] ?? 60);
const onlySeed = process.env["SIM_SEED"];
const seeds =
  onlySeed === undefined ? Array.from({ length: seedCount }, (_, i) => i + 1) : [Number(onlySeed)];

test("simulate() finds every acknowledged input answered exactly once, whatever goes wrong", async () => {
  let kills = 0;
  let began = 0;
  for (const seed of seeds) {
    const report = await simulate({ seed });
    assert.deepEqual(report.violations, [], `seed ${seed}: run it again with SIM_SEED=${seed}`);
    assert.ok(report.acknowledged > 0, `seed ${seed} did nothing`);
    kills += report.serverKills;
    began += report.began;
  }
  if (onlySeed === undefined)
    assert.ok(kills > 0 && began > seeds.length, "the simulations were too quiet to show anything");
});

test("simulate() is the same run for the same seed", async () => {
  assert.deepEqual(await simulate({ seed: 7 }), await simulate({ seed: 7 }));
});

test("simulate() complains when the store's attempt fence is removed", async () => {
  for (const seed of seeds) {
    const report = await simulate({ seed, unsafeWithoutFence: true });
    if (report.violations.some((violation) => violation.startsWith("H2"))) return;
  }
  assert.fail("no simulation noticed that the fence was gone");
});
