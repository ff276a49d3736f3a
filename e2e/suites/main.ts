/**
 * `npm run test:suites`: runs what others wrote for Modal's clients against a Lydian server, and
 * writes down what became of each case. Suites may be named; without a name, all are run.
 */
import { readExclusions, settle, writeResults, type Outcome, type Result } from "./results.ts";
import { runJavaScriptCore } from "./javascript-core/run.ts";
import { runPublicExamples } from "./public-examples/run.ts";
import { runPythonRedirected } from "./python-redirected/run.ts";

const suites: Readonly<Record<string, () => Promise<readonly Outcome[]>>> = {
  "javascript-core": runJavaScriptCore,
  "python-redirected": runPythonRedirected,
  "public-examples": runPublicExamples,
};

process.exitCode = await runWanted(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 2;
});

/** Resolves to the exit code. Rejects if a suite cannot be run. */
async function runWanted(wanted: readonly string[]): Promise<number> {
  const all = Object.keys(suites);
  const unknown = wanted.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`No suite is called ${unknown.join(", ")}: ${all.join(", ")}`);
  let failed = 0;
  for (const [name, run] of Object.entries(suites)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    console.log(`\n${name}`);
    const outcomes = await run();
    const results = settle(outcomes, await readExclusions(name));
    await writeResults(name, results);
    report(results, outcomes);
    failed += results.filter(({ state }) => state === "failed").length;
  }
  return failed === 0 ? 0 : 1;
}

function report(results: readonly Result[], outcomes: readonly Outcome[]): void {
  for (const { case: title, state, reason } of results) {
    if (state === "passed") continue;
    const whole = outcomes.find((outcome) => outcome.case === title)?.reason;
    console.log(`  ${state}: ${title}: ${state === "failed" ? (whole ?? reason) : reason}`);
  }
  const count = (state: Result["state"]) => results.filter((result) => result.state === state).length;
  console.log(`  ${count("passed")} passed, ${count("failed")} failed, ${count("excluded")} excluded`);
}
