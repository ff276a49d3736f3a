/** Rows in columns as wide as they need to be: the first to the left, numbers to the right. */
export function formatTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, ...rows];
  const widths = header.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** `"met"` or `"MISSED"`, beside what was aimed at. */
export function verdict(isMet: boolean, target: string): string {
  return `${target}: ${isMet ? "met" : "MISSED"}`;
}
