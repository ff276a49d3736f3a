/** How fast a warm call is, beside what it cannot beat and beside others: `node bench/warm-call.ts [ms per figure]`. */
import { describeMachine } from "./system/describe-machine.ts";
import { formatTable, verdict } from "./system/table.ts";
import { type CandidateName, Comparison } from "./warm-call/compare.ts";

const rounds = 3;
const ms = Number(process.argv[2] ?? 2000);

const candidates: readonly CandidateName[] = [
  ["lydian", "native"],
  ["lydian, up --sync-all", "native", "--sync-all"],
  ["npm modal 0.11.1 on lydian", "official"],
  ["floor: two hops of sockets", "sockets"],
  ["floor: the rows, written", "rows", "written"],
  ["floor: the rows, synced", "rows", "synced"],
  ["BullMQ, Redis synced each second", "bullmq", "everysec"],
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

const comparison = new Comparison();
await comparison.run(candidates, { rounds, ms });
report();

function report(): void {
  const socketsMs = comparison.of("floor: two hops of sockets", "at1", "p50Ms");
  const rows = comparison.labels.map((label) => [
    label,
    comparison.of(label, "at1", "p50Ms").toFixed(3),
    comparison.of(label, "at1", "p99Ms").toFixed(3),
    (comparison.of(label, "at1", "p50Ms") / socketsMs).toFixed(1),
    comparison.of(label, "at64", "p50Ms").toFixed(2),
    comparison.of(label, "at64", "p99Ms").toFixed(2),
    comparison.of(label, "at64", "perSecond").toFixed(0),
    comparison
      .roundsOf(label)
      .at64.map(({ perSecond }) => perSecond.toFixed(0))
      .join(" "),
  ]);
  const header = ["", "p50 ms at 1", "p99", "x sockets", "p50 ms at 64", "p99", "calls/s", "each round"];
  console.log(`\n${formatTable(header, rows)}\n`);
  const aims: readonly (readonly [label: string, p50Ms: number])[] = [
    ["lydian", 0.3],
    ["lydian, up --sync-all", 0.5],
    ["npm modal 0.11.1 on lydian", 2.5],
  ];
  for (const [label, p50Ms] of aims)
    console.log(verdict(comparison.of(label, "at1", "p50Ms") <= p50Ms, `${label}: p50 at most ${p50Ms} ms`));
  for (const label of ["lydian", "lydian, up --sync-all"])
    console.log(
      verdict(comparison.of(label, "at64", "perSecond") >= 10_000, `${label}: at least 10000 calls/s at 64`),
    );
}
