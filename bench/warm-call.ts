/** How fast a warm call is, beside what it cannot beat and beside others: `node bench/warm-call.ts [ms per figure]`. */
import type { Figures, Question } from "./warm-call/candidate.ts";
import { cleanEnvironment } from "./system/clean-environment.ts";
import { describeMachine } from "./system/describe-machine.ts";
import { median } from "./system/quantile.ts";
import { type Peer, startPeer } from "./system/peer.ts";
import { formatTable, verdict } from "./system/table.ts";

const rounds = 3;
const ms = Number(process.argv[2] ?? 2000);
/** Compiled code, filled caches: what is measured is a process that has been up for a while. */
const warmUpMs = Math.min(ms, 1000);

const candidates: readonly (readonly [label: string, name: string, argument?: string])[] = [
  ["lydian", "native"],
  ["lydian, up --sync-all", "native", "--sync-all"],
  ["npm modal 0.11.1 on lydian", "official"],
  ["floor: two hops of sockets", "sockets"],
  ["floor: the rows, written", "rows", "written"],
  ["floor: the rows, synced", "rows", "synced"],
  ["BullMQ, Redis synced each second", "bullmq"],
  ["piscina, in process", "piscina"],
];

console.log(`Warm calls of a function that does nothing, no arguments, no result.
Measures: from the call to its value, as the caller sees it; caller, server and container are three
processes on this machine; one call outstanding, then 64, in one container that takes 64 at once.
As it ships an awaited call is written before it is answered, and survives a killed process;
with --sync-all it survives a power cut. Floors: the same bytes over bare Unix sockets through a
process in the place of each of ours, nothing kept; and the same rows committed without a call.
Does not measure: networks, TLS, arguments of any size, several containers, callers or functions,
a slower disk: here a sync may cost 0.1 ms, on a cloud's disk 0.5 to 5.
${describeMachine()}; ${rounds} rounds of ${ms} ms per figure, in turns; medians of rounds.
`);

const peers = new Map<string, Peer<Question, Figures>>();
const figures = new Map<string, { readonly at1: Figures[]; readonly at64: Figures[] }>();
try {
  for (const [label, name, argument] of candidates) await start(label, name, argument);
  for (let round = 1; round <= rounds; round += 1) {
    console.log(`round ${round}: ${describeMachine().replace(/^.*, load/, "load")}`);
    for (const [label, peer] of peers) {
      figures.get(label)?.at1.push(await peer.ask({ outstanding: 1, ms }));
      figures.get(label)?.at64.push(await peer.ask({ outstanding: 64, ms }));
    }
  }
} finally {
  await Promise.all([...peers.values()].map((peer) => peer.end()));
}
report();

async function start(label: string, name: string, argument?: string): Promise<void> {
  const module = new URL("warm-call/peers/caller.ts", import.meta.url);
  try {
    const args = argument === undefined ? [name] : [name, argument];
    const peer = await startPeer<Question, Figures>(module, { args, environment: cleanEnvironment() });
    peers.set(label, peer);
    for (const outstanding of [1, 64]) await peer.ask({ outstanding, ms: warmUpMs });
    figures.set(label, { at1: [], at64: [] });
  } catch (error) {
    await peers.get(label)?.end();
    peers.delete(label);
    console.log(`Without ${label}: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`);
  }
}

function of(label: string, depth: "at1" | "at64", figure: keyof Figures): number {
  return median((figures.get(label)?.[depth] ?? []).map((round) => round[figure]));
}

function report(): void {
  const socketsMs = of("floor: two hops of sockets", "at1", "p50Ms");
  const rows = [...figures.keys()].map((label) => [
    label,
    of(label, "at1", "p50Ms").toFixed(3),
    of(label, "at1", "p99Ms").toFixed(3),
    (of(label, "at1", "p50Ms") / socketsMs).toFixed(1),
    of(label, "at64", "p50Ms").toFixed(2),
    of(label, "at64", "p99Ms").toFixed(2),
    of(label, "at64", "perSecond").toFixed(0),
    (figures.get(label)?.at64 ?? []).map(({ perSecond }) => perSecond.toFixed(0)).join(" "),
  ]);
  const header = ["", "p50 ms at 1", "p99", "x sockets", "p50 ms at 64", "p99", "calls/s", "each round"];
  console.log(`\n${formatTable(header, rows)}\n`);
  const aims: readonly (readonly [label: string, p50Ms: number])[] = [
    ["lydian", 0.3],
    ["lydian, up --sync-all", 0.5],
    ["npm modal 0.11.1 on lydian", 2.5],
  ];
  for (const [label, p50Ms] of aims)
    console.log(verdict(of(label, "at1", "p50Ms") <= p50Ms, `${label}: p50 at most ${p50Ms} ms`));
  for (const label of ["lydian", "lydian, up --sync-all"])
    console.log(verdict(of(label, "at64", "perSecond") >= 10_000, `${label}: at least 10000 calls/s at 64`));
}
