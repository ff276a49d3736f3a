import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { runCli } from "../fixture/cli.ts";

let directory: string;
before(async () => {
  directory = await mkdtemp(join(tmpdir(), "lydian-account-"));
});
after(async () => {
  await rm(directory, { recursive: true });
});

/** Starts a server with this account file, stops it when it is up, and returns what it said. */
async function upAndDown(name: string, content?: string) {
  const configPath = join(directory, `${name}.toml`);
  if (content !== undefined) await writeFile(configPath, content, { mode: 0o644 });
  const finished = await runCli(["up", "--port", "0", "--state", join(directory, name)], {
    env: { MODAL_CONFIG_PATH: configPath },
    interruptAfter: "Lydian is up",
  });
  assert.equal(finished.code, 0, finished.stderr);
  return {
    ...finished,
    text: await readFile(configPath, "utf8"),
    mode: (await stat(configPath)).mode & 0o777,
  };
}

test("up makes the account file for its owner alone, with an active profile lydian", async () => {
  const { text, mode, stdout } = await upAndDown("fresh");
  assert.equal(mode, 0o600);
  assert.match(
    text,
    /^\[lydian\]\nserver_url = "http:\/\/127\.0\.0\.1:\d+"\ntoken_id = "ak-\w+"\ntoken_secret = "as-\w+"\nactive = true\n$/,
  );
  assert.match(stdout, /Profile {4}"lydian" in .*, in use/);
  assert.doesNotMatch(stdout, /as-/, "the secret is not printed");
});

test("up leaves other profiles byte for byte, activates nothing of its own, and says what to export", async () => {
  const theirs = `# the day job\n[work]\ntoken_id   = "ak-1"   # odd\nactive = true\n`;
  const { text, mode, stdout } = await upAndDown("others", theirs);
  assert.equal(mode, 0o600);
  assert.ok(text.startsWith(theirs));
  assert.doesNotMatch(text.slice(theirs.length), /active/);
  assert.match(stdout, /export MODAL_PROFILE=lydian/);
});

test("up a second time keeps the token and changes only the address of its profile", async () => {
  const first = await upAndDown("twice");
  const second = await upAndDown("twice");
  const withoutAddress = (text: string) => text.replace(/server_url = .*/, "");
  assert.equal(withoutAddress(second.text), withoutAddress(first.text));
});

test("up refuses an account file that does not parse and does not touch it", async () => {
  const configPath = join(directory, "broken.toml");
  await writeFile(configPath, "[work\n");
  const { code, stderr } = await runCli(["up", "--port", "0", "--state", join(directory, "broken")], {
    env: { MODAL_CONFIG_PATH: configPath },
  });
  assert.equal(code, 1);
  assert.match(stderr, /Cannot read account file ".*broken\.toml"/);
  assert.equal(await readFile(configPath, "utf8"), "[work\n");
});

test("profile list, current and activate tell and change which profile is in use", async () => {
  const configPath = join(directory, "profiles.toml");
  await writeFile(configPath, `[a]\nserver_url = "http://a:1"\nactive = true\n\n[b]\ntoken_id = "ak-2"\n`);
  const env = { MODAL_CONFIG_PATH: configPath };
  const list = await runCli(["profile", "list", "--json"], { env });
  assert.deepEqual(JSON.parse(list.stdout), [
    { name: "a", serverUrl: "http://a:1", tokenId: null, environment: null, isCurrent: true },
    { name: "b", serverUrl: null, tokenId: "ak-2", environment: null, isCurrent: false },
  ]);
  assert.equal((await runCli(["profile", "activate", "b"], { env })).code, 0);
  assert.equal((await runCli(["profile", "current"], { env })).stdout, "b\n");
  assert.equal((await runCli(["profile", "current"], { env: { ...env, MODAL_PROFILE: "a" } })).stdout, "a\n");
  const missing = await runCli(["profile", "activate", "c"], { env });
  assert.equal(missing.code, 1);
  assert.match(missing.stderr, /has no such profile[^]*It has "a", "b"/);
});

test("commands say how to get a server when no profile has one", async () => {
  const env = { MODAL_CONFIG_PATH: join(directory, "absent.toml") };
  const { code, stderr } = await runCli(["app", "list"], { env });
  assert.equal(code, 1);
  assert.match(stderr, /lydian up/);
});
