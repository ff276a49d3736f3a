/**
 * Takes calls and inputs in. An input is handed to a waiting container in the same turn, while the
 * store commits it; only the answer to the caller waits for the commit.
 */
import type { Call, ClaimedInput, NewInput } from "../../model/call.ts";
import type { Caller } from "../../model/caller.ts";
import type { ResolvedFunction } from "../../model/definition.ts";
import { LydianError } from "../../model/error.ts";
import type { CallId, ContainerId, Randomness } from "../../model/ids.ts";
import type { InputLimits } from "../../model/input-limits.ts";
import type { Calls, OpenOutcome, OutputPage, Room } from "../../store/calls.ts";
import type { Meters } from "../../meters/meters.ts";
import { parseTraceparent } from "../../traces/trace-context.ts";
import type { Durability } from "../../store/store.ts";
import type { Clock } from "../clock.ts";
import type { OpenRequest } from "../engine.ts";
import {
  fullRetryAfterMs,
  inputsPerPutMax,
  stoppingRetryAfterMs,
  submissionRetryAfterMs,
  submissionsInFlightMax,
} from "../limits.ts";
import type { LookUp } from "../catalog/look-up.ts";
import { type Outputs, unknownCall } from "./outputs.ts";
import type { Complete } from "./complete.ts";
import type { TraceOfParent } from "./trace-of-parent.ts";
import type { Container, RunningInput } from "../containers/container.ts";
import type { Pool, Pools } from "../containers/pool.ts";
import type { Takers } from "../containers/take-inputs.ts";

/** How long one look for an answer lasts when a call was there already; it is looked for again. */
const repeatedWaitMs = 60_000;

/** What is known of an open map, so that its puts need not ask the store. */
interface OpenMap {
  readonly call: Call;
  readonly resolved: ResolvedFunction;
  readonly isOpen: boolean;
}

/** An input that a container was given before it was written. */
interface Handed {
  readonly container: Container;
  readonly running: RunningInput;
}

export class Submit {
  readonly #calls: Calls;
  readonly #lookUp: LookUp;
  readonly #pools: Pools;
  readonly #takers: Takers;
  readonly #outputs: Outputs;
  readonly #complete: Pick<Complete, "settle">;
  readonly #clock: Clock;
  readonly #randomness: Randomness;
  readonly #meters: Meters;
  readonly #limits: InputLimits;
  readonly #traceOf: TraceOfParent;
  #inFlight = 0;
  #isStopped = false;

  constructor(parts: {
    readonly calls: Calls;
    readonly lookUp: LookUp;
    readonly pools: Pools;
    readonly takers: Takers;
    readonly outputs: Outputs;
    readonly complete: Pick<Complete, "settle">;
    readonly clock: Clock;
    readonly randomness: Randomness;
    readonly meters: Meters;
    readonly limits: InputLimits;
    readonly traceOf: TraceOfParent;
  }) {
    this.#calls = parts.calls;
    this.#lookUp = parts.lookUp;
    this.#pools = parts.pools;
    this.#takers = parts.takers;
    this.#outputs = parts.outputs;
    this.#complete = parts.complete;
    this.#clock = parts.clock;
    this.#randomness = parts.randomness;
    this.#meters = parts.meters;
    this.#limits = parts.limits;
    this.#traceOf = parts.traceOf;
  }

  stop(): void {
    this.#isStopped = true;
  }

  async open(caller: Caller, request: OpenRequest): Promise<{ callId: CallId; isNew: boolean }> {
    const callId = this.#callId(request);
    const isNew = await this.#open(caller, callId, request);
    return { callId, isNew };
  }

  /** `open` and the answer of a unary call, which is handed over as soon as it is visible. */
  async run(caller: Caller, request: OpenRequest, signal: AbortSignal): Promise<OutputPage> {
    const callId = this.#callId(request);
    const answer = this.#outputs.expect(callId);
    const onAbort = (): void => this.#outputs.forget(callId);
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      if (await this.#open(caller, callId, request)) return await answer;
      return await this.#awaitRepeated(callId, signal);
    } finally {
      signal.removeEventListener("abort", onAbort);
      this.#outputs.forget(callId);
    }
  }

  async put(_caller: Caller, callId: string, inputs: readonly NewInput[], isRepeat: boolean): Promise<void> {
    if (inputs.length > inputsPerPutMax) {
      throw new LydianError(
        "invalid-argument",
        `Cannot put ${inputs.length} inputs at once: the limit is ${inputsPerPutMax}`,
      );
    }
    const { call, resolved, isOpen } = await this.#readMap(callId);
    for (const input of inputs) checkInput(resolved, input);
    const room = roomOf(this.#limits, call);
    // What will be refused is not begun; nor is what was there.
    const mayBegin = isOpen && !isRepeat;
    const { outcome, handed } = await this.#submit(call, resolved, inputs, mayBegin, (options) =>
      this.#calls.append(call.callId, inputs, { ...options, room }),
    );
    if (outcome.kind !== "appended") this.#letGo(handed);
    if (outcome.kind === "full") throw tooMany(resolved, room);
    if (outcome.kind === "unknown-call") throw unknownCall(callId);
    if (outcome.kind === "closed")
      throw new LydianError(
        "failed-precondition",
        `Call "${callId}" takes no more inputs: it was cancelled or finished`,
      );
    this.#meters.accepted(call.functionId, outcome.isNew.filter(Boolean).length);
  }

