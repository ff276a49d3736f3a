/**
 * CBOR (RFC 8949) to values. Reads what we write, and what cbor-x and Python's cbor2 write.
 *
 * What is read owns its memory: bytes are copied, since the buffer that they came in is large and
 * shared. Nothing is allocated on the word of a length alone.
 */
import { nestingMax } from "./refusal.ts";

/** The bytes are not CBOR, or are cut short, or nest too deeply. */
export class PayloadFormatError extends Error {
  override readonly name = "PayloadFormatError";
}

/** Stands in between two values, so that no large buffer is kept alive. */
const noBytes = Buffer.alloc(0);
let buffer: Buffer = noBytes;
let position = 0;

/** Marks a null as `undefined`; see `encode.ts`. */
const selfDescribedTag = 55_799;
/** Say what a text, bytes or a map are for, and can be dropped: base64, CBOR, URI, MIME, bytes, map. */
const hintTags: ReadonlySet<number> = new Set([
  21,
  22,
  23,
  24,
  32,
  33,
  34,
  36,
  64,
  68,
  259,
  selfDescribedTag,
]);
/** What else people have sent, by its name in their language. */
const foreignNames: Readonly<Record<number, string>> = {
  4: "a decimal number",
  5: "a large float",
  30: "a fraction",
  35: "a regular expression",
  37: "a UUID",
  52: "an IP address",
  54: "an IP address",
  100: "a date without a time",
  258: "a set",
  260: "an IP address",
  261: "an IP network",
  1004: "a date without a time",
  43_000: "a complex number",
};
const breakByte = 0xff;
/** Texts up to this are read by a loop. */
const loopTextBytesMax = 24;

/**
 * The value in `bytes`. A map with none but string keys becomes a plain object, any other a `Map`;
 * whole numbers become a `number` where that is exact and a `bigint` elsewhere; tags that only say
 * what a text or bytes are for are dropped.
 *
 * @throws {PayloadFormatError} also for what has no counterpart here, such as a set: without its tag
 * it would be another value.
 */
export function decodeValue(bytes: Uint8Array): unknown {
  buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  position = 0;
  try {
    const value = readValue(0);
    if (position !== buffer.length) throw new PayloadFormatError("Cannot read a value: bytes follow it");
    return value;
  } finally {
    buffer = noBytes;
  }
}

/** The arguments of a call. No bytes at all mean no arguments. */
export function decodeArguments(bytes: Uint8Array): {
  readonly args: readonly unknown[];
  readonly kwargs: Readonly<Record<string, unknown>>;
} {
  if (bytes.length === 0) return { args: [], kwargs: {} };
  const value = decodeValue(bytes);
  if (!Array.isArray(value) || value.length !== 2 || !Array.isArray(value[0])) {
    throw new PayloadFormatError("Cannot read arguments: not a pair of a list and a map");
  }
  const kwargs: unknown = value[1];
  if (typeof kwargs !== "object" || kwargs === null || Array.isArray(kwargs) || kwargs instanceof Map) {
    throw new PayloadFormatError("Cannot read arguments: keyword arguments are not a map by name");
  }
  return { args: value[0], kwargs: kwargs as Record<string, unknown> }; // a plain object, by the line above
}

function readValue(depth: number): unknown {
  if (depth > nestingMax)
    throw new PayloadFormatError(`Cannot read a value nested deeper than ${nestingMax} levels`);
  const head = readByte();
  const info = head & 0x1f;
  switch (head >> 5) {
    case 0:
      return readUnsigned(info);
    case 1:
      return negate(readUnsigned(info));
    case 2:
      return info === 31
        ? Uint8Array.from(Buffer.concat(readPieces(2)))
        : Uint8Array.from(readSlice(readLength(info)));
    case 3:
      return info === 31 ? Buffer.concat(readPieces(3)).toString() : readText(readLength(info));
    case 4:
      return readArray(info === 31 ? Infinity : readLength(info), depth + 1);
    case 5:
      return readMap(info === 31 ? Infinity : readLength(info), depth + 1);
    case 6:
      return readTagged(readLength(info), depth);
    default:
      return readSimple(info);
  }
}

function readByte(): number {
  const byte = buffer[position];
  if (byte === undefined) throw cutShort();
  position += 1;
  return byte;
}

function readSlice(length: number): Buffer {
  const start = skip(length);
  return buffer.subarray(start, position);
}

/** Where the bytes begin that are taken. A view of a number's bytes would cost more than the number. */
function skip(length: number): number {
  const start = position;
  if (start + length > buffer.length) throw cutShort();
  position = start + length;
  return start;
}

function readUnsigned(info: number): number | bigint {
  if (info < 24) return info;
  switch (info) {
    case 24:
      return readByte();
    case 25:
      return buffer.readUInt16BE(skip(2));
    case 26:
      return buffer.readUInt32BE(skip(4));
    case 27: {
      const value = buffer.readBigUInt64BE(skip(8));
      return value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
    }
    default:
      throw new PayloadFormatError("Cannot read a value: it is not CBOR");
  }
}

