import assert from "node:assert/strict";
import { test } from "node:test";
import { checkLayers, type Package } from "./layers.ts";

const packages: readonly Package[] = [
  { name: "root", folder: "", entries: [], dependencies: [] },
  { name: "@lydian/protocol", folder: "packages/protocol", entries: ["."], dependencies: ["cbor-x"] },
  {
    name: "lydian",
    folder: "packages/sdk",
    entries: [".", "./internal"],
    dependencies: ["@lydian/protocol"],
  },
  {
    name: "@lydian/server",
    folder: "packages/server",
    entries: ["."],
    dependencies: ["@lydian/protocol", "esbuild"],
  },
  {
    name: "@lydian/cli",
    folder: "packages/cli",
    entries: ["."],
    dependencies: ["@lydian/server", "lydian"],
  },
];

/** The problems of a repository of these files; imports of files that are not there get them as empty ones. */
function check(files: Readonly<Record<string, string>>, others: readonly string[] = []): readonly string[] {
  const all = new Map([...others.map((file): [string, string] => [file, ""]), ...Object.entries(files)]);
  return checkLayers({ files: all, packages });
}

const server = "packages/server/src";

const allowed: readonly { readonly title: string; readonly files: Readonly<Record<string, string>> }[] = [
  {
    title: "an adapter imports its port, the model and its driver",
    files: {
      [`${server}/store/sqlite/calls.ts`]: `import type { Calls } from "../calls.ts";\nimport { sql } from "node:sqlite";`,
      [`${server}/store/calls.ts`]: `import type { Call } from "../model/call.ts";`,
      [`${server}/model/call.ts`]: "export {};",
    },
  },
  {
    title: "main.ts composes adapters",
    files: {
      [`${server}/main.ts`]: `import { x } from "./store/sqlite/x.ts";\nimport { y } from "./doors/web/y.ts";`,
      [`${server}/store/sqlite/x.ts`]: "",
      [`${server}/doors/web/y.ts`]: "",
    },
  },
  {
    title: "a test reaches all of its package",
    files: {
      [`${server}/engine/x.test.ts`]: `import { x } from "../store/sqlite/x.ts";`,
      [`${server}/store/sqlite/x.ts`]: "",
    },
  },
  {
    title: "config.ts reads the environment",
    files: { [`${server}/config.ts`]: "export const port = process.env.PORT;" },
  },
  {
    title: "the engine uses timers and promises",
    files: { [`${server}/engine/clock.ts`]: "export const now = async () => Date.now();" },
  },
];

for (const { title, files } of allowed) {
  test(`checkLayers() allows that ${title}`, () => {
    assert.deepEqual(check(files), []);
  });
}

