/**
 * Values to CBOR (RFC 8949), in one walk that refuses as it goes.
 *
 * Written by hand because the rules are ours: whole numbers beyond 32 bits must stay whole numbers
 * for Python, `undefined` must not become a type of its own there, and nothing may be sent before
 * all of it is known to be sendable.
 *
 * - E1. What a failed or a nested call wrote is forgotten: `position` is back where that call began.
 * - E2. What is returned is never a view of the buffer that is written to next.
 */
import { explainRefusal, isPlainObject, nestingMax, ValueRefusedError } from "./refusal.ts";
import { payloadBytesMax } from "../limits.ts";

/** Holds any ordinary value without growing. */
const bufferBytesInitial = 16 * 1024;
/** A grown buffer above this is given away with the value instead of being kept. */
const bufferBytesKeptMax = 1024 * 1024;
/** Strings up to this length are written by a loop, which beats a call into the runtime. */
const loopStringLengthMax = 48;

let buffer = Buffer.allocUnsafeSlow(bufferBytesInitial);
let position = 0;

/** Signals that something cannot be sent; `explainRefusal` then finds out what. */
const refused = new Error("refused");
const tooLarge = new Error("too large");

/**
 * One value. `undefined` at the top or in an array becomes a null that only we know to be
 * `undefined`; in an object it is left out. A `Map` becomes a map, which is read as a plain object
 * if all its keys are strings. `name` begins the path in a refusal.
 *
 * @throws {ValueRefusedError} for class instances, functions, symbols, cycles, and what is above
 * `payloadBytesMax`.
 */
export function encodeValue(value: unknown, name = "value"): Uint8Array {
  return encodeWith(
    () => writeValue(value, 0),
    () => explainRefusal(value, name),
    name,
  );
}

/** The arguments of a call: `[args, kwargs]`. Refusals are named `args[0].…` and `kwargs.….` */
export function encodeArguments(
  args: readonly unknown[],
  kwargs: Readonly<Record<string, unknown>> = {},
): Uint8Array {
  return encodeWith(
    () => writeArguments(args, kwargs),
    () => explainArguments(args, kwargs),
    "args",
  );
}

function writeArguments(args: readonly unknown[], kwargs: Readonly<Record<string, unknown>>): void {
  writeHead(0x80, 2);
  writeArray(args, 1);
  writeObject(kwargs, 1);
}

function explainArguments(
  args: readonly unknown[],
  kwargs: Readonly<Record<string, unknown>>,
): ValueRefusedError {
  const inArgs = explainRefusal(args, "args");
  return inArgs.path === "args" ? explainRefusal(kwargs, "kwargs") : inArgs;
}

function encodeWith(write: () => void, explain: () => ValueRefusedError, name: string): Uint8Array {
  const start = position;
  try {
    write();
    return take(start);
  } catch (error) {
    if (error === refused) throw explain();
    if (error === tooLarge) {
      throw new ValueRefusedError(name, `more than ${payloadBytesMax} bytes cannot be sent`);
    }
    throw error;
  } finally {
    position = start;
    if (start === 0 && buffer.length > bufferBytesKeptMax)
      buffer = Buffer.allocUnsafeSlow(bufferBytesInitial);
  }
}

function take(start: number): Uint8Array {
  const bytes = buffer.subarray(start, position);
  if (start === 0 && buffer.length > bufferBytesKeptMax) return bytes; // the `finally` drops the buffer
  return Buffer.copyBytesFrom(bytes);
}

function writeValue(value: unknown, depth: number): void {
  switch (typeof value) {
    case "string":
      return writeString(value);
    case "number":
      return writeNumber(value);
    case "boolean":
      return writeByte(value ? 0xf5 : 0xf4);
    case "undefined":
      return writeUndefined();
    case "bigint":
      return writeBigInt(value);
    case "object":
      return value === null ? writeByte(0xf6) : writeAnyObject(value, depth);
    default:
      throw refused;
  }
}

function writeAnyObject(value: object, depth: number): void {
  if (depth >= nestingMax) throw refused;
  if (Array.isArray(value)) writeArray(value, depth + 1);
  else if (isPlainObject(value)) writeObject(value as Record<string, unknown>, depth + 1); // has string keys
  else if (value instanceof Uint8Array) writeBytes(value);
  else if (value instanceof Date) writeDate(value);
  else if (value instanceof Map) writeMap(value, depth + 1);
  else throw refused;
}

function writeArray(values: readonly unknown[], depth: number): void {
  writeHead(0x80, values.length);
  for (let i = 0; i < values.length; i += 1) writeValue(values[i], depth);
}

/**
 * The count is written for all keys and mended once it is known which were `undefined`, so that
 * each property is read only once: it may be a getter.
 */
function writeObject(value: Readonly<Record<string, unknown>>, depth: number): void {
  const keys = Object.keys(value);
  const headAt = position;
  writeHead(0xa0, keys.length);
  let count = 0;
  for (let i = 0; i < keys.length; i += 1) {
    const key = keys[i] as string; // below the length
    const part = value[key];
    if (part === undefined) continue;
    writeString(key);
    writeValue(part, depth);
    count += 1;
  }
  if (count !== keys.length) mendCount(headAt, keys.length, count);
}

