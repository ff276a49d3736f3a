import type { AttemptRef, Call, Chunk, ClaimedInput, InputRef, NewInput, Output } from "../model/call.ts";
import type { AppId, BlobId, CallId, ContainerId, FunctionId } from "../model/ids.ts";
import type { ExplainedInput, Ledger } from "../model/ledger.ts";
import type { Result } from "../model/result.ts";
import type { Durability } from "./durability.ts";

/**
 * Calls, their inputs and what became of them.
 *
 * An input is `queued` (ready for a container), `delayed` (ready at a time), `claimed` (an attempt
 * runs in a container) or `finished` (its output is visible).
 *
 * - C1. An input has at most one visible output, ever: `complete` writes one only for a claimed
 *   input whose attempt number is the one given (the fence); cancelling and failing write one only
 *   for an unfinished input. The one exception is asked for: `retryFailed` takes failures back, and
 *   their inputs are unfinished again; a success is never taken back.
 * - C2. An input that was accepted stays until its call expires.
 * - C3. Claims take a function's queued inputs by turns, one of each flow, and those of one flow in the order
 *   in which they were accepted. A call is a flow, if it does not join one: see `open`. What is queued
 *   again keeps its place.
 * - C4. `sequence` numbers of outputs grow in commit order, over all calls.
 */
export interface Calls {
  /**
   * Creates a call with its first inputs. Repeating it with the same call id is harmless: nothing
   * changes and the outcome is `existing` (a client that lost the answer asks again).
   * `claimFor[i]`, where given, claims `inputs[i]` at once for that container, as attempt 1. Calls that join
   * a `flow` wait for each other, and share its turns (C3); it is forgotten when a store is opened again.
   * Where the function has no `room` left, nothing is added and the outcome is `full`.
   */
  open(
    call: Call,
    inputs: readonly NewInput[],
    options: {
      readonly durability: Durability;
      readonly claimFor?: readonly (ContainerId | undefined)[];
      readonly flow?: string;
      readonly room?: Room;
      /** When the inputs came, with its fractions. */
      readonly acceptedAtMs?: number;
    },
  ): Promise<OpenOutcome>;

  /**
   * Adds inputs to a map call. An index that is there already is left as it is: repeating is
   * harmless, also after `finishInputs` if all of them are there. All or none. `claimFor` as in
   * `open`; it has no effect on inputs that were there. `room` as in `open`.
   */
  append(
    callId: CallId,
    inputs: readonly NewInput[],
    options: {
      readonly durability: Durability;
      readonly claimFor?: readonly (ContainerId | undefined)[];
      readonly room?: Room;
      readonly acceptedAtMs?: number;
    },
  ): Promise<AppendOutcome>;

  /** Says how many inputs a map call has; nothing may be appended after. Idempotent. */
  finishInputs(callId: CallId, count: number, durability: Durability): Promise<"finished" | "unknown-call">;

  /**
   * Claims up to `limit` queued inputs of a function for a container: each gets the next attempt
   * number. May claim fewer where their payloads are large. Written, not synced: a claim that is
   * lost is a claim that never was.
   */
  claim(functionId: FunctionId, containerId: ContainerId, limit: number): Promise<readonly ClaimedInput[]>;

  /**
   * Ends attempts, each by itself: `stale` if the input is not claimed by this container with this
   * attempt number (late, cancelled, or taken over), and then nothing changes.
   */
  complete(
    containerId: ContainerId,
    completions: readonly Completion[],
    durability: Durability,
  ): Promise<readonly CompletionOutcome[]>;

  /**
   * Stores yields of a running attempt of a generator. A chunk whose index is there already is
   * dropped: a re-run starts again at 1 and repeats what was seen. `stale` as in `complete`.
   */
  appendChunks(
    containerId: ContainerId,
    attempt: AttemptRef,
    chunks: readonly Chunk[],
  ): Promise<"stored" | "stale">;

  /** Returns all inputs that a lost container had claimed to the queue, one loss more each. */
  release(containerId: ContainerId): Promise<readonly ReleasedInput[]>;

  /** Like `release` for every claimed input, whoever claimed it; for a server that starts. */
  releaseAll(): Promise<number>;

  /** Ends unfinished inputs with the result given; the finished stay as they are. Synced. */
  finish(inputs: readonly InputRef[], result: Result, atMs: number): Promise<readonly FinishedInput[]>;

  /**
   * Ends all unfinished inputs of a call and closes it: what is appended later is refused.
   * Idempotent, synced. `functionId` instead of `callId` ends those of all calls of a function. With a
   * `step` it ends no more than `limit`, of a call those behind index `after`: for who cancels very many and goes
   * on until fewer come.
   */
  cancel(
    what: { readonly callId: CallId } | { readonly functionId: FunctionId },
    result: Result,
    atMs: number,
    step?: { readonly after?: number; readonly limit: number },
  ): Promise<readonly FinishedInput[]>;

  /**
   * Queues failed inputs of a detached map again, with the arguments that they had, as if they had never
   * run: at most `limit` of those whose outputs came no later than `through`, which is now for who begins,
   * and told for who goes on. Attempts are counted on, so that late ones stay fenced. Nothing is retried
   * of a call that was cancelled, of other calls, and of what was cancelled. Synced.
   */
  retryFailed(
    callId: CallId,
    options: { readonly through?: number; readonly limit: number },
  ): Promise<RetryOutcome>;

  /**
   * Makes delayed inputs queued whose time has come; tells whose, and when the next one is due. Where
   * very many are due, some are left and `nextAtMs` is in the past: ask again.
   */
  promote(
    nowMs: number,
  ): Promise<{ readonly functionIds: readonly FunctionId[]; readonly nextAtMs?: number }>;

