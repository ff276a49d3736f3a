/** Checks the repository against the import table; prints what is wrong, or nothing. */
import { globSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { checkLayers, type Package } from "./layers.ts";
import { ignored } from "./table.ts";

interface Manifest {
  readonly name: string;
  readonly exports?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function readPackage(file: string): Package {
  const manifest = JSON.parse(readFileSync(file, "utf8")) as Manifest; // npm has checked it
  const dependencies = { ...manifest.dependencies, ...manifest.devDependencies };
  const folder = dirname(file);
  return {
    name: manifest.name,
    folder: folder === "." ? "" : folder,
    entries: Object.keys(manifest.exports ?? {}),
    dependencies: Object.keys(dependencies),
  };
}

const sources = globSync(["packages/**/*.ts", "{e2e,bench,examples,tools}/**/*.ts"], {
  exclude: ["**/node_modules/**"],
}).filter((file) => !ignored.test(file));
const manifests = globSync(["package.json", "packages/*/package.json", "{e2e,bench,examples}/package.json"]);

const problems = checkLayers({
  files: new Map(sources.toSorted().map((file) => [file, readFileSync(file, "utf8")])),
  packages: manifests.map(readPackage),
});
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
