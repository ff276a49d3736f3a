/** Milliseconds since the epoch with their fractions: a warm call takes less than one. */
export function preciseNowMs(): number {
  return performance.timeOrigin + performance.now();
}
