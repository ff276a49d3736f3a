import { type FunctionSettings, inputsWantedAtOnce } from "../../model/settings.ts";
import type { ContainerSnapshot, PoolSnapshot } from "../decide/autoscale.ts";
import { bootsAtOnceMax } from "../limits.ts";
import type { Container } from "./container.ts";
import type { Pool } from "./pool.ts";

/** A function's containers and queue as the autoscaler sees them. */
export function poolSnapshot(
  pool: Pool,
  settings: FunctionSettings,
  now: { readonly nowMs: number; readonly queued: number; readonly allotted: number; readonly room: number },
): PoolSnapshot {
  const inputMs = longestRunMs(pool, now.nowMs);
  return {
    ...now,
    containers: containerSnapshots(pool),
    settings: settings.autoscaler,
    inputsPerContainer: inputsWantedAtOnce(settings),
    startupMs: pool.startupMs.value ?? 0,
    ...(inputMs === undefined ? {} : { inputMs }),
    ...(pool.waitingSinceMs === undefined ? {} : { waitingSinceMs: pool.waitingSinceMs }),
    ...(pool.lastInputAtMs === undefined ? {} : { lastInputAtMs: pool.lastInputAtMs }),
    bootsAtOnceMax,
    bootsNotBeforeMs: pool.bootsNotBeforeMs,
  };
}

/** Those that take inputs or will. */
export function containerSnapshots(pool: Pool): readonly ContainerSnapshot[] {
  return [...pool.containers]
    .filter((container) => container.phase !== "draining")
    .map((container) => ({
      containerId: container.containerId,
      isBooting: container.phase === "booting",
      running: container.running.size,
      idleSinceMs: container.idleSinceMs,
    }));
}

/** How long inputs run, of late; what runs longer now says more than those that are done. */
function longestRunMs(pool: Pool, nowMs: number): number | undefined {
  const known = pool.inputMs.value;
  if (known === undefined) return undefined;
  return Math.max(known, ...[...pool.containers].map((container) => oldestRunMs(container, nowMs)));
}

function oldestRunMs({ running }: Container, nowMs: number): number {
  const [oldest] = running.values();
  return oldest === undefined ? 0 : nowMs - oldest.deliveredAtMs;
}
