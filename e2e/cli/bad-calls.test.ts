import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startLydian, type Lydian } from "../fixture/start-lydian.ts";
import { createUserFiles, type UserFiles } from "../fixture/user-files.ts";

const source = `
import { App } from "lydian";
export const app = new App("shop");
export const echo = app.function("echo", (x: unknown) => x);
export const broken = app.function("broken", () => {
  throw new RangeError("out of stock", { cause: new Error("truck is late") });
});
export const bad = app.function("bad", () => ({ items: [1, () => 2] }));
class Desk {
  foo() {
    return "foo";
  }
}
export const DeskCls = app.cls("Desk", { methods: ["foo"] }, Desk);
`;

let lydian: Lydian;
let files: UserFiles;
before(async () => {
  [lydian, files] = await Promise.all([startLydian(), createUserFiles()]);
  const path = await files.write("shop.ts", source);
  const { code, stderr } = await lydian.run(["deploy", path]);
  assert.equal(code, 0, stderr);
});
after(async () => {
  await Promise.all([lydian.stop(), files.remove()]);
});

const refusals: readonly [string, readonly string[], RegExp][] = [
  ["an unknown app", ["call", "shpo", "echo", "1"], /"shpo"/],
  ["an unknown function", ["call", "shop", "ehco", "1"], /"ehco"/],
  ["an unknown class", ["call", "shop", "Dekc.foo"], /"Dekc/],
  ["an unknown method", ["call", "shop", "Desk.bar"], /"bar"/],
  ["an unknown environment", ["call", "shop", "echo", "1", "--env", "mars"], /"mars"/],
  ["an unknown parameter", ["call", "shop", "Desk.foo", "--params", '{"x":1}'], /"?x"?/],
  ["an unknown app to stop", ["app", "stop", "shpo", "--yes"], /"shpo"[^]*lydian app list/],
  ["an unknown container", ["container", "stop", "ta-0000000000000000000000"], /ta-0000000000000000000000/],
  ["an unknown secret", ["secret", "delete", "none", "--yes"], /'none'/],
  ["an unknown version", ["app", "rollback", "shop", "v77"], /77/],
  ["an unknown environment to delete", ["environment", "delete", "mars", "--yes"], /"mars"/],
];

for (const [what, args, message] of refusals) {
  test(`${args.slice(0, 2).join(" ")} refuses ${what} by its name, with exit code 1`, async () => {
    const { code, stdout, stderr } = await lydian.run(args);
    assert.equal(code, 1, `${stdout}${stderr}`);
    assert.match(stderr, message);
    assert.doesNotMatch(stderr, /\n\s+at /);
    assert.equal(stdout, "");
  });
}

test("call shows a remote error with its class, its cause and the user's own source lines", async () => {
  const { code, stderr } = await lydian.run(["call", "shop", "broken"]);
  assert.equal(code, 1);
  assert.match(stderr, /RangeError: out of stock/);
  assert.match(stderr, /shop\.ts:6:\d+/);
  assert.match(stderr, /Error: truck is late/);
  assert.doesNotMatch(stderr, /packages\/(cli|sdk|runtime|server)/);
});

test("call says which part of a result cannot be sent", async () => {
  const { code, stderr } = await lydian.run(["call", "shop", "bad"]);
  assert.equal(code, 1);
  assert.match(stderr, /items\W+1/);
});

test("commands say that the token is wrong, and whose server said so", async () => {
  const env = { MODAL_TOKEN_ID: "ak-wrong", MODAL_TOKEN_SECRET: "as-wrong" };
  const { code, stderr } = await lydian.run(["app", "list"], { env });
  assert.equal(code, 1);
  assert.match(stderr, /token/i);
});

test("token set refuses a token that the server does not know and keeps the account file", async () => {
  const args = ["token", "set", "--token-id", "ak-no", "--token-secret", "as-no", "--profile", "other"];
  const { code, stderr } = await lydian.run([...args, "--server-url", lydian.url]);
  assert.equal(code, 1);
  assert.match(stderr, /token/i);
  assert.doesNotMatch((await lydian.run(["profile", "list"])).stdout, /other/);
});

test("commands say that the server is not running, with its address", async () => {
  const env = { MODAL_SERVER_URL: "http://127.0.0.1:9" };
  const { code, stderr } = await lydian.run(["call", "shop", "echo", "1"], { env, deadlineMs: 20_000 });
  assert.equal(code, 1);
  assert.match(stderr, /127\.0\.0\.1:9[^]*lydian up/);
});
