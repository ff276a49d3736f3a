import { setTimeout as delay } from "node:timers/promises";
import type { Lydian } from "@lydian/e2e/start-lydian";
import { peakMemoryMiB } from "../system/peak-memory.ts";

const everyMs = 200;

/** The most memory that any server of these had resident, in MiB, until it is aborted. */
export async function watchMemory(lydian: Lydian, signal: AbortSignal): Promise<number> {
  let peakMiB = 0;
  while (!signal.aborted) {
    const nowMiB = await peakMemoryMiB(lydian.pid).catch(() => Number.NaN);
    // One that was killed tells no more; what it had before was told.
    if (nowMiB > peakMiB) peakMiB = nowMiB;
    await delay(everyMs, undefined, { signal }).catch(() => undefined);
  }
  return peakMiB;
}
