import assert from "node:assert/strict";
import { test } from "node:test";
import { findImports } from "./imports.ts";

const source = `import { a } from "./static.ts";
import type { B } from "./type.ts";
import {
  c,
  d,
} from "./lines.ts";
import "./effect.ts";
export { e } from "./again.ts";
export type { F } from "./type-again.ts";
export * from "./star.ts";
const lazy = import("./dynamic.ts");
const worker = new Worker(new URL("./worker.ts", import.meta.url));
const where = import.meta.resolve("./resolved.ts");
// import { x } from "./comment.ts";
const sample = \`
import { y } from "./template.ts";
\`;
export function from(): string { return "./string.ts"; }
const data = new URL("./data.json", import.meta.url);
`;

test("findImports() finds every form of import, and none in comments, templates and strings", () => {
  assert.deepEqual(
    findImports(source).map(({ specifier }) => specifier),
    [
      "./static.ts",
      "./type.ts",
      "./lines.ts",
      "./effect.ts",
      "./again.ts",
      "./type-again.ts",
      "./star.ts",
      "./dynamic.ts",
      "./worker.ts",
      "./resolved.ts",
    ],
  );
});

test("findImports() says on which line an import begins", () => {
  assert.equal(findImports(source).find(({ specifier }) => specifier === "./lines.ts")?.line, 3);
});
