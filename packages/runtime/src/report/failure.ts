/** What user code throws becomes a result that its caller can read. */
import { encodeValue, errorData, payloadInlineBytesMax } from "@lydian/protocol";
import type { ErrorData } from "@lydian/protocol";
import type { StackCleaner } from "./stack.ts";
import { dataFormats, resultStatuses } from "../wire.ts";
import type { WireResult } from "../wire.ts";

/** Makes failures whose stacks show the user's own code. */
export class Failures {
  readonly #cleaner: StackCleaner;

  constructor(cleaner: StackCleaner) {
    this.#cleaner = cleaner;
  }

  /** The failure of an input, or of a boot, that threw this. Never throws itself. */
  result(thrown: unknown): WireResult {
    const error = this.#clean(errorData(thrown));
    const data = encodeValue(error, "error");
    return {
      status: resultStatuses.failure,
      exception: titleOf(error),
      traceback: tracebackOf(error),
      // Callers that cannot have the error itself have the texts.
      ...(data.length <= payloadInlineBytesMax && { format: dataFormats.cbor, data }),
    };
  }

  /** The stack of an error and of its causes, for people. */
  traceback(thrown: unknown): string {
    return tracebackOf(this.#clean(errorData(thrown)));
  }

  #clean(error: ErrorData): ErrorData {
    const stack = this.#cleaner.clean(error.stack);
    if (error.cause === undefined) return { ...error, stack };
    return { ...error, stack, cause: this.#clean(error.cause) };
  }
}

function titleOf(error: ErrorData): string {
  return `${error.name}: ${error.message}`;
}

function tracebackOf(error: ErrorData): string {
  const own = error.stack === "" ? titleOf(error) : error.stack;
  return error.cause === undefined ? own : `${own}\nCaused by: ${tracebackOf(error.cause)}`;
}
