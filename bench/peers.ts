/** A warm call beside those of others that people run themselves: `node bench/peers.ts [ms per figure]`. */
import { describeMachine } from "./system/describe-machine.ts";
import { formatTable, verdict } from "./system/table.ts";
import { type CandidateName, Comparison } from "./warm-call/compare.ts";

const rounds = 3;
const ms = Number(process.argv[2] ?? 3_000);

interface Contender {
  readonly candidate: CandidateName;
  /** What a call survives once its caller has its result. */
  readonly kept: string;
}

const [written, synced] = ["written: survives a killed process", "synced: survives a power cut"];

/** TypeScript and JavaScript: caller and function are Node.js processes. */
const contenders: readonly Contender[] = [
  { candidate: ["Lydian", "native"], kept: written },
  { candidate: ["Lydian, up --sync-all", "native", "--sync-all"], kept: synced },
  { candidate: ["BullMQ 6, Redis everysec", "bullmq", "everysec"], kept: "synced each second" },
  { candidate: ["BullMQ 6, Redis always", "bullmq", "always"], kept: synced },
  { candidate: ["graphile-worker 0.18, PostgreSQL", "graphile-worker"], kept: synced },
  { candidate: ["pg-boss 12, PostgreSQL", "pg-boss"], kept: synced },
  { candidate: ["Restate 1.7", "restate"], kept: "its log, as it ships" },
];

/** Python: caller and function are Python processes. */
const pythonContenders: readonly Contender[] = [
  { candidate: ["Python on Lydian, official client", "python"], kept: written },
  { candidate: ["Celery 5.7, Redis everysec", "celery", "everysec"], kept: "synced each second" },
  { candidate: ["Ray 2.60, an actor", "ray"], kept: "nothing" },
];

console.log(`A warm call of a function that does nothing, by several systems that people run themselves.
Measures: from the call to its result, as the caller sees it, one call outstanding and then 64; caller, server and worker
are processes of this machine, and each worker takes 64 at once. Where a queue tells its caller nothing, its worker does, by
PostgreSQL's NOTIFY.
Does not measure: networks, arguments of any size, several machines, starts.
${describeMachine()}; ${rounds} rounds of ${ms} ms per figure, in turns; medians of rounds.
`);

const comparison = new Comparison();
const all = [...contenders, ...pythonContenders];
await comparison.run(
  all.map(({ candidate }) => candidate),
  { rounds, ms },
);
report();

function report(): void {
  const rows = all.map(({ candidate: [label], kept }) => {
    const reason = comparison.missing.get(label);
    if (reason !== undefined) return [label, kept, "missing"];
    return [
      label,
      kept,
      comparison.of(label, "at1", "p50Ms").toFixed(2),
      comparison.of(label, "at1", "p99Ms").toFixed(2),
      comparison.of(label, "at64", "perSecond").toFixed(0),
      comparison.of(label, "at64", "p50Ms").toFixed(1),
      comparison.of(label, "at64", "p99Ms").toFixed(1),
    ];
  });
  const header = ["", "kept", "p50 ms at 1", "p99", "calls/s at 64", "p50 ms", "p99"];
  console.log(`\n${formatTable(header, rows)}\n`);
  for (const [label, reason] of comparison.missing) console.log(`Without ${label}: ${reason}`);
  console.log(verdict(comparison.missing.size <= 1, "at most one is missing"));
  for (const { candidate, kept } of contenders.slice(2))
    judge(kept === synced ? "Lydian, up --sync-all" : "Lydian", candidate[0]);
  for (const { candidate } of pythonContenders.slice(1)) {
    judge("Lydian", candidate[0]);
    judge("Python on Lydian, official client", candidate[0]);
  }
}

function judge(ours: string, other: string): void {
  if (comparison.missing.has(other)) return;
  const of = (label: string, depth: "at1" | "at64", figure: "p50Ms" | "perSecond"): number =>
    comparison.of(label, depth, figure);
  const isQuicker = of(ours, "at1", "p50Ms") < of(other, "at1", "p50Ms");
  const doesMore = of(ours, "at64", "perSecond") > of(other, "at64", "perSecond");
  console.log(verdict(isQuicker && doesMore, `${ours} is ahead of ${other} in both`));
}
