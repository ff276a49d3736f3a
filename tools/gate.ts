/** The gate that every commit passes: static checks two at a time, then unit and contract tests. */
import { type Check, printLine, runChecks } from "./check.ts";
import { addTallies, emptyTally, findTests, runTests, type Tally } from "./run-tests.ts";

/** The slow ones first, so that the short ones fill the gaps. */
const checks: readonly Check[] = [
  { name: "generated", command: ["node", "tools/generate.ts", "--check"] },
  { name: "lint", command: ["oxlint", "--type-aware", "--deny-warnings"] },
  { name: "types", command: ["tsc", "--noEmit"] },
  { name: "format", command: ["oxfmt", "--check"] },
  { name: "layers", command: ["node", "tools/layers/main.ts"] },
  { name: "sizes", command: ["node", "tools/sizes.ts"] },
  { name: "docs", command: ["node", "tools/docs/main.ts"] },
];

/** Tests that start the whole system, or simulate it many times; `npm test` runs them, `npm run ok` does not. */
export const wholeSystemTests = [
  "packages/server/src/sim/seeds.test.ts",
  "e2e/**/*.test.ts",
  "examples/**/*.test.ts",
];

/** The gate's two cores. */
const concurrency = 2;
const unitTestFileMsMax = 180_000;

/** Runs the gate and counts each check as one test more. Prints the tests' summary and what failed. */
export async function runGate(): Promise<Tally> {
  const failures = await runChecks(checks, concurrency);
  const checked: Tally = {
    ...emptyTally,
    passed: checks.length - failures.length,
    failed: failures.length,
  };
  return addTallies(checked, await runUnitTests());
}

async function runUnitTests(): Promise<Tally> {
  const files = findTests(["packages/**/*.test.ts", "tools/**/*.test.ts"], wholeSystemTests);
  const startedAtMs = performance.now();
  let output = "";
  const write = (text: string): void => {
    output += text;
  };
  const tally = await runTests(files, { concurrency, timeoutMs: unitTestFileMsMax, write });
  printLine("tests", startedAtMs, tally.failed === 0);
  // The summary, and behind it the tests that failed.
  console.log(output.slice(output.lastIndexOf("ℹ tests")).trimEnd());
  return tally;
}