  async finishInputs(_caller: Caller, callId: string, count: number): Promise<void> {
    const { call } = await this.#readMap(callId);
    if ((await this.#calls.finishInputs(call.callId, count, durabilityOf(call))) === "unknown-call")
      throw unknownCall(callId);
    this.#outputs.wake(call.callId);
  }

  /** Whether the call is new. What is refused here was not begun. */
  async #open(caller: Caller, callId: CallId, request: OpenRequest): Promise<boolean> {
    const resolved =
      this.#lookUp.peek(request.functionId) ?? (await this.#lookUp.resolve(request.functionId));
    if (request.type === "unary" && request.inputs.length !== 1) {
      throw new LydianError(
        "invalid-argument",
        `Cannot open a unary call with ${request.inputs.length} inputs: it has exactly one`,
      );
    }
    for (const input of request.inputs) checkInput(resolved, input);
    const traceparent = validTrace(request.traceparent) ?? this.#traceOf(caller, request.parentInput);
    const call: Call = {
      callId,
      functionId: resolved.functionId,
      appId: resolved.appId,
      type: request.type,
      invocation: request.invocation,
      ...(request.parentInput === undefined ? {} : { parentInput: request.parentInput }),
      createdAtMs: this.#clock.nowMs(),
      ...(request.fingerprint === undefined ? {} : { fingerprint: request.fingerprint }),
      ...(traceparent === undefined ? {} : { traceparent }),
    };
    const { inputs } = request;
    const isRecent = request.type === "unary" && inputs[0]?.index === 0;
    if (isRecent) this.#outputs.opening(callId);
    const flow = flowOf(request);
    const room = roomOf(this.#limits, call);
    const mayBegin = request.isRepeat !== true;
    const { outcome, handed } = await this.#submit(call, resolved, inputs, mayBegin, (options) =>
      this.#calls.open(call, inputs, { ...options, room, ...(flow === undefined ? {} : { flow }) }),
    );
    if (outcome.kind === "full") this.#letGo(handed);
    if (isRecent) this.#outputs.opened(callId, outcome.kind === "opened");
    if (outcome.kind === "full") throw tooMany(resolved, room);
    if (outcome.kind === "existing") checkSame(call, outcome);
    else this.#meters.accepted(call.functionId, inputs.length);
    return outcome.kind === "opened";
  }

  /**
   * Gives inputs to containers that wait, as their first attempts, and writes all of them in the same
   * turn. What found no container is queued by that write, so the pool may be told at once: a claim
   * that follows is answered after it (S2 of the store).
   */
  async #submit<T>(
    call: Call,
    resolved: ResolvedFunction,
    inputs: readonly NewInput[],
    mayBegin: boolean,
    write: (options: {
      readonly durability: Durability;
      readonly claimFor: readonly (ContainerId | undefined)[];
      readonly acceptedAtMs: number;
    }) => Promise<T>,
  ): Promise<{ readonly outcome: T; readonly handed: readonly (Handed | undefined)[] }> {
    this.#checkRoom();
    const acceptedAtMs = this.#clock.preciseMs();
    const pool = this.#pools.get(call.functionId);
    const handed = inputs.map((input) =>
      mayBegin ? this.#handOver(pool, resolved, firstAttempt(call, input, acceptedAtMs)) : undefined,
    );
    const claimFor = handed.map((one) => one?.container.containerId);
    this.#inFlight += 1;
    try {
      const written = write({ durability: durabilityOf(call), claimFor, acceptedAtMs });
      if (claimFor.includes(undefined)) pool.queued();
      const outcome = await written;
      for (const one of handed) if (one !== undefined) one.running.durableAtMs = this.#clock.preciseMs();
      return { outcome, handed };
    } finally {
      this.#inFlight -= 1;
    }
  }

  #handOver(pool: Pool, resolved: ResolvedFunction, input: ClaimedInput): Handed | undefined {
    const container = pool.nextParked();
    return container && { container, running: this.#takers.handOver(container, input, resolved) };
  }

