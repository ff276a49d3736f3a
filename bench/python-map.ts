/** How fast a map of the official Python client is, and who bounds it: `node bench/python-map.ts [inputs]`. */
import { clientVersion, findInterpreter, startFloor, startOurs } from "./python/candidates.ts";
import { Turn } from "./python/turns.ts";
import { describeMachine } from "./system/describe-machine.ts";
import { median } from "./system/quantile.ts";
import { formatTable, verdict } from "./system/table.ts";

const rounds = 3;
const inputs = Number(process.argv[2] ?? 10_000);
/** Filled caches and compiled code. */
const warmUpInputs = Math.min(inputs, 2000);
const containerCount = 4;

const appName = "bench-python-map";

interface Question {
  readonly kind: "map";
  readonly app: string;
  readonly function: string;
  readonly inputs: number;
}

interface Answer {
  readonly seconds: number;
}

interface Round {
  readonly perSecond: number;
  /** Of one core, while the map ran. */
  readonly client: number;
  readonly server: number;
  readonly containers: number;
}

interface Measured {
  readonly turn: Turn<Question, Answer>;
  readonly rounds: Round[];
}

console.log(`Maps of a Python function that gives back a number, by the official Python client ${clientVersion}: ${inputs} inputs,
results in order, into ${containerCount} containers of one input at a time.
Measures: from the first input to the last result, as the caller sees it, each result checked, and what share
of a core its processes took meanwhile: the client, the server, the containers together. The floor: the same
client and the same official entrypoint, joined by a process that hands every message on in memory and does
nothing else, on the same gRPC door as ours.
Does not measure: networks, inputs of any size, slow disks, machines with a core for each of these processes.
${describeMachine()}; ${rounds} rounds, in turns; medians of rounds.
`);

const all: Measured[] = [];
try {
  const interpreter = await findInterpreter();
  const ours = await startOurs(interpreter, { label: "lydian", app: "map_app" });
  all.push({ turn: await Turn.start(ours), rounds: [] });
  const functions = [{ name: "in_four", containers: containerCount, concurrency: 1 }];
  const floor = await startFloor(interpreter, ours, { appName, functions });
  all.push({ turn: await Turn.start(floor), rounds: [] });
  for (const one of all) await measure(one, warmUpInputs);
  for (let round = 1; round <= rounds; round += 1) {
    console.log(`round ${round}: ${describeMachine().replace(/^.*, load/, "load")}`);
    for (const one of all) one.rounds.push(await measure(one, inputs));
  }
} finally {
  for (const { turn } of all) await turn.end();
}
report();

async function measure({ turn }: Measured, count: number): Promise<Round> {
  const { answer, cpuMs } = await turn.ask({ kind: "map", app: appName, function: "in_four", inputs: count });
  const ms = answer.seconds * 1000;
  return {
    perSecond: count / answer.seconds,
    client: cpuMs.client / ms,
    server: cpuMs.server / ms,
    containers: cpuMs.containers / ms,
  };
}

function of({ rounds: measured }: Measured, figure: keyof Round): number {
  return median(measured.map((round) => round[figure]));
}

function report(): void {
  const [ours, floor] = all;
  if (ours === undefined || floor === undefined) return;
  const rows = all.map((one) => [
    one.turn.candidate.label,
    of(one, "perSecond").toFixed(0),
    median(
      one.rounds.map(({ perSecond }, i) => perSecond / (floor.rounds[i]?.perSecond ?? Number.NaN)),
    ).toFixed(2),
    ...(["client", "server", "containers"] as const).map((who) => `${(100 * of(one, who)).toFixed(0)} %`),
    one.rounds.map(({ perSecond }) => perSecond.toFixed(0)).join(" "),
  ]);
  const cpu = ["client", "server", "containers"].map((who) => `${who} of a core`);
  const header = ["", "inputs/s", "x floor", ...cpu, "inputs/s, each round"];
  console.log(`\n${formatTable(header, rows)}\n\nNothing was lost: every result was checked.\n`);
  const [server, client] = [of(ours, "server"), of(ours, "client")];
  const text = `the server takes ${(server / client).toFixed(2)} times the processor of the client, less than 1`;
  console.log(verdict(server < client, text));
}
