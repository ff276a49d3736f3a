/** Kills the server, or a process of a container, now and then. */
import { setTimeout as delay } from "node:timers/promises";
import { killOne } from "@lydian/e2e/killing/kill-one";
import { containersOf } from "@lydian/e2e/killing/processes";
import { Randomness } from "@lydian/e2e/killing/randomness";
import type { Lydian } from "@lydian/e2e/start-lydian";

export interface Kills {
  readonly server: number;
  readonly container: number;
}

/** Between two kills, at least. */
const gapMsMin = 500;

/**
 * Resolves once `count` processes were killed with `kill -9`; a killed server is started again. The
 * gaps in between are random, `gapMs` on average. Ends early when it is aborted.
 */
export async function killSome(
  lydian: Lydian,
  count: number,
  options: { readonly seed: number; readonly gapMs: number; readonly signal: AbortSignal },
): Promise<Kills> {
  const { signal } = options;
  const randomness = new Randomness(options.seed);
  const kills = { server: 0, container: 0 };
  while (kills.server + kills.container < count) {
    const gapMs = gapMsMin + randomness.below(2 * Math.max(1, options.gapMs - gapMsMin));
    await delay(gapMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) break;
    if (randomness.below(2) === 0) {
      await lydian.kill();
      await lydian.restart();
      kills.server += 1;
    } else {
      kills.container += killOne(containersOf(lydian.pid), randomness);
    }
  }
  return kills;
}
