/** When a function runs by itself, without arguments, while its app is deployed or runs. Results are kept, and nobody waits. */
export type Schedule =
  | { readonly kind: "cron"; readonly expression: string; readonly timeZone: string }
  | ({ readonly kind: "period" } & Period);

/** A length of time: the sum of its parts, whole numbers but for the seconds. From a second on. */
export interface Period {
  readonly years?: number;
  readonly months?: number;
  readonly weeks?: number;
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
}

/**
 * At the times of a cron expression of five fields, as the clocks of a time zone show them. What a server
 * missed while it was down is run once when it is back.
 *
 * @param options.timeZone A name of the IANA database. @default "UTC"
 * @example
 * cron("0 9 * * *", { timeZone: "Europe/Stockholm" })
 */
export function cron(expression: string, options: { readonly timeZone?: string } = {}): Schedule {
  return { kind: "cron", expression, timeZone: options.timeZone ?? "UTC" };
}

/**
 * Again and again, this long after the latest deployment: every deployment starts it anew. Years and months
 * are those of the calendar in UTC.
 *
 * @example
 * period({ hours: 6 })
 */
export function period(length: Period): Schedule {
  return { kind: "period", ...length };
}
