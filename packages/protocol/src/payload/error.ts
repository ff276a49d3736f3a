/**
 * What crosses a wire when user code throws: a CBOR map of name, message, stack, cause and the
 * error's own properties. Every part is bounded, since anything can be thrown.
 */
import { inspect } from "node:util";
import { decodeValue } from "./decode.ts";
import { encodeValue } from "./encode.ts";

/** An error as data, on both sides of the wire. */
export interface ErrorData {
  /** The class, such as `TypeError`. */
  readonly name: string;
  readonly message: string;
  /** The remote stack, in source lines where a source map was there; empty if there was none. */
  readonly stack: string;
  readonly cause?: ErrorData;
  /** Own properties that could be sent, such as `code`. */
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** How many causes are followed. */
const causesMax = 8;
/** Longer messages and stacks are cut. */
const textLengthMax = 64 * 1024;
const propertiesMax = 64;
/** A property that is larger than this is left out. */
const propertyBytesMax = 16 * 1024;

const reservedProperties: ReadonlySet<string> = new Set(["name", "message", "stack", "cause"]);

/** The data of whatever was thrown; what is no `Error` is described in the message. */
export function errorData(thrown: unknown): ErrorData {
  return describe(thrown, causesMax);
}

/** Whatever was thrown, as bytes. Never throws. */
export function encodeError(thrown: unknown): Uint8Array {
  return encodeValue(errorData(thrown), "error");
}

/** What `encodeError` wrote, or `undefined` for anything else. */
export function decodeError(bytes: Uint8Array): ErrorData | undefined {
  try {
    return toErrorData(decodeValue(bytes), causesMax);
  } catch {
    // Not CBOR: the caller has the exception's text as well.
    return undefined;
  }
}

function describe(thrown: unknown, causesLeft: number): ErrorData {
  try {
    if (!(thrown instanceof Error) && !isErrorLike(thrown)) return describeOther(thrown);
    const { cause } = thrown;
    const properties = ownProperties(thrown);
    return {
      name: textOf(thrown, "name"),
      message: textOf(thrown, "message"),
      stack: textOf(thrown, "stack"),
      ...(cause !== undefined && causesLeft > 0 && { cause: describe(cause, causesLeft - 1) }),
      ...(Object.keys(properties).length > 0 && { properties }),
    };
  } catch {
    // A getter of the thrown object threw.
    return { name: "Error", message: "The error could not be read", stack: "" };
  }
}

function describeOther(thrown: unknown): ErrorData {
  const text = typeof thrown === "string" ? thrown : inspect(thrown, { depth: 3, maxStringLength: 1000 });
  return { name: "Error", message: cut(text), stack: "" };
}

/** An error of another realm is no `instanceof Error` here. */
function isErrorLike(thrown: unknown): thrown is Error {
  return typeof thrown === "object" && thrown !== null && "message" in thrown && "stack" in thrown;
}

function ownProperties(error: Error): Record<string, unknown> {
  const properties: Record<string, unknown> = {};
  for (const key of Object.keys(error).slice(0, propertiesMax)) {
    if (reservedProperties.has(key)) continue;
    const value: unknown = Reflect.get(error, key);
    if (value !== undefined && isSmall(value)) properties[key] = value;
  }
  return properties;
}

function isSmall(value: unknown): boolean {
  try {
    return encodeValue(value).length <= propertyBytesMax;
  } catch {
    return false;
  }
}

/** Subclasses may make anything of these. */
function textOf(error: Error, key: "name" | "message" | "stack"): string {
  const value: unknown = error[key];
  return cut(typeof value === "string" ? value : inspect(value ?? "", { depth: 1 }));
}

function cut(text: string): string {
  return text.length <= textLengthMax ? text : `${text.slice(0, textLengthMax)}…`;
}

function toErrorData(value: unknown, causesLeft: number): ErrorData | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { name, message, stack, cause, properties } = value as Readonly<Record<string, unknown>>; // read one by one below
  if (typeof name !== "string" || typeof message !== "string") return undefined;
  const causeData = causesLeft > 0 ? toErrorData(cause, causesLeft - 1) : undefined;
  return {
    name,
    message,
    stack: typeof stack === "string" ? stack : "",
    ...(causeData !== undefined && { cause: causeData }),
    ...(typeof properties === "object" &&
      properties !== null && { properties: properties as Record<string, unknown> }), // a decoded map
  };
}
