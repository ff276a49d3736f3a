import type { AppId, CallId, ContainerId, FunctionId } from "./ids.ts";
import type { Payload } from "./payload.ts";
import type { Result } from "./result.ts";

/** `unary` has exactly one input, of index 0; `map` has any number, put while it runs. */
export type CallType = "unary" | "map";

/**
 * `attached`: a caller waits, so that a written record is enough. `detached`: nobody waits, so the
 * record is synced to disk before the call is acknowledged, and results are kept for days.
 */
export type Invocation = "attached" | "detached";

export interface Call {
  readonly callId: CallId;
  readonly functionId: FunctionId;
  readonly appId: AppId;
  readonly type: CallType;
  readonly invocation: Invocation;
  /** The input that was running when this call was made, if a function made it. */
  readonly parentInput?: InputRef;
  readonly createdAtMs: number;
  /** Tells a call with these arguments from others of the same id; absent where nobody repeats it on purpose. */
  readonly fingerprint?: string;
  /** W3C trace context of its caller; absent where that has none. */
  readonly traceparent?: string;
}

/** An input is known by its call and its place in it; on the wire `in-<call>:<index>`. */
export interface InputRef {
  readonly callId: CallId;
  readonly index: number;
}

/** A run of an input. Only the latest attempt may complete it: later ones fence earlier ones. */
export interface AttemptRef extends InputRef {
  readonly attempt: number;
}

export interface NewInput {
  readonly index: number;
  /** The method of a class; absent for plain functions. */
  readonly method?: string;
  readonly payload: Payload;
}

/** An input handed to a container. */
export interface ClaimedInput extends AttemptRef {
  readonly functionId: FunctionId;
  readonly invocation: Invocation;
  readonly method?: string;
  readonly payload: Payload;
  /** How many attempts ended by the user's own failure. */
  readonly failures: number;
  /** How many attempts were lost with their container. */
  readonly losses: number;
  readonly createdAtMs: number;
  /** With its fractions; 0 for one of a store that did not keep it yet. */
  readonly acceptedAtMs: number;
  /** W3C trace context of the caller. */
  readonly traceparent?: string;
}

/** What a caller sees of a finished input. Exactly one exists per input. */
export interface Output extends InputRef {
  /** Grows by commit order within a store; the cursor of whoever reads a call's outputs. */
  readonly sequence: number;
  readonly result: Result;
  readonly containerId?: ContainerId;
  readonly startedAtMs?: number;
  readonly finishedAtMs: number;
}

/** One yield of a generator; indexes start at 1 and have no gaps. */
export interface Chunk {
  readonly index: number;
  readonly payload: Payload;
}
