import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startLydian, type Lydian } from "../fixture/start-lydian.ts";
import { createUserFiles, type UserFiles } from "../fixture/user-files.ts";

let lydian: Lydian;
let files: UserFiles;
before(async () => {
  [lydian, files] = await Promise.all([startLydian(), createUserFiles()]);
});
after(async () => {
  await Promise.all([lydian.stop(), files.remove()]);
});

/** What must be refused, and the words that tell why and where. */
const cases: Readonly<Record<string, { readonly source: string; readonly message: RegExp }>> = {
  "a file that does not parse": {
    source: `import { App } from "lydian";\nexport const app = new App("x";\n`,
    message:
      /bad\.ts:2:31: Expected "\)" but found ";"\n {2}2 \| export const app = new App\("x";\n {4}\| {31}\^/,
  },
  "an import that is not there": {
    source: `import { nothing } from "./nowhere.ts";\nnothing();\n`,
    message: /bad\.ts:1:25: Could not resolve "\.\/nowhere\.ts"/,
  },
  "a file without an App": {
    source: `export const app = "my-app";\n`,
    message: /No App in "bad\.ts"[^]*export const app = new App\("my-app"\)/,
  },
  "a file with two Apps": {
    source: `import { App } from "lydian";\nexport const one = new App("first");\nexport const two = new App("second");\n`,
    message: /2 Apps in "bad\.ts": one \("first"\) and two \("second"\)/,
  },
  "two functions of one name": {
    source: `import { App } from "lydian";\nexport const app = new App("x");\napp.function("f", () => 1);\napp.function("f", () => 2);\n`,
    message: /"f"[^]*bad\.ts:4/,
  },
  "an app without a name": {
    source: `import { App } from "lydian";\nexport const app = new App("");\n`,
    message: /name/i,
  },
  "an app with a name that is none": {
    source: `import { App } from "lydian";\nexport const app = new App("my app!");\n`,
    message: /"my app!"/,
  },
  "a file that throws while it is loaded": {
    source: `import { App } from "lydian";\nexport const app = new App("x");\nfunction fail(): never {\n  throw new TypeError("no luck");\n}\nfail();\n`,
    message: /Cannot load "bad\.ts"[^]*TypeError: no luck[^]*bad\.ts:4:\d+[^]*bad\.ts:6/,
  },
};

for (const [what, { source, message }] of Object.entries(cases)) {
  test(`deploy refuses ${what}, with exit code 1 and nothing of ours in the text`, async () => {
    await files.write("bad.ts", source);
    const { code, stdout, stderr } = await lydian.run(["deploy", "bad.ts"], { cwd: files.directory });
    assert.equal(code, 1, stderr);
    assert.match(stderr, message);
    assert.doesNotMatch(stderr, /packages\/(cli|sdk)|node:internal/);
    assert.equal(stdout, "");
  });
}

test("deploy refuses a file that is not there, naming it and where it looked", async () => {
  const { code, stderr } = await lydian.run(["deploy", "absent.ts"], { cwd: files.directory });
  assert.equal(code, 1);
  assert.match(stderr, /Cannot read "absent\.ts": there is no such file/);
});

test("deploy that is refused leaves the version that runs alone", async () => {
  const good = `import { App } from "lydian";\nexport const app = new App("kept");\nexport const f = app.function("f", () => "first");\n`;
  await files.write("kept.ts", good);
  assert.equal((await lydian.run(["deploy", "kept.ts"], { cwd: files.directory })).code, 0);
  await files.write("kept.ts", `${good}export const g = ;`);
  assert.equal((await lydian.run(["deploy", "kept.ts"], { cwd: files.directory })).code, 1);
  await files.write("kept.ts", `${good.replace('"first"', '"second"')}throw new Error("late");`);
  assert.equal((await lydian.run(["deploy", "kept.ts"], { cwd: files.directory })).code, 1);
  assert.equal((await lydian.run(["call", "kept", "f"])).stdout, "first\n");
});

test("run refuses a bad file like deploy does", async () => {
  await files.write("bad.ts", `export const app = 1 +;\n`);
  const { code, stderr } = await lydian.run(["run", "bad.ts"], { cwd: files.directory });
  assert.equal(code, 1);
  assert.match(stderr, /bad\.ts:1:23: Unexpected ";"/);
});