  /** The call with its counts, or `undefined`. */
  read(callId: CallId): Promise<CallStatus | undefined>;

  /**
   * A call's outputs with `sequence > after`, in sequence order; with `indexes` only those of inputs
   * `from` to `to`, both inclusive. `unknown-call` if there is no such call (any more). A page of
   * large payloads ends before `limit`; it is empty only where there is nothing beyond `after`.
   */
  readOutputs(
    callId: CallId,
    options: {
      readonly after: number;
      readonly limit: number;
      readonly indexes?: { readonly from: number; readonly to: number };
    },
  ): Promise<OutputPage | "unknown-call">;

  /** How inputs `from` to `from + limit - 1` of a call came to what they are, in their order. */
  explain(
    callId: CallId,
    options: { readonly from: number; readonly limit: number },
  ): Promise<readonly ExplainedInput[] | "unknown-call">;

  /** Yields of an input with `index > after`, in order; fewer than `limit` where they are large. */
  readChunks(input: InputRef, after: number, limit: number): Promise<readonly Chunk[]>;

  /** Queued and claimed inputs of a function, exact at the time of the read. */
  count(
    functionId: FunctionId,
  ): Promise<{ readonly queued: number; readonly claimed: number; readonly delayed: number }>;

  /** Functions that have queued or delayed inputs; what a server that starts must attend to. */
  waiting(): Promise<readonly FunctionId[]>;

  /** The calls that descend from the root of `callId`, with their inputs, at most `limit` of each. */
  readGraph(callId: CallId, limit: number): Promise<CallGraph | "unknown-call">;

  /**
   * Deletes finished calls: attached ones whose last output is older than `attachedBeforeMs`,
   * detached ones older than `detachedBeforeMs`; and open maps without unfinished inputs to which
   * nothing has happened since `abandonedBeforeMs`: their clients went away without closing them; at most `limit` calls, fewer where they have very
   * many inputs. Tells how many went; 0 only if none is left.
   */
  expire(options: {
    readonly attachedBeforeMs: number;
    readonly detachedBeforeMs: number;
    readonly abandonedBeforeMs: number;
    readonly limit: number;
  }): Promise<number>;

  /** Whether an input, an output or a yield that is kept has this blob. */
  usesBlob(blobId: BlobId): Promise<boolean>;
}

/**
 * How many inputs of a function may be there before no more are added: looked at before an addition, which
 * may go beyond. Attached inputs that wait for their first attempt count by themselves, and so do all others.
 */
export interface Room {
  readonly waitingMax: number;
  /** With those that run. */
  readonly unfinishedMax: number;
}

export type OpenOutcome =
  | { readonly kind: "opened" }
  /** The call was there. What was claimed at once stays unclaimed: see `claimFor`. */
  | { readonly kind: "existing"; readonly functionId: FunctionId; readonly fingerprint?: string }
  | { readonly kind: "full" };

export type AppendOutcome =
  | {
      readonly kind: "appended";
      /** Which of the inputs given are new; the others were there. */
      readonly isNew: readonly boolean[];
    }
  | { readonly kind: "unknown-call" }
  /** Cancelled, or its inputs were declared finished. */
  | { readonly kind: "closed" }
  | { readonly kind: "full" };

/** How an attempt ends: with its visible output, or with another attempt at `readyAtMs`. */
export type Completion =
  | {
      readonly kind: "finish";
      readonly attempt: AttemptRef;
      readonly result: Result;
      readonly startedAtMs?: number;
      readonly finishedAtMs: number;
      readonly ledger?: Ledger;
    }
  /** The user's code failed and its policy allows another attempt; counts as a failure. */
  | { readonly kind: "retry"; readonly attempt: AttemptRef; readonly readyAtMs: number }
  /** The container gives the input back unharmed; counts as nothing. */
  | { readonly kind: "return"; readonly attempt: AttemptRef };

export type CompletionOutcome =
  | { readonly kind: "finished"; readonly output: Output }
  | { readonly kind: "requeued" }
  | { readonly kind: "stale" };

export type RetryOutcome =
  | {
      readonly kind: "retried";
      readonly functionId: FunctionId;
      readonly count: number;
      readonly through: number;
    }
  | { readonly kind: "unknown-call" }
  | { readonly kind: "closed" };

export interface ReleasedInput extends AttemptRef {
  readonly functionId: FunctionId;
  readonly losses: number;
}

export interface FinishedInput {
  readonly output: Output;
  readonly functionId: FunctionId;
  /** Where an attempt was running, and which. */
  readonly runningIn?: { readonly containerId: ContainerId; readonly attempt: number };
}

export interface CallStatus {
  readonly call: Call;
  /** Inputs accepted so far. */
  readonly inputs: number;
  readonly unfinished: number;
  /** Finished inputs by how they ended. */
  readonly succeeded: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly terminated: number;
  /** Whether more inputs may come. */
  readonly isOpen: boolean;
}

export interface OutputPage {
  readonly outputs: readonly Output[];
  /** The last output's sequence, or `after` where there is none: where to go on. */
  readonly cursor: number;
  /** Unfinished inputs of the call, or of the indexes asked for. */
  readonly unfinished: number;
  readonly isOpen: boolean;
}

export interface CallGraph {
  readonly calls: readonly {
    readonly callId: CallId;
    readonly functionId: FunctionId;
    readonly appId: AppId;
    readonly parentInput?: InputRef;
  }[];
  readonly inputs: readonly {
    readonly callId: CallId;
    readonly index: number;
    /** Absent while it is unfinished. */
    readonly status?: Result["status"];
    readonly containerId?: ContainerId;
  }[];
}
