import { inspect } from "node:util";

/** Set once by the program that was asked for `--json`: standard output then carries JSON alone. */
export interface OutputOptions {
  readonly json?: boolean;
}

/** Prints a result: the value as one line of JSON, or what a person would read of it. */
export function printResult(options: OutputOptions, value: unknown, text: string): void {
  if (options.json === true) printJson(value);
  else if (text !== "") process.stdout.write(`${text}\n`);
}

/** One line of JSON. Values that JSON lacks are written as the text that stands for them. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, jsonReplacer) ?? "null"}\n`);
}

/** A function's result, for a person: text as it is, everything else as JavaScript shows it. */
export function printValue(options: OutputOptions, value: unknown): void {
  printResult(options, value, typeof value === "string" ? value : inspect(value, inspectOptions));
}

const inspectOptions = {
  depth: null,
  maxArrayLength: null,
  maxStringLength: null,
  breakLength: 110,
} as const;

function jsonReplacer(this: unknown, _key: string, value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Map) return Object.fromEntries(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  // A Buffer has turned itself into this before it gets here.
  if (isBufferJson(value)) return Buffer.from(value.data).toString("base64");
  return value;
}

function isBufferJson(value: unknown): value is { readonly type: "Buffer"; readonly data: number[] } {
  return (
    typeof value === "object" &&
    value !== null &&
    "type" in value &&
    value.type === "Buffer" &&
    "data" in value
  );
}

/** Something to know that is no result: it goes where errors go, so that pipes stay clean. */
export function printNote(text: string): void {
  process.stderr.write(`${text}\n`);
}
