import { encodeArguments, ValueRefusedError } from "@lydian/protocol";
import { LydianError } from "../../../model/error.ts";

const shape = 'send a JSON object with "args", a list, "kwargs", an object, or both';

/** What a function is called with, by a body such as `{"args": [42]}`; no body is no arguments. */
export function argumentsOf(body: Buffer): Uint8Array {
  const parsed = body.length === 0 ? {} : parse(body);
  if (!isObject(parsed)) throw new LydianError("invalid-argument", `Cannot read the body: ${shape}`);
  const { args = [], kwargs = {}, ...unknown } = parsed;
  const [extra] = Object.keys(unknown);
  if (extra !== undefined)
    throw new LydianError("invalid-argument", `Cannot read the body: it has "${extra}"; ${shape}`);
  if (!Array.isArray(args) || !isObject(kwargs))
    throw new LydianError("invalid-argument", `Cannot read the body: ${shape}`);
  return encode(args, kwargs);
}

function encode(args: readonly unknown[], kwargs: Readonly<Record<string, unknown>>): Uint8Array {
  try {
    return encodeArguments(args, kwargs);
  } catch (error) {
    if (!(error instanceof ValueRefusedError)) throw error;
    throw new LydianError("invalid-argument", `Cannot call with ${error.message}`, { cause: error });
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LydianError("invalid-argument", `Cannot read the body: it is no JSON (${reason})`, {
      cause: error,
    });
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
