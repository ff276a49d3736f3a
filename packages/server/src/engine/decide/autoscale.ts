/**
 * How many containers a function should have now. Pure: the same snapshot gives the same plan.
 *
 * - A1. Never more than `maxContainers`, than is `allotted`, nor more new ones than there is `room` for; but a
 *   function that wants some and has no container at all may always start one, or functions that call each
 *   other could wait for each other for ever.
 * - A2. What runs is never interrupted, and no container is stopped that was idle for less than the window; but
 *   those above a `maxContainers` that has become less leave at once, or when they have done what they run.
 * - A3. What is left is at least `minContainers`, and `bufferContainers` more while there is work. Until the last
 *   input is a window ago, these are left beside all that ran one within it, and do not come and go with each.
 * - A4. None is started for inputs that will have begun elsewhere by the time it is ready. That is believed for as
 *   long as a start takes, from when inputs began to wait: a queue that stays is not a burst.
 */
import type { ContainerId } from "../../model/ids.ts";
import type { AutoscalerSettings } from "../../model/settings.ts";

/** Where containers start faster than this, it is still not worth looking more often. */
const lookAgainMsMin = 10;

export interface PoolSnapshot {
  readonly nowMs: number;
  readonly queued: number;
  /** Since when some input waits, where one does. */
  readonly waitingSinceMs?: number;
  /** When its last input ended, if it had any of late. */
  readonly lastInputAtMs?: number;
  /** Those that take inputs or will: not the draining ones. */
  readonly containers: readonly ContainerSnapshot[];
  readonly settings: AutoscalerSettings;
  readonly inputsPerContainer: number;
  /** How long containers of this function take to be ready, of late; 0 where none was seen. */
  readonly startupMs: number;
  /** How long its inputs run, of late, or those of now if that is longer; absent where none was seen. */
  readonly inputMs?: number;
  /** How many containers it may have while others want some too; see `allot.ts`. */
  readonly allotted: number;
  /** How many more containers of its size the machine has room for. */
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
  /** These take nothing more and leave; what they run they finish. */
  readonly stop: readonly ContainerId[];
  /** How many there is no room for, though they are allotted; one of them may be started all the same (A1). */
  readonly short: number;
  /** When to think again although nothing happened. */
  readonly againAtMs?: number;
}

export function autoscale(snapshot: PoolSnapshot): Plan {
  const there = snapshot.containers.length;
  const wanted = containersWanted(snapshot);
  if (wanted > there) return startPlan(snapshot, wanted - there);
  const plan = stopPlan(snapshot, wanted);
  return isPatient(snapshot) ? { ...plan, againAtMs: soon(snapshot, plan.againAtMs) } : plan;
}

/** Whether there is nothing to start, to stop or to wait for, however many inputs are queued. */
export function isAtItsLimit({
  containers,
  settings,
}: Pick<PoolSnapshot, "containers" | "settings">): boolean {
  const isBusy = containers.every(({ isBooting, running }) => isBooting || running > 0);
  return isBusy && containers.length === settings.maxContainers;
}

/** How many containers its work, its settings and what is known of it ask for. */
export function containersWanted(snapshot: PoolSnapshot): number {
  const work = snapshot.queued + runningIn(snapshot.containers);
  const all = containersFor(snapshot, work);
  // A4: those that are there are of use until the work is done; more are only for what they will leave.
  const useful = containersFor(snapshot, Math.min(work, Math.max(1, work - begunSoon(snapshot))));
  return Math.max(useful, Math.min(all, snapshot.containers.length));
}

/** How many containers this many inputs at once ask for. */
function containersFor({ inputsPerContainer, settings }: PoolSnapshot, inputs: number): number {
  const busy = Math.ceil(inputs / inputsPerContainer);
  const wanted = Math.max(settings.minContainers, busy + (inputs > 0 ? settings.bufferContainers : 0));
  return Math.min(wanted, settings.maxContainers ?? Number.POSITIVE_INFINITY);
}

function runningIn(containers: readonly ContainerSnapshot[]): number {
  return containers.reduce((sum, container) => sum + container.running, 0);
}