  /** They are refused, but a container may have begun them: it ends them again. */
  #letGo(handed: readonly (Handed | undefined)[]): void {
    for (const one of handed) if (one !== undefined) this.#complete.settle(one.container, one.running);
  }

  async #readMap(callId: string): Promise<OpenMap> {
    const status = isCallId(callId) ? await this.#calls.read(callId) : undefined;
    if (status === undefined) throw unknownCall(callId);
    if (status.call.type !== "map")
      throw new LydianError("invalid-argument", `Cannot put inputs to call "${callId}": it is not a map`);
    const { call, isOpen } = status;
    return { call, resolved: await this.#lookUp.resolve(call.functionId), isOpen };
  }

  async #awaitRepeated(callId: CallId, signal: AbortSignal): Promise<OutputPage> {
    for (;;) {
      const page = await this.#outputs.await(callId, {
        after: 0,
        limit: 1,
        timeoutMs: repeatedWaitMs,
        signal,
      });
      if (page.outputs.length > 0 || page.unfinished === 0 || signal.aborted) return page;
    }
  }

  #callId(request: OpenRequest): CallId {
    const callId = request.callId ?? this.#randomness.id("fc");
    if (isCallId(callId)) return callId;
    throw new LydianError("invalid-argument", `"${callId}" is not a call id: "fc-" and letters and digits`);
  }

  #checkRoom(): void {
    if (this.#isStopped)
      throw new LydianError("unavailable", "The server is stopping", { retryAfterMs: stoppingRetryAfterMs });
    if (this.#inFlight < submissionsInFlightMax) return;
    throw new LydianError(
      "resource-exhausted",
      `Too many submissions are being written: the limit is ${submissionsInFlightMax}`,
      {
        retryAfterMs: submissionRetryAfterMs,
      },
    );
  }
}

function roomOf(limits: InputLimits, { invocation }: Call): Room {
  return invocation === "attached"
    ? { waitingMax: limits.waitingInputsMax, unfinishedMax: limits.unfinishedInputsMax }
    : { waitingMax: limits.spawnedInputsMax, unfinishedMax: Number.POSITIVE_INFINITY };
}

function tooMany({ definition: { tag } }: ResolvedFunction, { waitingMax }: Room): LydianError {
  return new LydianError(
    "resource-exhausted",
    `Function "${tag.replace(/\.\*$/, "")}" has as many inputs as it may have, ${waitingMax} that wait: ask again later`,
    { retryAfterMs: fullRetryAfterMs },
  );
}

function validTrace(traceparent: string | undefined): string | undefined {
  return traceparent !== undefined && parseTraceparent(traceparent) === undefined ? undefined : traceparent;
}

/** A server that is killed loses nothing attached, a power cut nothing detached. */
function durabilityOf(call: Call): Durability {
  return call.invocation === "detached" ? "synced" : "written";
}

function checkSame(
  { callId, functionId, fingerprint }: Call,
  existing: Extract<OpenOutcome, { kind: "existing" }>,
): void {
  if (existing.functionId !== functionId)
    throw new LydianError("already-exists", `Call "${callId}" exists, of another function`);
  if (fingerprint !== undefined && existing.fingerprint !== fingerprint) {
    throw new LydianError(
      "already-exists",
      `Cannot call with this idempotency key: call "${callId}" has it, with other arguments; use another key`,
    );
  }
}

/**
 * A map is one flow, whatever its size, and so is all that one input calls, or one connection: whoever calls
 * ten thousand times gets no more turns than whoever calls once.
 */
function flowOf({ type, parentInput, connection }: OpenRequest): string | undefined {
  return type === "map" ? undefined : (parentInput?.callId ?? connection);
}

function firstAttempt(call: Call, input: NewInput, acceptedAtMs: number): ClaimedInput {
  return {
    callId: call.callId,
    index: input.index,
    attempt: 1,
    functionId: call.functionId,
    invocation: call.invocation,
    ...(input.method === undefined ? {} : { method: input.method }),
    payload: input.payload,
    failures: 0,
    losses: 0,
    createdAtMs: call.createdAtMs,
    acceptedAtMs,
    ...(call.traceparent === undefined ? {} : { traceparent: call.traceparent }),
  };
}

/** An unknown method would end a container instead of a call. */
function checkInput({ definition }: ResolvedFunction, input: NewInput): void {
  const name = definition.tag.replace(/\.\*$/, "");
  if (definition.kind !== "class") {
    if (input.method === undefined) return;
    throw new LydianError(
      "invalid-argument",
      `Function "${name}" has no methods, so none can be called "${input.method}"`,
    );
  }
  if (input.method !== undefined && Object.hasOwn(definition.methods, input.method)) return;
  const known = Object.keys(definition.methods).map((method) => `"${method}"`);
  throw new LydianError(
    "not-found",
    `Class "${name}" has no method "${input.method ?? ""}"; it has ${known.join(", ")}`,
  );
}

function isCallId(text: string): text is CallId {
  return /^fc-[0-9A-Za-z]+$/.test(text);
}
