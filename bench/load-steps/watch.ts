/** What is seen of a server from outside while it is under load. */
import { setTimeout as sleep } from "node:timers/promises";
import { containersOf, type Process } from "@lydian/e2e/killing/processes";
import type { FunctionStats } from "lydian";

export interface Sample {
  readonly atMs: number;
  readonly containers: number;
  readonly queued: number;
}

export interface Watched {
  readonly samples: readonly Sample[];
  /** When the process of a container was first missed, by its pid. */
  readonly goneAtMs: ReadonlyMap<number, number>;
}

const everyMs = 50;
const now = (): number => performance.timeOrigin + performance.now();

/** Looks at a function's statistics and at the server's processes until the signal fires. */
export async function watch(
  serverPid: number,
  stats: () => Promise<FunctionStats>,
  signal: AbortSignal,
): Promise<Watched> {
  const samples: Sample[] = [];
  const goneAtMs = new Map<number, number>();
  let alive: readonly Process[] = [];
  while (!signal.aborted) {
    const { numTotalRunners: containers, backlog: queued } = await stats();
    const atMs = now();
    samples.push({ atMs, containers, queued });
    const found = containersOf(serverPid);
    for (const { pid } of alive) if (!found.some((each) => each.pid === pid)) goneAtMs.set(pid, atMs);
    alive = found;
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
  }
  return { samples, goneAtMs };
}
