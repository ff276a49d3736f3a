/**
 * Rows under their headings, in columns as wide as their widest cell, two spaces apart. No borders and
 * no cutting: what is printed can be copied and grepped.
 */
export function formatTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => (row[column] ?? "").length)),
  );
  return [headings, ...rows].map((row) => formatRow(row, widths)).join("\n");
}

function formatRow(cells: readonly string[], widths: readonly number[]): string {
  return widths
    .map((width, column) => (cells[column] ?? "").padEnd(width))
    .join("  ")
    .trimEnd();
}
