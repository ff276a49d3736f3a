/**
 * Which containers leave so that a function which has less than is allotted to it gets its own.
 *
 * - M1. Only functions that have more than is allotted to them give any, and no more than that.
 * - M2. Idle containers go first, the longest idle before all others; those that run something finish it.
 * - M3. One that became idle stays for as long as its start took, so that two functions in turns do not start
 *   anew for each input; unless whoever needs the room has nothing at all.
 */
import type { ContainerId } from "../../model/ids.ts";
import type { ContainerSnapshot } from "./autoscale.ts";
import type { ContainerSize, MachineSize } from "../../model/machine.ts";
import { shareOf, tolerance } from "./resources.ts";

/** A function that has containers. */
export interface Holder {
  readonly each: ContainerSize;
  readonly allotted: number;
  /** Those that take inputs or will: not the draining ones. */
  readonly containers: readonly ContainerSnapshot[];
  readonly startupMs: number;
}

export interface RoomPlan {
  readonly drain: readonly ContainerId[];
  /** When to look again although nothing happened. */
  readonly againAtMs?: number;
}

interface Candidate extends ContainerSnapshot {
  readonly part: number;
  readonly leavesAtMs: number;
}

/** `missing` is the part of the machine that is to become free; `isUrgent`: for who has nothing at all. */
export function makeRoom(
  machine: MachineSize,
  holders: readonly Holder[],
  needed: { readonly nowMs: number; readonly missing: number; readonly isUrgent: boolean },
): RoomPlan {
  const candidates = holders.flatMap((holder) => candidatesOf(machine, holder, needed.isUrgent));
  const drain: ContainerId[] = [];
  let missing = needed.missing;
  let againAtMs: number | undefined;
  for (const { containerId, part, leavesAtMs } of candidates.toSorted(byReadiness)) {
    if (missing <= tolerance) break;
    missing -= part;
    if (leavesAtMs <= needed.nowMs) drain.push(containerId);
    else againAtMs = Math.min(leavesAtMs, againAtMs ?? Number.POSITIVE_INFINITY);
  }
  return { drain, ...(againAtMs === undefined ? {} : { againAtMs }) };
}

/** M1. */
function candidatesOf(machine: MachineSize, holder: Holder, isUrgent: boolean): readonly Candidate[] {
  const { each, containers, allotted, startupMs } = holder;
  const part = shareOf(each, machine);
  return containers
    .filter(({ isBooting }) => !isBooting)
    .map((container) => ({
      ...container,
      part,
      leavesAtMs: container.running > 0 || isUrgent ? 0 : container.idleSinceMs + startupMs,
    }))
    .toSorted(byReadiness)
    .slice(0, Math.max(0, containers.length - allotted));
}

/** M2. */
function byReadiness(a: Candidate, b: Candidate): number {
  return a.running - b.running || a.idleSinceMs - b.idleSinceMs;
}