/** How many inputs the containers that serve will finish before another container could begin one. */
function begunSoon(snapshot: PoolSnapshot): number {
  const { containers, inputsPerContainer, startupMs, inputMs, nowMs, waitingSinceMs = nowMs } = snapshot;
  if (inputMs === undefined) return 0;
  const serving = containers.filter(({ isBooting }) => !isBooting).length;
  const patienceMs = Math.max(0, waitingSinceMs + startupMs - nowMs);
  return Math.floor((serving * inputsPerContainer * patienceMs) / Math.max(1, inputMs));
}

/** Whether more would be started if the inputs that wait were not expected to begin soon (A4). */
function isPatient(snapshot: PoolSnapshot): boolean {
  const { queued, containers } = snapshot;
  return containersFor(snapshot, queued + runningIn(containers)) > containers.length;
}

/** When it shows whether that is so. */
function soon({ nowMs, startupMs }: PoolSnapshot, otherwiseAtMs = Number.POSITIVE_INFINITY): number {
  return Math.min(otherwiseAtMs, nowMs + Math.max(lookAgainMsMin, startupMs));
}

function startPlan(snapshot: PoolSnapshot, missing: number): Plan {
  const { nowMs, bootsNotBeforeMs, bootsAtOnceMax, containers, allotted } = snapshot;
  if (nowMs < bootsNotBeforeMs) return { start: 0, stop: [], short: 0, againAtMs: bootsNotBeforeMs };
  const booting = containers.filter((container) => container.isBooting).length;
  const isFirst = containers.length === 0;
  const mayHave = Math.max(0, allotted - containers.length, isFirst ? 1 : 0);
  const asked = Math.min(missing, mayHave, Math.max(0, bootsAtOnceMax - booting));
  const room = Math.max(0, snapshot.room);
  const start = Math.min(asked, Math.max(room, isFirst ? 1 : 0));
  return { start, stop: [], short: Math.max(0, asked - room) };
}

function stopPlan(snapshot: PoolSnapshot, wanted: number): Plan {
  const { nowMs, containers, settings } = snapshot;
  const { scaledownWindowMs, maxContainers = containers.length } = settings;
  const excess = Math.max(0, containers.length - maxContainers);
  const byUse = containers
    .filter((container) => !container.isBooting)
    .toSorted((a, b) => a.running - b.running || a.idleSinceMs - b.idleSinceMs);
  const kept = Math.max(wanted, keptForBuffer(snapshot));
  const surplus = byUse.slice(0, excess);
  const spare = byUse
    .slice(excess, Math.max(excess, containers.length - kept))
    .filter(({ running }) => running === 0);
  const stop = [...surplus, ...spare.filter(({ idleSinceMs }) => nowMs - idleSinceMs >= scaledownWindowMs)];
  const ends = byUse
    .filter((container) => container.running === 0 && !stop.includes(container))
    .slice(0, Math.max(0, containers.length - stop.length - wanted))
    .map(({ idleSinceMs }) => idleSinceMs + scaledownWindowMs);
  const againAtMs = Math.min(...ends.filter((endMs) => endMs > nowMs), activeUntilMs(snapshot));
  return {
    start: 0,
    stop: stop.map(({ containerId }) => containerId),
    short: 0,
    ...(againAtMs === Number.POSITIVE_INFINITY ? {} : { againAtMs }),
  };
}

/** A3: those that ran something within the window, and the buffer. */
function keptForBuffer(snapshot: PoolSnapshot): number {
  const { nowMs, containers, settings } = snapshot;
  if (activeUntilMs(snapshot) === Number.POSITIVE_INFINITY) return 0;
  const used = containers.filter(
    ({ isBooting, running, idleSinceMs }) =>
      isBooting || running > 0 || nowMs - idleSinceMs < settings.scaledownWindowMs,
  );
  return used.length + settings.bufferContainers;
}

/** When a buffer that is kept though nothing runs may leave; never where there is none. */
function activeUntilMs({ nowMs, lastInputAtMs, settings }: PoolSnapshot): number {
  const untilMs = (lastInputAtMs ?? Number.NEGATIVE_INFINITY) + settings.scaledownWindowMs;
  return settings.bufferContainers > 0 && untilMs > nowMs ? untilMs : Number.POSITIVE_INFINITY;
}
