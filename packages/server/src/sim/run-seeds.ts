/** Many seeds at once, on threads: each thread takes the next seed when it is done with one. */
import { Worker } from "node:worker_threads";
import type { SimulationReport } from "./simulate.ts";

export interface SeedRun {
  readonly from: number;
  /** @default until `untilMs` */
  readonly count?: number;
  /** No seed begins after this, on the clock of `performance.now()`. */
  readonly untilMs?: number;
  readonly threads: number;
  readonly onReport: (report: SimulationReport) => void;
}

/** Resolves when all seeds are done. Rejects if a thread dies. */
export async function runSeeds({ from, count, untilMs, threads, onReport }: SeedRun): Promise<void> {
  const end = from + (count ?? Number.POSITIVE_INFINITY);
  let next = from;
  const nextSeed = (): number | undefined => {
    const isOver = next >= end || performance.now() >= (untilMs ?? Number.POSITIVE_INFINITY);
    return isOver ? undefined : next++;
  };
  await Promise.all(Array.from({ length: threads }, () => work(nextSeed, onReport)));
}

function work(
  nextSeed: () => number | undefined,
  onReport: (report: SimulationReport) => void,
): Promise<void> {
  const worker = new Worker(new URL("seed-worker.ts", import.meta.url));
  const give = (): void => {
    const seed = nextSeed();
    if (seed === undefined) void worker.terminate();
    else worker.postMessage(seed, []);
  };
  return new Promise((resolve, reject) => {
    worker.on("message", (report: SimulationReport) => {
      onReport(report);
      give();
    });
    worker.on("error", reject);
    worker.on("exit", () => resolve());
    give();
  });
}
