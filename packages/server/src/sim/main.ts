/**
 * `npm run sim`: looks at many seeds, from a random one on, on all cores; or at a single one.
 *
 * - `-- --seeds 10000` (1,000 by default) or `-- --minutes 30`
 * - `-- --from 1`: these seeds and no others
 * - `-- --seed 42`: what this seed draws, and all that is wrong with it
 */
import { randomInt } from "node:crypto";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { runSeeds } from "./run-seeds.ts";
import { drawScenario } from "./scenario.ts";
import { SeededRandomness } from "./seeded-randomness.ts";
import { simulate, type SimulationReport } from "./simulate.ts";

const seedMax = 1_000_000_000;
const minuteMs = 60_000;

const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    seeds: { type: "string", default: "1000" },
    minutes: { type: "string" },
    from: { type: "string" },
  },
});

if (values.seed === undefined) await lookAtMany();
else await lookAtOne(numberOf("seed", values.seed));

async function lookAtOne(seed: number): Promise<void> {
  console.log(JSON.stringify(drawScenario(new SeededRandomness(seed)), null, 2));
  tell(await simulate({ seed }));
}

async function lookAtMany(): Promise<void> {
  const from = values.from === undefined ? randomInt(seedMax) : numberOf("from", values.from);
  const length =
    values.minutes === undefined
      ? { count: numberOf("seeds", values.seeds) }
      : { untilMs: performance.now() + numberOf("minutes", values.minutes) * minuteMs };
  console.log(`Seeds from ${from} on`);
  let seeds = 0;
  let wrong = 0;
  await runSeeds({
    from,
    ...length,
    threads: availableParallelism(),
    onReport: (report) => {
      seeds += 1;
      if (report.violations.length > 0) wrong += 1;
      tell(report);
    },
  });
  console.log(`${seeds} seeds, ${wrong} of them found something wrong`);
}

function tell({ seed, violations }: SimulationReport): void {
  if (violations.length === 0) return;
  process.exitCode = 1;
  console.log(`\nSeed ${seed}; again: npm run sim -- --seed ${seed}`);
  for (const violation of violations) console.log(`  ${violation}`);
}

function numberOf(name: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0) return number;
  console.error(`--${name} is a whole number, such as 100; it was "${text}"`);
  process.exit(1);
}
