import assert from "node:assert/strict";
import { test } from "node:test";
import { findDeclarations, findMembers, findReExports } from "./exports.ts";

test("findDeclarations() says which exports have a docstring", () => {
  const source = `/** Adds. */
export function add(a: number, b: number): number {
export const one = 1;

export type { Other } from "./other.ts";
/** Counts. */
export class Counter {}
function hidden() {}
`;
  assert.deepEqual(
    findDeclarations(source).map(({ name, isDocumented }) => [name, isDocumented]),
    [
      ["add", true],
      ["one", false],
      ["Counter", true],
    ],
  );
});

test("findDeclarations() is content with one documented overload", () => {
  const source = "/** Adds. */\nexport function add(a: 1): 1;\nexport function add(a: 2): 2;\n";
  assert.deepEqual(
    findDeclarations(source).map(({ isDocumented }) => isDocumented),
    [true],
  );
});

test("findReExports() names things as they are called where they are declared", () => {
  const source = `export { a, b as c } from "./x.ts";\nexport type {\n  D,\n} from "./y.ts";`;
  assert.deepEqual(findReExports(source), [
    { name: "a", from: "./x.ts" },
    { name: "b", from: "./x.ts" },
    { name: "D", from: "./y.ts" },
  ]);
});

test("findMembers() finds the methods of exported interfaces", () => {
  const source = `export interface Blobs {
  /** Stores. */
  write(content: string): void;
  has(sha256: string): boolean;
  readonly size: number;
}
`;
  assert.deepEqual(
    findMembers(source).map(({ name, isDocumented }) => [name, isDocumented]),
    [
      ["Blobs.write", true],
      ["Blobs.has", false],
    ],
  );
});
