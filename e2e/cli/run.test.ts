import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startLydian, type Lydian } from "../fixture/start-lydian.ts";
import { createUserFiles, type UserFiles } from "../fixture/user-files.ts";

const source = `
import { setTimeout as wait } from "node:timers/promises";
import { App, parameter } from "lydian";
export const app = new App("runner");
const hidden = app.function("hidden", (x: number) => x + 1);
export const speaks = app.function("speaks", () => {
  console.log("said by the function");
  console.error("complained by the function");
  return "returned";
});
export const sleeps = app.function("sleeps", async () => {
  console.log("asleep");
  await wait(600_000);
});
export const fails = app.function("fails", () => {
  throw new RangeError("remote trouble");
});
class Adder {
  readonly params: { readonly by: number };
  constructor(params: { readonly by: number }) {
    this.params = params;
  }
  add(x: number) {
    return x + this.params.by;
  }
}
export const Adders = app.cls("Adder", { parameters: { by: parameter.int() } }, Adder);
export const main = app.localEntrypoint(async (x: unknown, y: unknown = "none") => {
  console.log(JSON.stringify([x, y]), await hidden.remote(Number(x)));
});
export const remoteTrouble = app.localEntrypoint(async () => {
  await fails.remote();
});
export const localTrouble = app.localEntrypoint(() => {
  throw new TypeError("local trouble");
});
export const gives = app.localEntrypoint("give-back", () => ({ a: [1, 2n] }));
`;

const secretSource = `
import { App, Secret } from "lydian";
export const app = new App("keeper");
app.function("reads", { secrets: [Secret.fromName("hub")], env: { OWN: "mine" } }, () => [
  process.env["TOKEN"],
  process.env["OWN"],
]);
`;

let lydian: Lydian;
let files: UserFiles;
before(async () => {
  [lydian, files] = await Promise.all([startLydian(), createUserFiles()]);
  await files.write("runner.ts", source);
});
after(async () => {
  await Promise.all([lydian.stop(), files.remove()]);
});

function run(...args: readonly string[]) {
  return lydian.run(["run", ...args], { cwd: files.directory });
}

/** Where in the file a text stands. */
function lineOf(text: string): number {
  return source.split("\n").findIndex((line) => line.includes(text)) + 1;
}

test("run FILE::entrypoint gives its arguments as JSON or as text, and reaches functions that are not exported", async () => {
  const { code, stdout, stderr } = await run("runner.ts::main", "41", "hello");
  assert.equal(code, 0, stderr);
  assert.equal(stdout, '[41,"hello"] 42\n');
});

test("run FILE::function shows what the function printed and prints its result", async () => {
  const { code, stdout, stderr } = await run("runner.ts::speaks");
  assert.equal(code, 0, stderr);
  assert.deepEqual(new Set(stdout.trim().split("\n")), new Set(["said by the function", "returned"]));
  assert.match(stderr, /complained by the function/);
});

test("run --json keeps standard output for the result alone", async () => {
  const result = await run("runner.ts::speaks", "--json");
  assert.equal(result.stdout, '"returned"\n');
  assert.match(result.stderr, /said by the function/);
  assert.equal((await run("runner.ts::give-back", "--json")).stdout, '{"a":[1,"2"]}\n');
});

test("run FILE::Class.method takes the class's parameters from --params", async () => {
  const { code, stdout, stderr } = await run("runner.ts::Adder.add", "5", "--params", '{"by": 3}');
  assert.equal(code, 0, stderr);
  assert.equal(stdout, "8\n");
});

test("run without a name lists what there is to choose from, with exit code 2", async () => {
  const { code, stderr } = await run("runner.ts");
  assert.equal(code, 2);
  assert.match(stderr, /Choose one:[^]*runner\.ts::main[^]*runner\.ts::give-back/);
  const unknown = await run("runner.ts::nothing");
  assert.equal(unknown.code, 1);
  assert.match(unknown.stderr, /nothing of that name in "runner\.ts"/);
});

test("run shows the trouble of an entrypoint, local or remote, in lines of its file", async () => {
  const local = await run("runner.ts::localTrouble");
  assert.equal(local.code, 1);
  assert.match(local.stderr, /TypeError: local trouble\n {4}at /);
  assert.ok(local.stderr.includes(`runner.ts:${lineOf("local trouble")}:`), local.stderr);
  const remote = await run("runner.ts::remoteTrouble");
  assert.equal(remote.code, 1);
  assert.match(remote.stderr, /RangeError: remote trouble/);
  assert.ok(remote.stderr.includes(`runner.ts:${lineOf("remote trouble")}:`), remote.stderr);
  for (const { stderr } of [local, remote])
    assert.doesNotMatch(stderr, /packages\/|node:internal|lydian-load/);
});

test("run stops its app when it is interrupted, with exit code 130", async () => {
  const interrupted = await lydian.run(["run", "runner.ts::sleeps"], {
    cwd: files.directory,
    interruptAfter: "asleep",
  });
  assert.equal(interrupted.code, 130, interrupted.stderr);
  const apps = JSON.parse((await lydian.run(["app", "list", "--json"])).stdout) as { state: string }[];
  assert.deepEqual(
    apps.filter(({ state }) => state !== "stopped"),
    [],
  );
});

test("run gives a function its secrets and its own variables, and says which secret is missing", async () => {
  await files.write("keeper.ts", secretSource);
  const missing = await run("keeper.ts");
  assert.equal(missing.code, 1);
  assert.match(missing.stderr, /'hub'/);
  await files.write(".env", "TOKEN=s3cret\n# no more\n");
  const made = await lydian.run(["secret", "create", "hub", "--from-dotenv", ".env"], {
    cwd: files.directory,
  });
  assert.equal(made.code, 0, made.stderr);
  const again = await lydian.run(["secret", "create", "hub", "A=1"]);
  assert.equal(again.code, 1);
  assert.match(again.stderr, /"hub"/);
  const { code, stdout, stderr } = await run("keeper.ts", "--json");
  assert.equal(code, 0, stderr);
  assert.equal(stdout, '["s3cret","mine"]\n');
});
