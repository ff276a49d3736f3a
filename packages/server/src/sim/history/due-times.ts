/**
 * Calls that nobody made but a schedule.
 *
 * - H11. There is a due time between any two calls of a schedule: none is called for twice, and those that were
 *   missed are called for together.
 * - L4. A due time is called for as soon as a server has been up for a while.
 */
import type { App } from "../../model/app.ts";
import type { Schedule } from "../../model/schedule.ts";
import { nextDueMs } from "../../engine/decide/next-due.ts";
import type { Complain } from "./violations.ts";

/** What a server may take to start, and to try again. */
const latenessMsMax = 3_000;

/** Between the time that a version says and its being live. */
const publishMsMax = 1_000;

export interface Uptime {
  readonly fromMs: number;
  toMs: number;
}

/** All due times of a function until `untilMs`, where a version counts for this long after the next one is made. */
function dueTimes(
  schedule: Schedule,
  { versions }: App,
  { untilMs, overlapMs }: { readonly untilMs: number; readonly overlapMs: number },
): readonly number[] {
  const dueMs: number[] = [];
  for (const [i, { deployedAtMs }] of versions.entries()) {
    const endMs = Math.min((versions[i + 1]?.deployedAtMs ?? untilMs) + overlapMs, untilMs);
    let at = nextDueMs(schedule, { afterMs: deployedAtMs, anchorMs: deployedAtMs });
    while (at !== undefined && at < endMs) {
      dueMs.push(at);
      at = nextDueMs(schedule, { afterMs: at, anchorMs: deployedAtMs });
    }
  }
  return dueMs;
}

export function checkSchedule(
  complain: Complain,
  schedule: Schedule,
  seen: {
    readonly app: App;
    /** When its calls were made, in order. */
    readonly calledAtMs: readonly number[];
    readonly uptimes: readonly Uptime[];
    readonly untilMs: number;
  },
): void {
  const { app, calledAtMs, uptimes, untilMs } = seen;
  const due = dueTimes(schedule, app, { untilMs, overlapMs: 0 });
  const possible = dueTimes(schedule, app, { untilMs, overlapMs: publishMsMax });
  let previousMs = 0;
  for (const atMs of calledAtMs) {
    if (!possible.some((dueMs) => dueMs > previousMs && dueMs <= atMs))
      complain(
        "H11",
        `a schedule called at ${atMs}, and at ${previousMs} before; due were ${possible.join(", ")}`,
      );
    previousMs = atMs;
  }
  for (const dueMs of due) {
    const byMs = uptimes.map(({ fromMs, toMs }) => [Math.max(fromMs, dueMs) + latenessMsMax, toMs] as const);
    const deadlineMs = byMs.find(([needMs, toMs]) => needMs <= toMs)?.[0];
    if (deadlineMs === undefined || deadlineMs > untilMs || isReplanned(app, schedule, dueMs, deadlineMs))
      continue;
    if (!calledAtMs.some((atMs) => atMs >= dueMs && atMs <= deadlineMs))
      complain(
        "L4",
        `what was due at ${dueMs} was not called for by ${deadlineMs}; calls were at ${calledAtMs.join(", ")}`,
      );
  }
}

/** A period counts anew from a publication: what was missed before it is not made up for. */
function isReplanned({ versions }: App, { kind }: Schedule, dueMs: number, deadlineMs: number): boolean {
  return (
    kind === "period" &&
    versions.some(({ deployedAtMs }) => deployedAtMs > dueMs - latenessMsMax && deployedAtMs <= deadlineMs)
  );
}
