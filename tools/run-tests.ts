/** Runs test files, each in a process of its own, and counts what happened. */
import { globSync } from "node:fs";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { expectedSkips } from "./expected-skips.ts";

/** What was counted, over any number of runs. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const emptyTally: Tally = { passed: 0, failed: 0, skipped: 0 };

export function addTallies(a: Tally, b: Tally): Tally {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** The test files that match, in order; what is generated or installed is no test of ours. */
export function findTests(patterns: readonly string[], excluded: readonly string[] = []): readonly string[] {
  const exclude = ["**/node_modules/**", "**/.lydian/**", ...excluded];
  return globSync([...patterns], { exclude }).sort();
}

/**
 * Runs test files and reports them in prose through `write`. `timeoutMs` is for each file. In CI a
 * test that was skipped counts as failed unless `expected-skips.ts` has its title.
 */
export async function runTests(
  files: readonly string[],
  options: {
    readonly concurrency: number;
    readonly timeoutMs: number;
    readonly write: (text: string) => void;
  },
): Promise<Tally> {
  if (files.length === 0) return emptyTally;
  const events = run({
    files: [...files],
    concurrency: options.concurrency,
    timeout: options.timeoutMs,
    execArgv: ["--import", new URL("watchdog.ts", import.meta.url).href],
    env: { ...process.env, LYDIAN_TEST_FILE_MS_MAX: String(options.timeoutMs) },
  });
  let tally = emptyTally;
  const skips: Skip[] = [];
  let skippedSuites = 0;
  events.on("test:pass", (test) => {
    if (test.skip === undefined || test.skip === false) return;
    skips.push({ title: test.name, reason: String(test.skip) });
    if (test.details.type === "suite") skippedSuites += 1;
  });
  events.on("test:summary", ({ file, counts }) => {
    // The last summary, without a file, is that of the whole run.
    if (file !== undefined) return;
    const failed = counts.tests - counts.passed - counts.skipped - counts.todo;
    tally = { passed: counts.passed, failed, skipped: counts.skipped };
  });
  for await (const text of events.compose(spec)) options.write(String(text));
  // The runner counts tests, and of a suite that is skipped it sees none.
  const counted = { ...tally, skipped: tally.skipped + skippedSuites };
  if (process.env["CI"] === "true") return refuseSkips(counted, skips, options.write);
  for (const { title, reason } of skips) options.write(`Not run: ${title}: ${reason}\n`);
  return counted;
}

interface Skip {
  readonly title: string;
  readonly reason: string;
}

function refuseSkips(tally: Tally, skips: readonly Skip[], write: (text: string) => void): Tally {
  const refused = skips.filter(({ title }) => !expectedSkips.some((skip) => skip.title === title));
  for (const { title, reason } of refused) {
    write(`Skipped without a reason in tools/expected-skips.ts: ${title}: ${reason}\n`);
  }
  return { ...tally, failed: tally.failed + refused.length, skipped: tally.skipped - refused.length };
}
