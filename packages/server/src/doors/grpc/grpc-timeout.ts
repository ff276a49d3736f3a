const unitMs: Readonly<Record<string, number>> = {
  H: 3_600_000,
  M: 60_000,
  S: 1000,
  m: 1,
  u: 0.001,
  n: 0.000_001,
};

/** The longest that a timer can wait; a longer deadline is none. */
const timerMsMax = 2_147_483_647;

/** Milliseconds of a `grpc-timeout` header, or `undefined` where there is none to keep. */
export function parseGrpcTimeout(header: string | undefined): number | undefined {
  const match = /^(\d{1,8})([HMSmun])$/.exec(header ?? "");
  const unit = unitMs[match?.[2] ?? ""];
  if (match?.[1] === undefined || unit === undefined) return undefined;
  const ms = Number(match[1]) * unit;
  return ms > timerMsMax ? undefined : ms;
}