function mendCount(headAt: number, written: number, count: number): void {
  if (written < 24) buffer[headAt] = 0xa0 | count;
  else if (written < 0x100) buffer[headAt + 1] = count;
  else if (written < 0x1_0000) buffer.writeUInt16BE(count, headAt + 1);
  else buffer.writeUInt32BE(count, headAt + 1);
}

function writeMap(map: ReadonlyMap<unknown, unknown>, depth: number): void {
  writeHead(0xa0, map.size);
  for (const [key, part] of map) {
    writeValue(key, depth);
    writeValue(part, depth);
  }
}

/** Tag 55799 means nothing to a reader that does not look for it: Python and others see a null. */
function writeUndefined(): void {
  ensure(4);
  buffer.writeUInt32BE(0xd9d9f7f6, position);
  position += 4;
}

function writeNumber(value: number): void {
  // Small ones first, and without -0, which is no whole number on the wire.
  if (value >>> 0 === value && !Object.is(value, -0)) return writeHead(0x00, value);
  if (Number.isSafeInteger(value) && value !== 0) {
    return value > 0 ? writeHead(0x00, value) : writeHead(0x20, -1 - value);
  }
  ensure(9);
  buffer[position] = 0xfb;
  buffer.writeDoubleBE(value, position + 1);
  position += 9;
}

function writeBigInt(value: bigint): void {
  const isNegative = value < 0n;
  const magnitude = isNegative ? -1n - value : value;
  if (magnitude < 0x1_0000_0000n) return writeHead(isNegative ? 0x20 : 0x00, Number(magnitude));
  if (magnitude < 0x1_0000_0000_0000_0000n) {
    ensure(9);
    buffer[position] = isNegative ? 0x3b : 0x1b;
    buffer.writeBigUInt64BE(magnitude, position + 1);
    position += 9;
    return;
  }
  const digits = magnitude.toString(16);
  writeByte(isNegative ? 0xc3 : 0xc2);
  writeBytes(Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, "hex"));
}

function writeString(text: string): void {
  const length = text.length;
  if (length <= loopStringLengthMax && writeAscii(text, length)) return;
  const byteLength = Buffer.byteLength(text);
  writeHead(0x60, byteLength);
  ensure(byteLength);
  position += buffer.write(text, position);
}

/** Whether all of it was ASCII; otherwise nothing is written. */
function writeAscii(text: string, length: number): boolean {
  const start = position;
  writeHead(0x60, length);
  ensure(length);
  for (let i = 0; i < length; i += 1) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) {
      position = start;
      return false;
    }
    buffer[position + i] = code;
  }
  position += length;
  return true;
}

function writeBytes(bytes: Uint8Array): void {
  writeHead(0x40, bytes.length);
  ensure(bytes.length);
  buffer.set(bytes, position);
  position += bytes.length;
}

/**
 * Tag 1 and whole seconds since 1970, or tag 0 and a text: thousandths of a second are not exact in
 * a float, and Go cuts what is missing off. The text has four digits for the year.
 */
function writeDate(date: Date): void {
  const seconds = date.getTime() / 1000;
  if (Number.isNaN(seconds)) throw refused;
  const isText = !Number.isInteger(seconds) && date.getUTCFullYear() >= 0 && date.getUTCFullYear() <= 9999;
  writeByte(isText ? 0xc0 : 0xc1);
  if (isText) writeString(date.toISOString());
  else writeNumber(seconds === 0 ? 0 : seconds);
}

function writeByte(byte: number): void {
  ensure(1);
  buffer[position] = byte;
  position += 1;
}

/** A major type and its length, count or whole number, in the shortest form. */
function writeHead(major: number, value: number): void {
  ensure(9);
  if (value < 24) {
    buffer[position] = major | value;
    position += 1;
  } else if (value < 0x100) {
    buffer[position] = major | 24;
    buffer[position + 1] = value;
    position += 2;
  } else if (value < 0x1_0000) {
    buffer[position] = major | 25;
    buffer.writeUInt16BE(value, position + 1);
    position += 3;
  } else if (value <= 0xffff_ffff) {
    buffer[position] = major | 26;
    buffer.writeUInt32BE(value, position + 1);
    position += 5;
  } else {
    buffer[position] = major | 27;
    buffer.writeUInt32BE(Math.floor(value / 0x1_0000_0000), position + 1);
    buffer.writeUInt32BE(value % 0x1_0000_0000, position + 5);
    position += 9;
  }
}

function ensure(bytes: number): void {
  const needed = position + bytes;
  if (needed <= buffer.length) return;
  if (needed > payloadBytesMax) throw tooLarge;
  const grown = Buffer.allocUnsafeSlow(Math.min(Math.max(needed, buffer.length * 2), payloadBytesMax));
  buffer.copy(grown, 0, 0, position);
  buffer = grown;
}
