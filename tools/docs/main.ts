/**
 * Checks docstrings and comments: everything that a package's `index.ts` exports and every method of
 * a port is documented; no TODO without an issue, no commented-out code, no unexplained `as`; links of
 * documents lead somewhere.
 */
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { findBadComments, findUnexplainedAssertions } from "./comments.ts";
import { type Declaration, findDeclarations, findMembers, findReExports } from "./exports.ts";
import { testFile } from "../test-file.ts";

const exclude = ["**/node_modules/**", "**/gen/**", "**/.lydian/**", "**/*.d.ts"];
const ports = ["store/*.ts", "blobs/blobs.ts", "launch/launcher.ts"].map(
  (path) => `packages/server/src/${path}`,
);
const problems: string[] = [];

/** Reports what a package's door exports without a docstring, wherever it is declared. */
function checkExports(file: string, name?: string): void {
  if (!existsSync(file) || file.includes("/gen/")) return;
  const source = readFileSync(file, "utf8");
  for (const declaration of findDeclarations(source)) {
    if (name === undefined || declaration.name === name) report(file, declaration);
  }
  for (const reExport of findReExports(source)) {
    if (name !== undefined && reExport.name !== name) continue;
    if (reExport.from.startsWith(".")) checkExports(join(dirname(file), reExport.from), reExport.name);
  }
}

function report(file: string, { name, line, isDocumented }: Declaration): void {
  if (!isDocumented) problems.push(`${file}:${line}: ${name} has no docstring`);
}

for (const file of globSync("packages/*/src/index.ts")) checkExports(file);
for (const file of globSync(ports, { exclude: ["**/*.test.ts", "**/*.contract.ts"] })) {
  const source = readFileSync(file, "utf8");
  for (const member of findMembers(source)) report(file, member);
}
for (const file of globSync(["packages/**/*.ts", "{e2e,bench,examples,tools}/**/*.ts"], { exclude })) {
  const source = readFileSync(file, "utf8");
  const isTest = testFile.test(file);
  const findings = [...findBadComments(source), ...(isTest ? [] : findUnexplainedAssertions(source))];
  for (const { line, message } of findings) problems.push(`${file}:${line}: ${message}`);
}
for (const file of globSync(["*.md", "docs/**/*.md"])) {
  for (const [, target] of readFileSync(file, "utf8").matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)) {
    const path = join(dirname(file), target ?? "");
    if (!existsSync(path)) problems.push(`${file}:1: it links to "${path}", which does not exist`);
  }
}
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
