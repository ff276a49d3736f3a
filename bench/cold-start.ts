/** How long the first call of a function takes that has no container: `node bench/cold-start.ts`. */
import { setTimeout as wait } from "node:timers/promises";
import type { Figures, Question } from "./cold-start/caller.ts";
import { describeMachine } from "./system/describe-machine.ts";
import { type Lydian, startLydian } from "./system/lydian.ts";
import { type Peer, startPeer } from "./system/peer.ts";
import { quantile } from "./system/quantile.ts";
import { formatTable, verdict } from "./system/table.ts";

const rounds = 3;
const callsPerRound = 8;
/** In these the pool is filled again, and what ended is gone: what is measured is one start at a time. */
const pauseMs = 700;
/** Compiled code of the server and of the caller: what is measured is a server that has been up for a while. */
const warmUpCalls = 5;

console.log(`Cold starts of a TypeScript function, one at a time.
Measures: from \`Function.fromName\` and \`remote()\` to the result in the caller's hands, where the
function has no container: from the pool of booted, empty ones, and without a pool (none kept: the
container is started for the call). Within it: until the container runs the function's code (a look-up
of the name, placing, with no pool the boot, loading the bundle), and from there to the result.
Does not measure: starts at the same time, large bundles, npm packages, enter hooks, networks.
${describeMachine()}; ${rounds} rounds of ${callsPerRound} calls per row, in turns; all calls together.
`);

interface Case {
  readonly label: string;
  readonly isPooled: boolean;
  readonly lydian: Lydian;
  readonly caller: Peer<Question, Figures>;
  readonly calls: Figures[];
}

const cases: Case[] = [];
try {
  for (const launcher of ["bubblewrap", "process"]) {
    for (const isPooled of [true, false]) await start(launcher, isPooled);
  }
  for (let index = 0; index < warmUpCalls + rounds * callsPerRound; index += 1) {
    for (const { caller, calls } of cases) {
      await wait(pauseMs);
      const figures = await caller.ask({ index });
      if (index >= warmUpCalls) calls.push(figures);
    }
  }
} finally {
  for (const { caller, lydian } of cases) {
    await caller.end();
    await lydian.stop();
  }
}
report();

async function start(launcher: string, isPooled: boolean): Promise<void> {
  const label = `${launcher}, ${isPooled ? "from the pool" : "without a pool"}`;
  const variables = isPooled ? {} : { LYDIAN_WARM_CONTAINERS: "0" };
  const lydian = await startLydian({ args: ["--launcher", launcher], variables }).catch((error: unknown) => {
    console.log(`Without ${label}: ${error instanceof Error ? error.message : String(error)}`);
  });
  if (lydian === undefined) return;
  const module = new URL("cold-start/caller.ts", import.meta.url);
  await lydian.deploy(new URL("cold-start/cold-app.ts", import.meta.url));
  const caller = await startPeer<Question, Figures>(module, { environment: lydian.environment });
  cases.push({ label, isPooled, lydian, caller, calls: [] });
}

function report(): void {
  const spans: readonly (readonly [string, (call: Figures) => number])[] = [
    ["until booted", ({ askedAtMs, bootedAtMs }) => Math.max(0, bootedAtMs - askedAtMs)],
    ["until loaded", ({ askedAtMs, loadedAtMs }) => loadedAtMs - askedAtMs],
    ["until called", ({ askedAtMs, calledAtMs }) => calledAtMs - askedAtMs],
  ];
  const rows = cases.map(({ label, calls }) => {
    const totals = calls.map(totalMs);
    const figures = [0.5, 0.9, 0].map((fraction) => quantile(totals, fraction));
    const split = spans.map(([, span]) => quantile(calls.map(span), 0.5));
    return [label, ...[...figures, ...split].map((value) => value.toFixed(1)), String(calls.length)];
  });
  const header = ["ms", "p50", "p90", "least", ...spans.map(([name]) => name), "calls"];
  console.log(`${formatTable(header, rows)}\n\nAfter: ${describeMachine()}\n`);
  for (const { label, isPooled, calls } of cases) {
    const aimMs = isPooled ? 60 : 150;
    console.log(verdict(quantile(calls.map(totalMs), 0.5) <= aimMs, `${label}: p50 at most ${aimMs} ms`));
  }
}

function totalMs({ askedAtMs, answeredAtMs }: Figures): number {
  return answeredAtMs - askedAtMs;
}
