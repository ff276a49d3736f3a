/** How far the two clocks of a process may be apart before the precise one is set by the other. */
const apartMsMax = 2;

let offsetMs = performance.timeOrigin;

/**
 * Milliseconds since the epoch with their fractions: a warm call takes less than one. Within two of `Date.now()`, which
 * the precise clock alone is not: it stands still while a machine sleeps, and knows nothing of a clock that
 * is set.
 */
export function preciseNowMs(): number {
  const nowMs = Date.now();
  const preciseMs = offsetMs + performance.now();
  if (Math.abs(preciseMs - nowMs) <= apartMsMax) return preciseMs;
  offsetMs = nowMs - performance.now();
  return offsetMs + performance.now();
}
