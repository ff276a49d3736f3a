/**
 * Values written down so that every language can read them, and compare what came back: JSON, and
 * an object with one key for what JSON does not have. `{"int": "1"}`, `{"float": "0.5"}`,
 * `{"bytes": "00ff"}`, `{"date": "2024-02-29T12:00:00.000Z"}`, `{"map": [[key, value], …]}`.
 */

export type Written =
  | null
  | boolean
  | string
  | readonly Written[]
  | { readonly int: string }
  | { readonly float: string }
  | { readonly bytes: string }
  | { readonly date: string }
  | { readonly map: readonly (readonly [Written, Written])[] };

/** The value that is written. A map with none but string keys is an object, as people write it. */
export function read(written: Written): unknown {
  if (written === null || typeof written === "boolean" || typeof written === "string") return written;
  if (isList(written)) return written.map(read);
  if ("int" in written) return readInt(BigInt(written.int));
  if ("float" in written) return readFloat(written.float);
  if ("bytes" in written) return new Uint8Array(Buffer.from(written.bytes, "hex"));
  if ("date" in written) return new Date(written.date);
  const entries = written.map.map(([key, value]) => [read(key), read(value)] as const);
  return entries.every(([key]) => typeof key === "string") ? Object.fromEntries(entries) : new Map(entries);
}

function isList(written: Written): written is readonly Written[] {
  return Array.isArray(written);
}

function readInt(value: bigint): number | bigint {
  const isSafe = BigInt.asIntN(54, value) === value && Number.isSafeInteger(Number(value));
  return isSafe ? Number(value) : value;
}

function readFloat(text: string): number {
  const named: Readonly<Record<string, number>> = { nan: NaN, inf: Infinity, "-inf": -Infinity };
  return named[text] ?? Number(text);
}

/** Writes a value down. @throws {TypeError} for what the notation does not have. */
export function write(value: unknown): Written {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "bigint":
      return { int: String(value) };
    case "number":
      return writeNumber(value);
    case "object":
      return value === null ? null : writeObject(value);
    default:
      throw new TypeError(`The notation has no ${typeof value}`);
  }
}

/** A whole number is one, whatever type other languages gave it; but -0 is not 0. */
function writeNumber(value: number): Written {
  if (Number.isInteger(value) && !Object.is(value, -0)) return { int: String(BigInt(value)) };
  if (Number.isFinite(value)) return { float: Object.is(value, -0) ? "-0" : String(value) };
  return { float: Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf" };
}

function writeObject(value: object): Written {
  if (Array.isArray(value)) return value.map(write);
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString("hex") };
  if (value instanceof Date) return { date: value.toISOString() };
  const entries: readonly (readonly [unknown, unknown])[] =
    value instanceof Map ? [...value] : Object.entries(value);
  return { map: entries.map(([key, part]) => [write(key), write(part)] as const) };
}

/**
 * The same value, always written in the same way: JavaScript cannot tell 1.0 from 1, and maps have no
 * order.
 */
export function normalize(written: Written): Written {
  if (written === null || typeof written !== "object") return written;
  if (isList(written)) return written.map(normalize);
  if ("float" in written) return writeNumber(readFloat(written.float));
  if ("date" in written) return { date: new Date(written.date).toISOString() };
  if (!("map" in written)) return written;
  const pairs = written.map.map(([key, value]) => [normalize(key), normalize(value)] as const);
  return {
    map: pairs.toSorted(([a], [b]) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
  };
}
