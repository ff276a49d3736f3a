import assert from "node:assert/strict";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { EOL, tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { CliError } from "../failure.ts";
import { bundle } from "./bundle.ts";

let directory: string;
before(async () => {
  directory = await realpath(await mkdtemp(join(tmpdir(), "lydian-bundle-")));
});
after(async () => {
  await rm(directory, { recursive: true });
});

async function file(name: string, content: string): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, content);
  return path;
}

test("bundle() makes one module, keeps the SDK outside, and lists its inputs", async () => {
  const part = await file("part.ts", "export const two: number = 2;");
  const main = await file(
    "main.ts",
    `import { App } from "lydian";\nimport { sep } from "node:path";\nimport { two } from "./part.ts";\nexport const app = new App("x" + two + sep);`,
  );
  const made = await bundle(main);
  const code = Buffer.from(made.code).toString();
  assert.match(code, /from "lydian"/);
  assert.match(code, /two = 2/);
  assert.match(code, /sourceMappingURL=app\.mjs\.map/);
  assert.deepEqual([...made.inputs].toSorted(), [main, part].toSorted());
  const map = JSON.parse(Buffer.from(made.sourceMap).toString()) as {
    sources: string[];
    sourcesContent: string[];
  };
  assert.deepEqual(map.sources.toSorted(), ["main.ts", "part.ts"]);
  assert.equal(map.sourcesContent.length, 2);
});

test("bundle() says where a file does not parse and shows the line", async () => {
  const path = await file("broken.ts", "const a = 1;\nexport const b = a +;\n");
  await assert.rejects(bundle(path), (error: unknown) => {
    assert.ok(error instanceof CliError);
    assert.equal(
      error.message,
      `Cannot bundle "${path}":\nbroken.ts:2:21: Unexpected ";"\n  2 | export const b = a +;\n    |                     ^`,
    );
    return true;
  });
});

test("bundle() names an import that is not there", async () => {
  const path = await file("lost.ts", 'import { x } from "./nowhere.ts";\nconsole.log(x);');
  await assert.rejects(bundle(path), /lost\.ts:1:19: Could not resolve "\.\/nowhere\.ts"/);
});

test("bundle() refuses what is not a source file", async () => {
  await mkdir(join(directory, "folder"));
  await assert.rejects(bundle(join(directory, "absent.ts")), /there is no such file/);
  await assert.rejects(bundle(join(directory, "folder")), /it is not a file/);
  await assert.rejects(bundle(await file("app.py", "")), /neither TypeScript nor JavaScript/);
});

test("bundle() gives packages of the older format a `require`", async () => {
  await mkdir(join(directory, "node_modules/old"), { recursive: true });
  await file("node_modules/old/index.js", 'module.exports = require("node:os").EOL;');
  const path = await file("uses-old.ts", 'import eol from "old";\nexport const line = eol;');
  const { code } = await bundle(path);
  const made = join(directory, "made.mjs");
  await writeFile(made, code);
  const module = (await import(made)) as { line: string };
  assert.equal(module.line, EOL);
});
