const unitsMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

type Unit = keyof typeof unitsMs;

/** Milliseconds, or a number with its unit: `"250ms"`, `"30s"`, `"5m"`, `"1.5h"`, `"7d"`, `"2w"`. */
export type Duration = number | `${number}${Unit}`;

/** @throws TypeError for what is no duration, or a negative one */
export function toMs(duration: Duration): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|[smhdw])$/.exec(String(duration)) ?? [];
  const ms = typeof duration === "number" ? duration : Number(number) * (unitsMs[unit as Unit] ?? Number.NaN);
  if (Number.isFinite(ms) && ms >= 0) return ms;
  throw new TypeError(
    `"${duration}" is no duration: give milliseconds, or a number with ms, s, m, h, d or w, such as "7d"`,
  );
}
