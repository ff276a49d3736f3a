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

/**
 * V8 lets garbage lie until its heap reaches a size that it thinks right, so that a peak says more about
 * V8 than about us. With the old generation held small, what a map really keeps shows.
 */
const heaps = [
  { name: "as it ships", client: {}, server: {} },
  {
    name: "heaps held",
    client: { NODE_OPTIONS: "--max-old-space-size=32" },
    server: { NODE_OPTIONS: "--max-old-space-size=48 --max-semi-space-size=4" },
  },
] as const;
type Heap = (typeof heaps)[number];

interface Run {
  readonly perSecond: number;
  readonly clientMiB: number;
  readonly serverMiB: number;
}

console.log(`A map of a function that gives back its number, results in the order of the inputs.
Measures: from the first input to the last result, as the caller sees it, and the peak memory of the
caller and of the server (VmHWM); caller, server and one container that takes 64 inputs at once are
three processes on this machine, started afresh for each run. "heaps held": caller with an old
generation of 32 MiB, server with one of 48 and a nursery of 4 MiB.
Does not measure: several containers, inputs of any size, networks, the memory of the container.
${describeMachine()}; ${rounds} rounds, in turns; medians of rounds.
`);

const runs = new Map<Heap, Map<number, Run[]>>(
  heaps.map((heap) => [heap, new Map(sizes.map((size) => [size, []]))]),
);
for (let round = 1; round <= rounds; round += 1) {
  for (const heap of heaps) {
    for (const size of sizes) await measureOnce(round, heap, size);
  }
}
report();

async function measureOnce(round: number, heap: Heap, size: number): Promise<void> {
  const run = await measure(heap, size);
  runs.get(heap)?.get(size)?.push(run);
  console.log(
    `round ${round}, ${heap.name}, ${size} inputs: ${run.perSecond.toFixed(0)}/s, ` +
      `client ${run.clientMiB.toFixed(0)} MiB, server ${run.serverMiB.toFixed(0)} MiB`,
  );
}

async function measure(heap: Heap, inputs: number): Promise<Run> {
  const lydian = await startLydian({ variables: heap.server });
  try {
    await lydian.deploy(new URL("map/noop-app.ts", import.meta.url));
    const module = new URL("map/caller.ts", import.meta.url);
    const environment = { ...lydian.environment, ...heap.client };
    const client = await startPeer<Question, Figures>(module, { environment });
    try {
      const { seconds, peakMiB } = await client.ask({ inputs });
      const serverMiB = await peakMemoryMiB(lydian.pid);
      return { perSecond: inputs / seconds, clientMiB: peakMiB, serverMiB };
    } finally {
      await client.end();
    }
  } finally {
    await lydian.stop();
  }
}

function of(heap: Heap, size: number, figure: keyof Run): number {
  return median((runs.get(heap)?.get(size) ?? []).map((run) => run[figure]));
}

function report(): void {
  const rows = heaps.flatMap((heap) =>
    sizes.map((size) => [
      heap.name,
      String(size),
      of(heap, size, "perSecond").toFixed(0),
      of(heap, size, "clientMiB").toFixed(0),
      of(heap, size, "serverMiB").toFixed(0),
    ]),
  );
  console.log(`\n${formatTable(["", "inputs", "inputs/s", "client MiB", "server MiB"], rows)}\n`);
  const [few, many] = sizes;
  for (const heap of heaps) {
    const perSecond = of(heap, many, "perSecond");
    console.log(verdict(perSecond >= 10_000, `${heap.name}, ${many} inputs: at least 10000 inputs/s`));
    for (const [who, figure] of [
      ["client", "clientMiB"],
      ["server", "serverMiB"],
    ] as const) {
      const ratio = of(heap, many, figure) / of(heap, few, figure);
      const text = `${heap.name}, ${who}: ${ratio.toFixed(2)} times the memory, at most 1.2`;
      console.log(verdict(ratio <= 1.2, text));
    }
  }
}
