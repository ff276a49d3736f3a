/** A server's instant, in seconds, as `2026-03-01 09:30:05` of this machine's clock; "" for none. */
export function formatInstant(seconds: number): string {
  if (seconds === 0) return "";
  const date = new Date(seconds * 1000);
  const two = (value: number) => String(value).padStart(2, "0");
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(":")}`;
}

/** The same for machines: ISO 8601 in UTC, or `null` for none. */
export function isoInstant(seconds: number): string | null {
  return seconds === 0 ? null : new Date(seconds * 1000).toISOString();
}
