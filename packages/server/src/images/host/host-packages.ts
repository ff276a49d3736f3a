import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** A package manager that takes longer than this is broken. */
const askMsMax = 10_000;

/** Those of these packages that are not installed on this machine; all of them if it has no dpkg. */
export async function missingPackages(names: readonly string[]): Promise<readonly string[]> {
  const there = await installed(names);
  return names.filter((name) => !there.has(name.replace(/:\w+$/, "")));
}

async function installed(names: readonly string[]): Promise<ReadonlySet<string>> {
  const query = ["-W", "-f", "${Package} ${Status}\\n", "--", ...names];
  // It fails when it does not know one of them, and tells of the others in any case.
  const output = await promisify(execFile)("dpkg-query", query, { timeout: askMsMax }).then(
    ({ stdout }) => stdout,
    (error: unknown) => (error instanceof Error && "stdout" in error ? String(error.stdout) : ""),
  );
  return new Set([...output.matchAll(/^(\S+) install ok installed$/gm)].map(([, name = ""]) => name));
}
