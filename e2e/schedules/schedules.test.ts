/** Functions that run by themselves, on a server that is killed between two due times. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { startLydian, type Lydian } from "../fixture/start-lydian.ts";
import { createUserFiles, type UserFiles } from "../fixture/user-files.ts";

const patienceMs = 30_000;
const pollMs = 200;
const periodMs = 1_000;

let lydian: Lydian;
let files: UserFiles;
before(async () => {
  [lydian, files] = await Promise.all([startLydian(), createUserFiles()]);
});
after(async () => {
  await Promise.all([lydian.stop(), files.remove()]);
});

function source(schedule: string): string {
  return `
import { App, cron, currentInput, period } from "lydian";
export const app = new App("clock");
export const tick = app.function("tick", { schedule: ${schedule} }, (...args: unknown[]) => {
  console.log("tick", args.length, currentInput()?.callId);
});
`;
}

async function deploy(schedule: string): Promise<{ readonly code: number | null; readonly stderr: string }> {
  return lydian.run(["deploy", await files.write("clock.ts", source(schedule))]);
}

/** The calls that have run so far: by the lines that they wrote, each of which says that it got no arguments. */
async function ticks(): Promise<readonly string[]> {
  const { stdout } = await lydian.run(["app", "logs", "clock", "--tail", "10000"]);
  return [...stdout.matchAll(/tick 0 (fc-\w+)/g)].map(([, callId]) => callId ?? "");
}

async function waitForTicks(count: number): Promise<readonly string[]> {
  for (const endMs = Date.now() + patienceMs; ; await sleep(pollMs)) {
    const seen = await ticks();
    if (seen.length >= count) return seen;
    assert.ok(Date.now() < endMs, `${seen.length} ticks instead of ${count}`);
  }
}

test("a function runs by itself, goes on after its server was killed, and each due time has one call", async () => {
  const deployedAtMs = Date.now();
  const { code, stderr } = await deploy("period({ seconds: 1 })");
  assert.equal(code, 0, stderr);
  const before = await waitForTicks(2);
  await lydian.kill();
  // Longer than a few periods: what is missed meanwhile is run once.
  await sleep(4 * periodMs);
  await lydian.restart();
  const seen = await waitForTicks(before.length + 3);
  assert.equal(new Set(seen).size, seen.length, "each line is of a call of its own");
  assert.ok(seen.length <= (Date.now() - deployedAtMs) / periodMs + 1, `${seen.length} ticks are too many`);
});

test("the next deployment says when it runs from then on, and a stopped app does not run", async () => {
  assert.equal((await deploy('cron("0 0 29 2 *", { timeZone: "Europe/Stockholm" })')).code, 0);
  await sleep(periodMs);
  const { length } = await ticks();
  await sleep(3 * periodMs);
  assert.equal((await ticks()).length, length);
  assert.equal((await deploy("period({ seconds: 1 })")).code, 0);
  await waitForTicks(length + 1);
  assert.equal((await lydian.run(["app", "stop", "clock", "--yes"])).code, 0);
});

test("a schedule that cannot be is refused at the deployment, which says why", async () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['cron("0 9 * *")', /Cannot run by the schedule "0 9 \* \*": it is not five fields of a cron expression/],
    ['cron("0 9 * * *", { timeZone: "Mars" })', /"Mars": there is no such time zone/],
    ["period({})", /a period is at least a second/],
  ];
  for (const [schedule, message] of cases) {
    const { code, stderr } = await deploy(schedule);
    assert.notEqual(code, 0);
    assert.match(stderr, message);
  }
});
