import assert from "node:assert/strict";
import { test } from "node:test";
import { LydianError } from "../../model/error.ts";
import type { Schedule } from "../../model/schedule.ts";
import { checkSchedule, nextDueMs } from "./next-due.ts";

function cron(expression: string, timeZone = "UTC"): Schedule {
  return { kind: "cron", expression, timeZone };
}

function period(months: number, ms = 0): Schedule {
  return { kind: "period", months, ms };
}

/** The next due times one after the other, as ISO 8601. */
function dueTimes(schedule: Schedule, anchor: string, count: number): string[] {
  const anchorMs = Date.parse(anchor);
  const times: string[] = [];
  for (let afterMs = anchorMs; times.length < count;) {
    const dueMs = nextDueMs(schedule, { afterMs, anchorMs });
    if (dueMs === undefined) return times;
    times.push(new Date(dueMs).toISOString().replace(/:00\.000Z$/, "Z"));
    afterMs = dueMs;
  }
  return times;
}

const cases: readonly [title: string, schedule: Schedule, anchor: string, expected: readonly string[]][] = [
  ["every minute", cron("* * * * *"), "2026-11-27T10:00:30Z", ["2026-11-27T10:01Z", "2026-11-27T10:02Z"]],
  [
    "steps and ranges",
    cron("*/20 9-10 * * *"),
    "2026-11-27T09:30Z",
    ["2026-11-27T09:40Z", "2026-11-27T10:00Z"],
  ],
  ["names of days", cron("0 9 * * mon-fri"), "2026-11-27T10:00Z", ["2026-11-30T09:00Z", "2026-12-01T09:00Z"]],
  ["Sunday by either number", cron("0 0 * * 7"), "2026-11-27T10:00Z", ["2026-11-29T00:00Z"]],
  [
    "a day of the month or of the week",
    cron("0 0 13 * 5"),
    "2026-11-07T00:00Z",
    ["2026-11-13T00:00Z", "2026-11-20T00:00Z"],
  ],
  [
    "the clocks of a time zone, through summer and winter",
    cron("0 9 * * *", "Europe/Stockholm"),
    "2026-10-24T00:00Z",
    ["2026-10-24T07:00Z", "2026-10-25T08:00Z"],
  ],
  [
    "what falls into the gap of spring, at its end",
    cron("30 2 * * *", "Europe/Stockholm"),
    "2026-03-28T12:00Z",
    ["2026-03-29T01:00Z", "2026-03-30T00:30Z"],
  ],
  [
    "once what autumn has twice",
    cron("30 2 * * *", "Europe/Stockholm"),
    "2026-10-24T12:00Z",
    ["2026-10-25T00:30Z", "2026-10-26T01:30Z"],
  ],
  ["a leap day", cron("0 0 29 2 *"), "2026-01-01T00:00Z", ["2028-02-29T00:00Z"]],
  [
    "a period of time",
    period(0, 90_000),
    "2026-11-27T10:00Z",
    ["2026-11-27T10:01:30.000Z", "2026-11-27T10:03Z"],
  ],
  [
    "months from the last day of one",
    period(1),
    "2027-12-31T10:00Z",
    ["2028-01-31T10:00Z", "2028-02-29T10:00Z", "2028-03-31T10:00Z"],
  ],
  [
    "months and time together",
    period(12, 3_600_000),
    "2026-11-27T10:00Z",
    ["2027-11-27T11:00Z", "2028-11-27T12:00Z"],
  ],
];

for (const [title, schedule, anchor, expected] of cases) {
  test(`due: ${title}`, () => {
    checkSchedule(schedule, Date.parse(anchor));
    assert.deepEqual(dueTimes(schedule, anchor, expected.length), expected);
  });
}

test("what was missed for long is one due time, after now", () => {
  const anchorMs = Date.parse("2000-01-01T00:00Z");
  for (const schedule of [period(0, 1_000), period(1), period(1, 1_000), cron("* * * * *")]) {
    const afterMs = Date.parse("2026-11-27T10:00:00.500Z");
    const dueMs = nextDueMs(schedule, { afterMs, anchorMs }) ?? assert.fail();
    assert.ok(dueMs > afterMs && dueMs < afterMs + 32 * 86_400_000);
    // The one before is past: none was left out.
    const before = nextDueMs(schedule, { afterMs: afterMs - 32 * 86_400_000, anchorMs }) ?? assert.fail();
    assert.ok(before <= afterMs);
  }
});

const refused: readonly [title: string, schedule: Schedule, message: RegExp][] = [
  ["too few fields", cron("* * * *"), /five fields/],
  ["seconds", cron("* * * * * *"), /five fields/],
  ["numbers out of range", cron("61 * * * *"), /"61 \* \* \* \*"/],
  ["nothing", cron(""), /five fields/],
  ["what never comes", cron("0 0 30 2 *"), /never comes/],
  ["an unknown time zone", cron("0 0 * * *", "Mars/Base"), /"Mars\/Base": there is no such time zone/],
  ["no time at all", period(0, 0), /at least a second/],
  ["less than a second", period(0, 999), /at least a second/],
  ["negative parts", period(1, -1), /negative/],
  ["a time without end", period(12_000_000), /at least a second/],
];

for (const [title, schedule, message] of refused) {
  test(`refused: ${title}`, () => {
    assert.throws(
      () => checkSchedule(schedule, Date.parse("2026-11-27T10:00Z")),
      (error) =>
        error instanceof LydianError && error.kind === "invalid-argument" && message.test(error.message),
    );
  });
}
