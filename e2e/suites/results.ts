/** What became of each case, and the files in `e2e/results/` that say it: one line per case, sorted. */
import { mkdir, readFile, writeFile } from "node:fs/promises";

/** What a run says of a case. One that is skipped says why it cannot be run here. */
export interface Outcome {
  readonly case: string;
  readonly kind: "passed" | "failed" | "skipped";
  /** Empty if it passed. */
  readonly reason: string;
}

export interface Result {
  readonly case: string;
  readonly state: "passed" | "failed" | "excluded";
  readonly reason: string;
}

/** A case that cannot pass, with the reason. It is run all the same. */
export interface Exclusion {
  readonly suite: string;
  readonly case: string;
  readonly reason: string;
}

/** Holds what happened against the list of exclusions, which is to be true as well. */
export function settle(outcomes: readonly Outcome[], exclusions: readonly Exclusion[]): readonly Result[] {
  const left = new Map(exclusions.map((exclusion) => [exclusion.case, exclusion.reason]));
  const results = outcomes.map((outcome): Result => {
    const exclusion = left.get(outcome.case);
    left.delete(outcome.case);
    const { case: name, kind, reason } = outcome;
    if (kind === "skipped") return { case: name, state: "excluded", reason };
    if (exclusion === undefined) return { case: name, state: kind, reason };
    if (kind === "failed") return { case: name, state: "excluded", reason: exclusion };
    return { case: name, state: "failed", reason: "passes now: take it off exclusions.json" };
  });
  const missing = [...left.keys()].map((name): Result => {
    return { case: name, state: "failed", reason: "exclusions.json names it, and it was not run" };
  });
  return [...results, ...missing].toSorted((a, b) => (a.case < b.case ? -1 : 1));
}

export async function readExclusions(suite: string): Promise<readonly Exclusion[]> {
  const text = await readFile(new URL("exclusions.json", import.meta.url), "utf8");
  return (JSON.parse(text) as readonly Exclusion[]).filter((exclusion) => exclusion.suite === suite); // written by us
}

export async function writeResults(suite: string, results: readonly Result[]): Promise<void> {
  const folder = new URL("../results/", import.meta.url);
  await mkdir(folder, { recursive: true });
  // GitHub shows it as a table only if no row has an empty end.
  const rows = results.map((result) => [suite, result.case, result.state, oneLine(result.reason) || "-"]);
  const lines = [["suite", "case", "state", "reason"], ...rows].map((row) => row.join("\t"));
  await writeFile(new URL(`${suite}.tsv`, folder), `${lines.join("\n")}\n`);
}

/** Enough to know what it is about; the whole is printed by the run. */
const reasonCharactersMax = 200;

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, reasonCharactersMax);
}
