/** State directories that this version cannot use: refused by name, and left as they were. */
import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, before, test } from "node:test";
import { runCli } from "../fixture/cli.ts";
import type { Finished } from "../fixture/run-process.ts";
import { startLydian } from "../fixture/start-lydian.ts";

let directory: string;
before(async () => {
  directory = await mkdtemp(join(tmpdir(), "lydian-state-"));
});
after(async () => {
  await rm(directory, { recursive: true });
});

/** A state directory that a server has used. */
async function used(name: string): Promise<string> {
  const stateDirectory = join(directory, name);
  await (await startLydian({ stateDirectory })).stop();
  return stateDirectory;
}

function up(state: string): Promise<Finished> {
  const env = { MODAL_CONFIG_PATH: join(directory, "account.toml") };
  return runCli(["up", "--state", state, "--port", "0"], { env });
}

function assertRefused({ code, stderr, stdout }: Finished, ...words: readonly RegExp[]): void {
  assert.equal(code, 1, `${stdout}${stderr}`);
  for (const word of words) assert.match(stderr, word);
  assert.doesNotMatch(stderr, /\n\s+at /);
}

test("up refuses the state of a newer version and says what to do", async () => {
  const state = await used("newer");
  const path = join(state, "lydian.db");
  const database = new DatabaseSync(path);
  database.exec("PRAGMA user_version = 999");
  database.close();
  const before = await readFile(path);
  assertRefused(await up(state), /lydian\.db/, /version 999/, /newer program|backup|copy/);
  assert.ok(before.equals(await readFile(path)), "it is not touched");
});

test("up refuses a store that is no database", async () => {
  const state = await used("garbage");
  await writeFile(join(state, "lydian.db"), "x".repeat(10_000));
  assertRefused(await up(state), /lydian\.db/, /not a database/);
});

test("up refuses a master key that is cut short, since secrets could not be opened any more", async () => {
  const state = await used("cut");
  await writeFile(join(state, "master.key"), "short");
  assertRefused(await up(state), /master\.key/, /5 bytes/);
});

test("up refuses a state directory that it may not use", async () => {
  // Root may use any; but not even root makes one there.
  if (process.getuid?.() === 0)
    return assertRefused(await up("/proc/lydian"), /"\/proc\/lydian"/, /choose another/);
  const state = join(directory, "closed");
  await mkdir(state);
  await chmod(state, 0o000);
  assertRefused(await up(state), /closed/, /permission/i);
  await chmod(state, 0o700);
});

test("up refuses a state directory below something that is no directory", async () => {
  const file = join(directory, "file");
  await writeFile(file, "");
  assertRefused(await up(join(file, "state")), /file/, /choose another/);
});
