import type { Process } from "./processes.ts";
import type { Randomness } from "./randomness.ts";

/** Kills one process of a container; how many it killed: none if the one chosen was going by itself. */
export function killOne(containers: readonly Process[], randomness: Randomness): number {
  if (containers.length === 0) return 0;
  try {
    process.kill(randomness.pick(containers).pid, "SIGKILL");
    return 1;
  } catch {
    return 0;
  }
}
