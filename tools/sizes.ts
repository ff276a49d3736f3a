/**
 * Checks that no folder holds more source files than one can keep in mind. How long files and
 * functions may be is the linter's business.
 */
import { globSync } from "node:fs";
import { dirname } from "node:path";
import { testFile } from "./test-file.ts";

/** At twenty, split by noun. Tests stand beside their files and are not counted. */
const sourceFilesMax = 20;

/**
 * Folders that are allowed more, with what they have: a ratchet, which only ever goes down.
 */
const exceptions: Readonly<Record<string, number>> = {};

const counts = new Map<string, number>();
const sources = globSync(["packages/**/*.ts", "{e2e,bench,examples,tools}/**/*.ts"], {
  exclude: ["**/node_modules/**", "**/gen/**", "**/.lydian/**"],
});
for (const file of sources.filter((path) => !testFile.test(path))) {
  counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
}
for (const [folder, count] of counts) {
  const limit = exceptions[folder] ?? sourceFilesMax;
  if (count <= limit) continue;
  console.error(`${folder}: ${count} source files, ${limit} at most: split it by noun`);
  process.exitCode = 1;
}
