/** How long the first call of a Python function takes that has no container: `node bench/python-cold-start.ts`. */
import { setTimeout as wait } from "node:timers/promises";
import { type Candidate, clientVersion, findInterpreter, startOurs } from "./python/candidates.ts";
import { describeMachine } from "./system/describe-machine.ts";
import type { Peer } from "./system/peer.ts";
import { quantile } from "./system/quantile.ts";
import { formatTable, verdict } from "./system/table.ts";

const rounds = 3;
const callsPerRound = 8;
/** In these the pool is filled again, and the container of the call before is gone. */
const pauseMs = 4500;
/** Compiled code of the server and files that the machine has read: what is measured has been up for a while. */
const warmUpCalls = 2;
const targetMs = 250;

console.log(`Cold starts of a Python function whose image is there, one at a time, called by the official Python client
${clientVersion}.
Measures: from \`Function.from_name\` and \`remote()\` to the result in the caller's hands, where the function has
no container: from the pool of booted, empty ones, which have the client imported, and without a pool (none kept:
the container is started for the call). Within it: until the container's process is there (a look-up of the name,
placing, the launcher), until it has its function (with no pool, the interpreter and the client's imports), until
the official entrypoint has loaded the function's module, until it has called it, and from there to the result.
Does not measure: starts at the same time, packages of the image that a function imports, enter hooks, networks.
${describeMachine()}; ${rounds} rounds of ${callsPerRound} calls per row, in turns; all calls together.
`);

interface Question {
  readonly kind: "once";
  readonly app: string;
  readonly function: string;
}

interface Answer {
  readonly askedAtMs: number;
  readonly answeredAtMs: number;
  readonly value: {
    readonly container: string;
    readonly startedAtMs: number;
    readonly assignedAtMs: number;
    readonly loadedAtMs: number;
    readonly enteredAtMs: number;
  };
}

interface Case {
  readonly label: string;
  readonly isPooled: boolean;
  readonly candidate: Candidate;
  readonly caller: Peer<Question, Answer>;
  readonly calls: Answer[];
}

const cases: Case[] = [];
const containers = new Set<string>();
try {
  const interpreter = await findInterpreter();
  for (const launcher of ["bubblewrap", "process"]) {
    for (const isPooled of [true, false]) await start(interpreter, launcher, isPooled);
  }
  for (let index = 0; index < warmUpCalls + rounds * callsPerRound; index += 1) {
    await wait(pauseMs);
    for (const one of cases) {
      const answer = await call(one);
      if (index >= warmUpCalls) one.calls.push(answer);
    }
  }
} finally {
  for (const { caller, candidate } of cases) {
    await caller.end();
    await candidate.stop();
  }
}
report();

async function start(interpreter: string, launcher: string, isPooled: boolean): Promise<void> {
  const label = `${launcher}, ${isPooled ? "from the pool" : "without a pool"}`;
  const variables = isPooled ? {} : { LYDIAN_WARM_CONTAINERS: "0" };
  const args = ["--launcher", launcher];
  const candidate = await startOurs(interpreter, { label, app: "cold_app", args, variables });
  try {
    const caller = await candidate.caller<Question, Answer>();
    cases.push({ label, isPooled, candidate, caller, calls: [] });
  } catch (error) {
    await candidate.stop();
    throw error;
  }
}

async function call({ label, isPooled, caller }: Case): Promise<Answer> {
  const answer = await caller.ask({ kind: "once", app: "bench-python-cold", function: "times" });
  const { container, startedAtMs } = answer.value;
  // Figures of another kind of start are worth nothing.
  if (containers.has(container)) throw new Error(`${label}: a container was there already`);
  if (isPooled && startedAtMs > answer.askedAtMs) throw new Error(`${label}: the pool was empty`);
  containers.add(container);
  return answer;
}

function report(): void {
  const spans: readonly (readonly [string, (call: Answer) => number])[] = [
    ["process", ({ askedAtMs, value }) => Math.max(0, value.startedAtMs - askedAtMs)],
    ["+ function", ({ askedAtMs, value }) => value.assignedAtMs - Math.max(askedAtMs, value.startedAtMs)],
    ["+ load", ({ value }) => value.loadedAtMs - value.assignedAtMs],
    ["+ enter", ({ value }) => value.enteredAtMs - value.loadedAtMs],
    ["+ result", ({ answeredAtMs, value }) => answeredAtMs - value.enteredAtMs],
  ];
  const rows = cases.map(({ label, calls }) => {
    const figures = [0.5, 0.9, 0].map((fraction) => quantile(calls.map(totalMs), fraction));
    const split = spans.map(([, span]) => quantile(calls.map(span), 0.5));
    return [label, ...[...figures, ...split].map((value) => value.toFixed(0)), String(calls.length)];
  });
  const header = ["ms", "p50", "p90", "least", ...spans.map(([name]) => name), "calls"];
  console.log(`${formatTable(header, rows)}\n\nAfter: ${describeMachine()}\n`);
  for (const { label, calls } of cases.filter(({ isPooled }) => isPooled)) {
    const p50 = quantile(calls.map(totalMs), 0.5);
    console.log(verdict(p50 < targetMs, `${label}: p50 under ${targetMs} ms`));
  }
}

function totalMs({ askedAtMs, answeredAtMs }: Answer): number {
  return answeredAtMs - askedAtMs;
}
