/** How long to wait before starting another container after `failures` that failed in a row. */
export function bootBackoffMs(failures: number, minMs: number, maxMs: number): number {
  return failures === 0 ? 0 : Math.min(maxMs, minMs * 2 ** (failures - 1));
}