const forbidden: readonly {
  readonly title: string;
  readonly file: string;
  readonly text: string;
  readonly others?: readonly string[];
  readonly problem: RegExp;
}[] = [
  {
    title: "the model imports a room",
    file: `${server}/model/a.ts`,
    text: `import { x } from "../engine/x.ts";`,
    others: [`${server}/engine/x.ts`],
    problem: /a\.ts:1: server\/model must not import server\/engine/,
  },
  {
    title: "the model imports a type of a room",
    file: `${server}/model/a.ts`,
    text: `import type { X } from "../engine/x.ts";`,
    others: [`${server}/engine/x.ts`],
    problem: /must not import server\/engine/,
  },
  {
    title: "the model imports Node",
    file: `${server}/model/a.ts`,
    text: `import { readFile } from "node:fs";`,
    problem: /must not import "node:fs"/,
  },
  {
    title: "the model imports the protocol",
    file: `${server}/model/a.ts`,
    text: `import { newId } from "@lydian/protocol";`,
    problem: /must not import "@lydian\/protocol"/,
  },
  {
    title: "the model reads a clock",
    file: `${server}/model/a.ts`,
    text: "const t = Date.now();",
    problem: /a clock/,
  },
  {
    title: "the model makes a date of now",
    file: `${server}/model/a.ts`,
    text: "new Date()",
    problem: /a clock/,
  },
  {
    title: "the model rolls dice",
    file: `${server}/model/a.ts`,
    text: "Math.random()",
    problem: /randomness/,
  },
  { title: "the model waits", file: `${server}/model/a.ts`, text: "setTimeout(f, 1)", problem: /a timer/ },
  {
    title: "decide is asynchronous",
    file: `${server}/engine/decide/a.ts`,
    text: "export async function plan() {}",
    problem: /a promise/,
  },
  {
    title: "decide imports the engine",
    file: `${server}/engine/decide/a.ts`,
    text: `export { x } from "../x.ts";`,
    others: [`${server}/engine/x.ts`],
    problem: /server\/engine\/decide must not import server\/engine/,
  },
  {
    title: "the engine imports an adapter",
    file: `${server}/engine/a.ts`,
    text: `const x = import("../store/sqlite/x.ts");`,
    others: [`${server}/store/sqlite/x.ts`],
    problem: /server\/engine must not import server\/store\/sqlite/,
  },
  {
    title: "the engine starts a worker of an adapter",
    file: `${server}/engine/a.ts`,
    text: `new Worker(new URL("../store/sqlite/x.ts", import.meta.url));`,
    others: [`${server}/store/sqlite/x.ts`],
    problem: /must not import server\/store\/sqlite/,
  },
  {
    title: "one door imports another",
    file: `${server}/doors/web/a.ts`,
    text: `import { x } from "../native/x.ts";`,
    others: [`${server}/doors/native/x.ts`],
    problem: /server\/doors\/web must not import server\/doors\/native/,
  },
  {
    title: "one launcher imports another",
    file: `${server}/launch/bubblewrap/a.ts`,
    text: `import { x } from "../process/x.ts";`,
    others: [`${server}/launch/process/x.ts`],
    problem: /must not import server\/launch\/process/,
  },
  {
    title: "a file beside main.ts composes adapters",
    file: `${server}/a.ts`,
    text: `import { x } from "./store/sqlite/x.ts";`,
    others: [`${server}/store/sqlite/x.ts`],
    problem: /server\/entry must not import server\/store\/sqlite/,
  },
  {
    title: "a package is entered by a path",
    file: "packages/sdk/src/a.ts",
    text: `import { x } from "../../protocol/src/ids.ts";`,
    others: ["packages/protocol/src/ids.ts"],
    problem: /in another package/,
  },
  {
    title: "a package is entered beside its entries",
    file: "packages/sdk/src/a.ts",
    text: `import { x } from "@lydian/protocol/src/ids.ts";`,
    problem: /not an entry/,
  },
  {
    title: "a package imports itself by name",
    file: "packages/sdk/src/a.ts",
    text: `import { x } from "lydian";`,
    problem: /its own package/,
  },
  {
    title: "the SDK imports the server",
    file: "packages/sdk/src/a.ts",
    text: `import { x } from "@lydian/server";`,
    problem: /not declared|must not import/,
  },
  {
    title: "a command other than up imports the server",
    file: "packages/cli/src/commands/call.ts",
    text: `import { x } from "@lydian/server";`,
    problem: /cli must not import "@lydian\/server"/,
  },
  {
    title: "what is installed is not declared",
    file: "packages/sdk/src/a.ts",
    text: `import { x } from "lodash";`,
    problem: /"lodash" is not declared/,
  },
  {
    title: "an import leads nowhere",
    file: "packages/sdk/src/a.ts",
    text: `import { x } from "./b.ts";`,
    problem: /does not exist/,
  },
  {
    title: "the engine reads the environment",
    file: `${server}/engine/a.ts`,
    text: "const { env } = process;",
    problem: /environment/,
  },
  { title: "a file is in no room", file: "packages/new/src/a.ts", text: "", problem: /in no room/ },
];

for (const { title, file, text, others, problem } of forbidden) {
  test(`checkLayers() refuses that ${title}`, () => {
    assert.match(check({ [file]: text }, others).join("\n"), problem);
  });
}

test("checkLayers() prints an import cycle of types whole", () => {
  const problems = check({
    [`${server}/model/a.ts`]: `import type { B } from "./b.ts";`,
    [`${server}/model/b.ts`]: `import { c } from "./c.ts";`,
    [`${server}/model/c.ts`]: `export type { A } from "./a.ts";`,
  });
  const [a, b, c] = ["a", "b", "c"].map((name) => `${server}/model/${name}.ts`);
  assert.deepEqual(problems, [`${a}:1: import cycle: ${a} → ${b} → ${c} → ${a}`]);
});
