import type { Payload } from "./payload.ts";

export type ResultStatus =
  | "success"
  | "failure"
  | "terminated"
  | "timeout"
  | "init-failure"
  | "internal-failure";

/**
 * How one input ended. A failure has the shape of a success plus its reason: user code that throws
 * is data here, not an error of ours.
 */
export interface Result {
  readonly status: ResultStatus;
  /** The value, or the details of the error where the runtime could encode them. */
  readonly payload?: Payload;
  /** What a caller is shown, such as `TypeError: x is not a function`. Empty on success. */
  readonly exception?: string;
  /** The remote stack, formatted by its own language. */
  readonly traceback?: string;
  /** Python's pickled traceback and its source lines, carried and never opened. */
  readonly serializedTraceback?: Uint8Array;
  readonly tracebackLines?: Uint8Array;
}
