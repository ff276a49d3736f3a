/**
 * How many containers a function should have now. Pure: the same snapshot gives the same plan.
 *
 * - A1. Never more than `maxContainers`, nor more than `room` new ones; but a function that has work
 *   and no container at all may always start one, or functions that call each other could wait for
 *   each other for ever.
 * - A2. A container that runs something is never stopped, nor one that was idle for less than the window.
 * - A3. What is left is at least `minContainers`, and `bufferContainers` more while there is work.
 */
import type { ContainerId } from "../../model/ids.ts";
import type { AutoscalerSettings } from "../../model/settings.ts";

export interface PoolSnapshot {
  readonly nowMs: number;
  readonly queued: number;
  /** Those that take inputs or will: not the draining ones. */
  readonly containers: readonly ContainerSnapshot[];
  readonly settings: AutoscalerSettings;
  readonly inputsPerContainer: number;
  /** How many more containers the machine may have. */
  readonly room: number;
  readonly bootsAtOnceMax: number;
  /** After failed starts: not before. */
  readonly bootsNotBeforeMs: number;
}

export interface ContainerSnapshot {
  readonly containerId: ContainerId;
  readonly isBooting: boolean;
  readonly running: number;
  /** Since when it runs nothing. */
  readonly idleSinceMs: number;
}

export interface Plan {
  readonly start: number;
  readonly stop: readonly ContainerId[];
  /** How many could not be started for want of room. */
  readonly short: number;
  /** When to think again although nothing happened. */
  readonly againAtMs?: number;
}

export function autoscale(snapshot: PoolSnapshot): Plan {
  const there = snapshot.containers.length;
  const wanted = wantedContainers(snapshot);
  if (wanted > there) return startPlan(snapshot, wanted - there);
  return stopPlan(snapshot, wanted);
}

/** Whether there is nothing to start, to stop or to wait for, however many inputs are queued. */
export function isAtItsLimit({ containers, settings }: PoolSnapshot): boolean {
  const isBusy = containers.every(({ isBooting, running }) => isBooting || running > 0);
  return isBusy && containers.length >= (settings.maxContainers ?? Number.POSITIVE_INFINITY);
}

function wantedContainers({ queued, containers, settings, inputsPerContainer }: PoolSnapshot): number {
  const running = containers.reduce((sum, container) => sum + container.running, 0);
  const work = queued + running;
  const busy = Math.ceil(work / inputsPerContainer);
  const wanted = Math.max(settings.minContainers, busy + (work > 0 ? settings.bufferContainers : 0));
  return Math.min(wanted, settings.maxContainers ?? Number.POSITIVE_INFINITY);
}

function startPlan(snapshot: PoolSnapshot, missing: number): Plan {
  if (snapshot.nowMs < snapshot.bootsNotBeforeMs) {
    return { start: 0, stop: [], short: 0, againAtMs: snapshot.bootsNotBeforeMs };
  }
  const booting = snapshot.containers.filter((container) => container.isBooting).length;
  const allowed = Math.min(missing, Math.max(0, snapshot.bootsAtOnceMax - booting));
  const room = snapshot.containers.length === 0 ? Math.max(1, snapshot.room) : Math.max(0, snapshot.room);
  const start = Math.min(allowed, room);
  return { start, stop: [], short: allowed - start };
}

function stopPlan({ nowMs, containers, settings }: PoolSnapshot, wanted: number): Plan {
  const idle = containers
    .filter((container) => container.running === 0 && !container.isBooting)
    .toSorted((a, b) => a.idleSinceMs - b.idleSinceMs);
  const spare = idle.slice(0, containers.length - wanted);
  const expired = spare.filter((container) => nowMs - container.idleSinceMs >= settings.scaledownWindowMs);
  const next = spare[expired.length];
  return {
    start: 0,
    stop: expired.map((container) => container.containerId),
    short: 0,
    ...(next === undefined ? {} : { againAtMs: next.idleSinceMs + settings.scaledownWindowMs }),
  };
}
