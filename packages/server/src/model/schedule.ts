import type { AppId, FunctionId } from "./ids.ts";

/** When a function runs by itself. */
export type Schedule = CronSchedule | PeriodSchedule;

/** At the times of an expression of five fields, as the clocks of a time zone show them. */
export interface CronSchedule {
  readonly kind: "cron";
  /** Such as `0 9 * * mon-fri`. */
  readonly expression: string;
  /** A name of the IANA database, such as `Europe/Stockholm`. */
  readonly timeZone: string;
}

/** Again and again, this long after the publication: so many months of the calendar in UTC, and so many ms. */
export interface PeriodSchedule {
  readonly kind: "period";
  readonly months: number;
  readonly ms: number;
}

/** A function of a live version that runs by itself. */
export interface PlannedFunction {
  readonly appId: AppId;
  readonly functionId: FunctionId;
  readonly schedule: Schedule;
  /** When it was published: where a period counts from. */
  readonly anchorMs: number;
  /** No call was made for this time yet. */
  readonly dueMs: number;
}
