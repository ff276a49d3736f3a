/** When a function that runs by itself is due. */
import { Cron } from "croner";
import { LydianError } from "../../model/error.ts";
import type { PeriodSchedule, Schedule } from "../../model/schedule.ts";

const periodMsMin = 1_000;
/** The longest month: dividing by it never counts too many of them. */
const monthMsMax = 31 * 86_400_000;

/**
 * The first due time after `afterMs`; a period counts from `anchorMs`. `undefined`: it never comes.
 *
 * Where clocks are put forward, what falls into the gap is due at its end; where they are put back, what
 * happens twice is due the first time, but for what is due every hour.
 */
export function nextDueMs(
  schedule: Schedule,
  { afterMs, anchorMs }: { readonly afterMs: number; readonly anchorMs: number },
): number | undefined {
  if (schedule.kind === "period") return nextPeriodMs(schedule, afterMs, anchorMs);
  const { expression, timeZone } = schedule;
  const cron = new Cron(expression, { timezone: timeZone, mode: "5-part" });
  return cron.nextRun(new Date(afterMs))?.getTime();
}

function nextPeriodMs({ months, ms }: PeriodSchedule, afterMs: number, anchorMs: number): number {
  const passed = Math.floor((afterMs - anchorMs) / (months * monthMsMax + ms));
  for (let count = Math.max(1, passed); ; count += 1) {
    const dueMs = addMonths(anchorMs, count * months) + count * ms;
    // What is no date any more is never due, and is refused when it is defined.
    if (!(dueMs <= afterMs)) return dueMs;
  }
}

/** On the same day of the month, or on its last one where that month is too short. */
function addMonths(atMs: number, months: number): number {
  const date = new Date(atMs);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return date.setUTCDate(Math.min(day, lastDay));
}

/** Throws `invalid-argument` for what cannot be read, and for what never comes. */
export function checkSchedule(schedule: Schedule, nowMs: number): void {
  if (schedule.kind === "period") {
    checkPeriod(schedule, nowMs);
    return;
  }
  const { expression, timeZone } = schedule;
  checkTimeZone(timeZone);
  const isDue = isReadable(schedule, nowMs);
  if (isDue) return;
  const reason = isDue === undefined ? "it is not five fields of a cron expression" : "that never comes";
  throw new LydianError("invalid-argument", `Cannot run by the schedule "${expression}": ${reason}`);
}

function checkPeriod(period: PeriodSchedule, nowMs: number): void {
  const { months, ms } = period;
  const isLong = months >= 0 && ms >= 0 && (months > 0 || ms >= periodMsMin);
  if (isLong && Number.isFinite(nextPeriodMs(period, nowMs, nowMs))) return;
  throw new LydianError(
    "invalid-argument",
    `Cannot run every ${months} months and ${ms / 1_000} s: a period is at least a second, and none of its parts is negative`,
  );
}

function checkTimeZone(timeZone: string): void {
  try {
    Intl.DateTimeFormat("en", { timeZone });
  } catch (cause) {
    throw new LydianError(
      "invalid-argument",
      `Cannot run by the clocks of "${timeZone}": there is no such time zone; one is "Europe/Stockholm"`,
      { cause },
    );
  }
}

/** Whether it will be due; `undefined` where that cannot be read. */
function isReadable(schedule: Schedule, nowMs: number): boolean | undefined {
  try {
    return nextDueMs(schedule, { afterMs: nowMs, anchorMs: nowMs }) !== undefined;
  } catch {
    return undefined;
  }
}
