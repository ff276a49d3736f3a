/** How fast a map is, and whether its memory grows with its inputs: `node bench/map.ts`. */
import type { Figures, Question } from "./map/caller.ts";
import { describeMachine } from "./system/describe-machine.ts";
import { startLydian } from "./system/lydian.ts";
import { peakMemoryMiB } from "./system/peak-memory.ts";
import { startPeer } from "./system/peer.ts";
import { median } from "./system/quantile.ts";
import { formatTable, verdict } from "./system/table.ts";

const rounds = 3;
const sizes = [10_000, 100_000] as const;

interface Run {
  readonly perSecond: number;
  readonly clientMiB: number;
  readonly serverMiB: number;
}

console.log(`A map of a function that gives back its number, results in the order of the inputs.
Measures: from the first input to the last result, as the caller sees it, and the peak memory of the
caller and of the server (VmHWM); caller, server and one container that takes 64 inputs at once are
three processes on this machine, started afresh for each run.
Does not measure: several containers, inputs of any size, networks, the memory of the container.
${describeMachine()}; ${rounds} rounds, in turns; medians of rounds.
`);

const runs = new Map<number, Run[]>(sizes.map((size) => [size, []]));
for (let round = 1; round <= rounds; round += 1) {
  for (const size of sizes) {
    const run = await measure(size);
    runs.get(size)?.push(run);
    console.log(
      `round ${round}, ${size} inputs: ${run.perSecond.toFixed(0)}/s, ` +
        `client ${run.clientMiB.toFixed(0)} MiB, server ${run.serverMiB.toFixed(0)} MiB`,
    );
  }
}
report();

async function measure(inputs: number): Promise<Run> {
  const lydian = await startLydian();
  try {
    await lydian.deploy(new URL("map/noop-app.ts", import.meta.url));
    const module = new URL("map/caller.ts", import.meta.url);
    const client = await startPeer<Question, Figures>(module, { environment: lydian.environment });
    try {
      const { seconds, peakMiB } = await client.ask({ inputs });
      return {
        perSecond: inputs / seconds,
        clientMiB: peakMiB,
        serverMiB: await peakMemoryMiB(lydian.pid),
      };
    } finally {
      await client.end();
    }
  } finally {
    await lydian.stop();
  }
}

function of(size: number, figure: keyof Run): number {
  return median((runs.get(size) ?? []).map((run) => run[figure]));
}

function report(): void {
  const rows = sizes.map((size) => [
    String(size),
    of(size, "perSecond").toFixed(0),
    of(size, "clientMiB").toFixed(0),
    of(size, "serverMiB").toFixed(0),
  ]);
  console.log(`\n${formatTable(["inputs", "inputs/s", "client MiB", "server MiB"], rows)}\n`);
  const [few, many] = sizes;
  console.log(verdict(of(many, "perSecond") >= 10_000, `${many} inputs: at least 10000 inputs/s`));
  for (const [who, figure] of [
    ["client", "clientMiB"],
    ["server", "serverMiB"],
  ] as const) {
    const ratio = of(many, figure) / of(few, figure);
    console.log(verdict(ratio <= 1.2, `${who}: ${ratio.toFixed(2)} times the memory, at most 1.2`));
  }
}
