/** When a function runs by itself. */
export type Schedule =
  | { readonly kind: "cron"; readonly expression: string; readonly timeZone: string }
  | ({ readonly kind: "period" } & Period);

/** A length of time: the sum of its parts. */
export interface Period {
  readonly weeks?: number;
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
}

/**
 * At the times of a cron expression of five fields.
 *
 * @example
 * cron("0 9 * * *", { timeZone: "Europe/Stockholm" })
 */
export function cron(expression: string, options: { readonly timeZone?: string } = {}): Schedule {
  return { kind: "cron", expression, timeZone: options.timeZone ?? "UTC" };
}

/**
 * Again and again, this long after the latest deployment.
 *
 * @example
 * period({ hours: 6 })
 */
export function period(length: Period): Schedule {
  return { kind: "period", ...length };
}
