/** How fast a warm call of the official Python client is, beside its floor: `node bench/python-call.ts [s per figure]`. */
import {
  type Candidate,
  clientVersion,
  findInterpreter,
  startFloor,
  startOurs,
} from "./python/candidates.ts";
import { Turn } from "./python/turns.ts";
import { describeMachine } from "./system/describe-machine.ts";
import { median, quantile } from "./system/quantile.ts";
import { formatTable, verdict } from "./system/table.ts";

/** Short ones and many: each is compared with the floor's, which has the same neighbours on the machine. */
const rounds = 10;
const seconds = Number(process.argv[2] ?? 1);
/** Filled caches and compiled code: what is measured are processes that have been up for a while. */
const warmUpSeconds = Math.min(seconds, 2);
const targetRatio = 1.5;

const appName = "bench-python-call";
const depths = [
  { outstanding: 1, function: "one_at_a_time" },
  { outstanding: 64, function: "all_at_once" },
] as const;
type Depth = (typeof depths)[number];

/** Who runs where decides as much as what they do: see `README.md`. */
const placements = [
  "where the kernel puts them",
  "callers and servers on one core, containers on the other",
] as const;
type Placement = (typeof placements)[number];

/** What one table shows. */
interface Scene {
  readonly placement: Placement;
  readonly depth: Depth;
}
const scenes: readonly Scene[] = placements.flatMap((placement) =>
  depths.map((depth) => ({ placement, depth })),
);

interface Question {
  readonly kind: "call";
  readonly app: string;
  readonly function: string;
  readonly outstanding: number;
  readonly seconds: number;
}

interface Answer {
  readonly latenciesMs: readonly number[];
  readonly perSecond: number;
}

interface Round {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly perSecond: number;
  /** Of the processor, per call. */
  readonly clientMs: number;
  readonly serverMs: number;
  readonly containerMs: number;
}

interface Measured {
  readonly turn: Turn<Question, Answer>;
  readonly rounds: ReadonlyMap<Scene, Round[]>;
}

console.log(`Warm calls of a Python function that gives back a number, by the official Python client ${clientVersion}.
Measures: from the call to its result, as the caller sees it; caller, server and container are processes on
this machine. One call outstanding: \`remote()\` of a function that takes one input at a time. 64 outstanding:
\`remote.aio()\` of an asynchronous function whose container takes 64 at once. The floor: the same client and
the same official entrypoint, joined by a process that hands every message on in memory and does nothing
else, on the same gRPC door as ours; its containers are plain processes. All of it twice: processes where the
kernel puts them, and each kept in its place, callers and servers on one core and containers on the other.
Does not measure: networks, TLS, arguments of any size, several containers or callers, slow disks.
${describeMachine()}; ${rounds} rounds of ${seconds} s per figure, in turns; medians of rounds, and of
what each round is beside the floor's.
`);

const all: Measured[] = [];
try {
  const interpreter = await findInterpreter();
  const ours = await startOurs(interpreter, { label: "lydian", app: "call_app" });
  await add(ours);
  const args = ["--launcher", "process"];
  await add(await startOurs(interpreter, { label: "lydian, plain processes", app: "call_app", args }));
  const functions = depths.map((depth) => ({
    name: depth.function,
    containers: 1,
    concurrency: depth.outstanding,
  }));
  await add(await startFloor(interpreter, ours, { appName, functions }));
  for (const placement of placements) await measureAll(placement);
} finally {
  for (const { turn } of all) await turn.end();
}
report();

async function add(candidate: Candidate): Promise<void> {
  const turn = await Turn.start<Question, Answer>(candidate);
  all.push({ turn, rounds: new Map(scenes.map((scene) => [scene, []])) });
}

async function measureAll(placement: Placement): Promise<void> {
  if (placement !== placements[0]) for (const { turn } of all) await turn.place();
  for (const one of all) for (const depth of depths) await measure(one, depth, warmUpSeconds);
  const here = scenes.filter((scene) => scene.placement === placement);
  for (let round = 1; round <= rounds; round += 1) {
    console.log(`round ${round}, ${placement}: ${describeMachine().replace(/^.*, load/, "load")}`);
    for (const scene of here) {
      for (const one of all) one.rounds.get(scene)?.push(await measure(one, scene.depth, seconds));
    }
  }
}

async function measure({ turn }: Measured, depth: Depth, forSeconds: number): Promise<Round> {
  const { answer, cpuMs } = await turn.ask({
    kind: "call",
    app: appName,
    function: depth.function,
    outstanding: depth.outstanding,
    seconds: forSeconds,
  });
  const { latenciesMs, perSecond } = answer;
  return {
    p50Ms: quantile(latenciesMs, 0.5),
    p95Ms: quantile(latenciesMs, 0.95),
    perSecond,
    clientMs: cpuMs.client / latenciesMs.length,
    serverMs: cpuMs.server / latenciesMs.length,
    containerMs: cpuMs.containers / latenciesMs.length,
  };
}

function of({ rounds: measured }: Measured, scene: Scene, figure: keyof Round): number {
  return median((measured.get(scene) ?? []).map((round) => round[figure]));
}

/** Of each round beside the floor's of the same round. */
function ratioTo(floor: Measured, one: Measured, scene: Scene, figure: keyof Round): number {
  const floors = floor.rounds.get(scene) ?? [];
  const ratios = (one.rounds.get(scene) ?? []).map(
    (round, i) => round[figure] / (floors[i]?.[figure] ?? NaN),
  );
  return median(ratios);
}

function report(): void {
  const floor = all.at(-1);
  if (floor === undefined) return;
  for (const scene of scenes) {
    const { placement, depth } = scene;
    const isAlone = depth.outstanding === 1;
    const figure = isAlone ? "p50Ms" : "perSecond";
    const rows = all.map((one) => [
      one.turn.candidate.label,
      of(one, scene, "p50Ms").toFixed(2),
      of(one, scene, "p95Ms").toFixed(2),
      of(one, scene, "perSecond").toFixed(0),
      ratioTo(floor, one, scene, figure).toFixed(2),
      ...(["clientMs", "serverMs", "containerMs"] as const).map((who) => of(one, scene, who).toFixed(2)),
      (one.rounds.get(scene) ?? []).map((round) => round[figure].toFixed(isAlone ? 2 : 0)).join(" "),
    ]);
    const measuredFigure = isAlone ? "p50" : "calls/s";
    const header = ["p50 ms", "p95 ms", "calls/s", `${measuredFigure} x floor`];
    const cpu = ["client", "server", "container"].map((who) => `${who} CPU ms`);
    const columns = [`${depth.outstanding} outstanding`, ...header, ...cpu, `${measuredFigure}, each round`];
    console.log(`\n${placement}:\n${formatTable(columns, rows)}`);
  }
  console.log("\nCPU per call.\n");
  for (const scene of scenes.filter(({ depth }) => depth.outstanding === 1)) {
    for (const one of all.slice(0, -1)) {
      const ratio = ratioTo(floor, one, scene, "p50Ms");
      const text = `${one.turn.candidate.label}, ${scene.placement}: p50 at 1 ${ratio.toFixed(2)} times its floor, at most ${targetRatio}`;
      console.log(verdict(ratio <= targetRatio, text));
    }
  }
}
