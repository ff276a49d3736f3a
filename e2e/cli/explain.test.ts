/** Why a call took as long as it did, as people ask for it in a terminal. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Function } from "lydian";
import { startLydian, type Lydian } from "../fixture/start-lydian.ts";
import type { alone as definedAlone } from "./explain-app.ts";

let lydian: Lydian;
before(async () => {
  lydian = await startLydian({ args: ["--launcher", "process"] });
  Object.assign(process.env, lydian.environment);
  const { code, stderr } = await lydian.run([
    "deploy",
    fileURLToPath(new URL("explain-app.ts", import.meta.url)),
  ]);
  assert.equal(code, 0, stderr);
});
after(() => lydian.stop());

interface Explained {
  readonly totalInputs: number;
  readonly inputs: readonly {
    readonly status: string;
    readonly attempt: number;
    readonly failures?: number;
    readonly phases: readonly { readonly name: string; readonly fromMs: number; readonly toMs: number }[];
  }[];
}

async function explain(callId: string): Promise<Explained> {
  const { code, stdout, stderr } = await lydian.run(["explain", callId, "--json"]);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as Explained;
}

function lengthOf({ inputs }: Explained, name: string): number {
  const phase = inputs[0]?.phases.find((each) => each.name === name);
  return phase === undefined ? 0 : phase.toMs - phase.fromMs;
}

test("call --explain says of a cold start that most of it was entering, and keeps standard output for the result", async () => {
  const cold = await lydian.run(["call", "explained", "Slow.echo", "7", "--explain"]);
  assert.equal(cold.stdout, "7\n");
  assert.match(cold.stderr, /Input 0: success in \d+ ms, most of it ready: 2\d\d ms/);
  const warm = await lydian.run(["call", "explained", "Slow.echo", "8", "--explain"]);
  assert.doesNotMatch(warm.stderr, /imported|ready/, "nobody waited for a start");
  for (const phase of ["placed", "entered", "ran", "delivered"])
    assert.match(warm.stderr, new RegExp(`^  ${phase} +[\\d.]+ ms +█`, "m"));
});

test("call --explain tells of attempts that failed, and explains what fails", async () => {
  const retried = await lydian.run(["call", "explained", "flaky", "--explain"]);
  assert.match(retried.stderr, /success .*\(attempt 2: 1 failed before\)/);
  const [callId = ""] = /fc-\w+/.exec(retried.stderr) ?? [];
  const explained = await explain(callId);
  assert.deepEqual([explained.inputs[0]?.attempt, explained.inputs[0]?.failures], [2, 1]);
  assert.ok(lengthOf(explained, "placed") >= 100, "it waited for its second attempt");
});

test("explain finds where each input of a map waited and ran", async () => {
  const alone = Function.fromName<typeof definedAlone>("explained", "alone");
  const call = await alone.spawnMap([30, 30, 30, 30]);
  for await (const _result of call.iter());
  const explained = await explain(call.objectId);
  assert.equal(explained.totalInputs, 4);
  for (const { phases } of explained.inputs) {
    const ran = phases.find(({ name }) => name === "ran") ?? assert.fail();
    assert.ok(ran.toMs - ran.fromMs >= 29 && ran.toMs - ran.fromMs < 1_000);
    for (const [i, phase] of phases.entries()) assert.equal(phase.fromMs, i === 0 ? 0 : phases[i - 1]?.toMs);
  }
  const waited = explained.inputs.map(
    ({ phases }) => phases.find(({ name }) => name === "placed")?.toMs ?? 0,
  );
  assert.ok((waited[3] ?? 0) >= 85, "the last one waited for three others");
  const { stdout } = await lydian.run(["explain", call.objectId]);
  assert.match(stdout, /4 inputs: 4 success\./);
  assert.match(stdout, /^ran +3\d ms +\d+ ms +4 /m);
});

test("explain says so of what has not ended, and of what is not there", async () => {
  const alone = Function.fromName<typeof definedAlone>("explained", "alone");
  const call = await alone.spawn(3_000);
  const running = await lydian.run(["explain", call.objectId]);
  assert.match(running.stdout, /Input 0: (?:running|queued)/);
  await call.cancel();
  const unknown = await lydian.run(["explain", "fc-unknown"]);
  assert.notEqual(unknown.code, 0);
  assert.match(unknown.stderr, /"fc-unknown" does not exist/);
});
