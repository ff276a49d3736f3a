import type { Written } from "../notation.ts";

/** A client of one language, for the functions of any. */
export interface Caller {
  /** Calls a deployed function with values in the notation, and gives what came back in it. */
  call(request: CallRequest): Promise<Written>;
  close(): Promise<void>;
}

export interface CallRequest {
  readonly app: string;
  readonly function: string;
  readonly args: readonly Written[];
  readonly kwargs?: Readonly<Record<string, Written>>;
  /** For Python: an expression whose value is the only argument. */
  readonly expression?: string;
}

/** What the client raised, returned or threw. */
export class CallError extends Error {
  override readonly name = "CallError";
  /** The class of the client's error. */
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}
