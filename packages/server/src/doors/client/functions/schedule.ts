import type { modal } from "@lydian/protocol";
import type { Schedule } from "../../../model/schedule.ts";

type WireFunction = ReturnType<typeof modal.client.Function.decode>;
type WirePeriod = modal.client.Schedule.Period.$Properties;

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const weekMs = 7 * dayMs;
const monthsOfYear = 12;

/** When a definition says that it runs by itself. */
export function scheduleOf({ schedule }: WireFunction): Schedule | undefined {
  if (schedule?.cron) {
    const { cronString, timezone } = schedule.cron;
    return { kind: "cron", expression: cronString ?? "", timeZone: timezone || "UTC" };
  }
  return schedule?.period ? periodOf(schedule.period) : undefined;
}

function periodOf(period: WirePeriod): Schedule {
  const { years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0 } = period;
  const ms =
    Number(weeks) * weekMs +
    Number(days) * dayMs +
    Number(hours) * hourMs +
    Number(minutes) * minuteMs +
    // A float of four bytes, which has no more digits than this.
    Math.round(Number(seconds) * secondMs);
  return { kind: "period", months: Number(years) * monthsOfYear + Number(months), ms };
}
