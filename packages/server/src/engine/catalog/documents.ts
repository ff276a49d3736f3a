/** Records as JSON, with bytes and big integers marked so that they come back as what they were. */

export function encodeDocument(value: unknown): Uint8Array {
  // `this[key]`: a Buffer has turned itself into a list of numbers before `item` gets here.
  const text = JSON.stringify(value, function (this: Record<string, unknown>, key, given: unknown) {
    const item = this[key] instanceof Uint8Array ? this[key] : given;
    if (item instanceof Uint8Array) return { $bytes: Buffer.from(item).toString("base64") };
    if (typeof item === "bigint") return { $integer: item.toString() };
    return item;
  });
  return Buffer.from(text, "utf8");
}

/** The caller names the type: only this server writes these records. */
export function decodeDocument<T>(bytes: Uint8Array): T {
  return JSON.parse(Buffer.from(bytes).toString("utf8"), (_key, item: unknown) => {
    if (typeof item !== "object" || item === null) return item;
    if ("$bytes" in item) return new Uint8Array(Buffer.from(String(item.$bytes), "base64"));
    if ("$integer" in item) return BigInt(String(item.$integer));
    return item;
  }) as T; // what this kind of record was written as
}
