/** Values of functions as JSON tells them: what JSON has no word for is told as text. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => told(each)) ?? "null";
}

function told(value: unknown): unknown {
  if (value === undefined) return null;
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  // Dates have told themselves by now, as ISO 8601.
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (value instanceof Map) return [...value];
  return value;
}