function negate(value: number | bigint): number | bigint {
  if (typeof value === "bigint") return -1n - value;
  return value === Number.MAX_SAFE_INTEGER ? -1n - BigInt(value) : -1 - value;
}

function readLength(info: number): number {
  const length = readUnsigned(info);
  if (typeof length === "bigint") throw cutShort();
  return length;
}

function readText(length: number): string {
  const end = position + length;
  if (end > buffer.length) throw cutShort();
  const text = length <= loopTextBytesMax ? readShortText(end) : undefined;
  if (text !== undefined) return text;
  const start = position;
  position = end;
  return buffer.toString("utf8", start, end);
}

/** Short texts are mostly keys in ASCII, for which a call into the runtime costs more than a loop. */
function readShortText(end: number): string | undefined {
  let text = "";
  for (let i = position; i < end; i += 1) {
    const code = buffer[i] as number; // below the end
    if (code > 0x7f) return undefined;
    text += String.fromCharCode(code);
  }
  position = end;
  return text;
}

/** The pieces of a text or byte string whose length its writer did not know. */
function readPieces(major: 2 | 3): Buffer[] {
  const pieces: Buffer[] = [];
  for (;;) {
    const head = readByte();
    if (head === breakByte) return pieces;
    if (head >> 5 !== major) throw new PayloadFormatError("Cannot read a value: it is not CBOR");
    pieces.push(readSlice(readLength(head & 0x1f)));
  }
}

function isAtBreak(): boolean {
  if (buffer[position] !== breakByte) return false;
  position += 1;
  return true;
}

function readArray(length: number, depth: number): unknown[] {
  const values: unknown[] = [];
  for (let i = 0; i < length; i += 1) {
    if (length === Infinity && isAtBreak()) break;
    values.push(readValue(depth));
  }
  return values;
}

function readMap(length: number, depth: number): Record<string, unknown> | Map<unknown, unknown> {
  const object: Record<string, unknown> = {};
  for (let i = 0; i < length; i += 1) {
    if (length === Infinity && isAtBreak()) break;
    const key = readValue(depth);
    if (typeof key !== "string") return readMapOn(new Map(Object.entries(object)), key, length - i, depth);
    const value = readValue(depth);
    if (key === "__proto__")
      Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
    else object[key] = value;
  }
  return object;
}

/** Goes on as a `Map` from the first key that is no string, whose value is next. */
function readMapOn(
  map: Map<unknown, unknown>,
  firstKey: unknown,
  length: number,
  depth: number,
): Map<unknown, unknown> {
  map.set(firstKey, readValue(depth));
  for (let i = 1; i < length; i += 1) {
    if (length === Infinity && isAtBreak()) break;
    const key = readValue(depth);
    map.set(key, readValue(depth));
  }
  return map;
}

function readTagged(tag: number, depth: number): unknown {
  const isNull = buffer[position] === 0xf6;
  const value = readValue(depth + 1);
  switch (tag) {
    case 0:
    case 1:
      return toDate(value);
    case 2:
      return toBigInt(value);
    case 3:
      return negate(toBigInt(value));
    default:
      if (!hintTags.has(tag)) throw foreign(tag);
      return tag === selfDescribedTag && isNull ? undefined : value;
  }
}

function toDate(value: unknown): Date {
  if (typeof value === "string") return new Date(value);
  if (typeof value === "number") return new Date(Math.round(value * 1000));
  throw new PayloadFormatError("Cannot read a date: neither a text nor a number");
}

function toBigInt(value: unknown): bigint {
  if (!(value instanceof Uint8Array))
    throw new PayloadFormatError("Cannot read a big number: it has no bytes");
  return value.length === 0 ? 0n : BigInt(`0x${Buffer.from(value).toString("hex")}`);
}

function readSimple(info: number): unknown {
  switch (info) {
    case 20:
      return false;
    case 21:
      return true;
    case 22:
      return null;
    case 23:
      return undefined;
    case 25:
      return readHalf(buffer.readUInt16BE(skip(2)));
    case 26:
      return buffer.readFloatBE(skip(4));
    case 27:
      return buffer.readDoubleBE(skip(8));
    default:
      throw new PayloadFormatError("Cannot read a value: it is not CBOR");
  }
}

function readHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

function foreign(tag: number): PayloadFormatError {
  const name = foreignNames[tag] ?? "a value of another language";
  return new PayloadFormatError(
    `Cannot read a value: JavaScript has no counterpart for ${name} (CBOR tag ${tag}): send a plain value`,
  );
}

function cutShort(): PayloadFormatError {
  return new PayloadFormatError("Cannot read a value: it is cut short");
}
