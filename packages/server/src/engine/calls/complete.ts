/**
 * Ends attempts: with an output that callers see, or with another attempt. The store's fence decides
 * whether an attempt still counts; what is late is dropped without a word.
 */
import type { ClaimedInput } from "../../model/call.ts";
import type { Ledger } from "../../model/ledger.ts";
import type { Result } from "../../model/result.ts";
import type { Calls, Completion, CompletionOutcome } from "../../store/calls.ts";
import type { Durability } from "../../store/store.ts";
import type { Meters } from "../../meters/meters.ts";
import type { Traces } from "../../traces/traces.ts";
import type { Clock } from "../clock.ts";
import type { Container, RunningInput } from "../containers/container.ts";
import { retryDelayMs } from "../decide/retry-delay.ts";
import type { Delayed } from "./delayed.ts";
import type { FinishedAttempt } from "../containers/container-verbs.ts";
import { cancelGraceMs } from "../limits.ts";
import { ledgerOf } from "./ledger.ts";
import type { Pools } from "../containers/pool.ts";
import { killContainer } from "../containers/stop-container.ts";
import type { Outputs } from "./outputs.ts";

export class Complete {
  readonly #calls: Calls;
  readonly #pools: Pools;
  readonly #outputs: Outputs;
  readonly #delayed: Delayed;
  readonly #clock: Clock;
  readonly #meters: Meters;
  readonly #traces: Traces;
  readonly #onIdle: (container: Container) => void;

  constructor(parts: {
    readonly calls: Calls;
    readonly pools: Pools;
    readonly outputs: Outputs;
    readonly delayed: Delayed;
    readonly clock: Clock;
    readonly meters: Meters;
    readonly traces: Traces;
    /** The container runs nothing any more. */
    readonly onIdle: (container: Container) => void;
  }) {
    this.#calls = parts.calls;
    this.#pools = parts.pools;
    this.#outputs = parts.outputs;
    this.#delayed = parts.delayed;
    this.#clock = parts.clock;
    this.#meters = parts.meters;
    this.#traces = parts.traces;
    this.#onIdle = parts.onIdle;
  }

  /** Resolves when the outputs are visible. The slots are free at once. */
  async finish(container: Container, attempts: readonly FinishedAttempt[]): Promise<void> {
    const completions: Completion[] = [];
    let durability: Durability = "written";
    const nowMs = this.#clock.nowMs();
    const pool = this.#pools.of(container);
    for (const finished of attempts) {
      const running = container.findRunning(finished.attempt);
      if (running === undefined) continue;
      container.freeSlot(running, nowMs);
      pool?.ended(nowMs - running.deliveredAtMs, nowMs);
      if (running.isSettled) continue;
      if (running.input.invocation === "detached") durability = "synced";
      completions.push(this.#completion(container, running, finished));
    }
    if (container.running.size === 0) this.#onIdle(container);
    await this.#write(container, completions, durability);
  }

  /** An input has run for longer than allowed: its output says so, and its container gets it back. */
  async timeOut(container: Container, running: RunningInput): Promise<void> {
    const timeoutMs = container.function?.settings.timeoutMs ?? 0;
    const result: Result = {
      status: "timeout",
      exception: `FunctionTimeoutError: the input ran for longer than ${timeoutMs / 1_000} s`,
    };
    this.settle(container, running);
    const nowMs = this.#clock.nowMs();
    const finished: FinishedAttempt = {
      attempt: running.input,
      result,
      startedAtMs: running.deliveredAtMs,
      finishedAtMs: nowMs,
    };
    await this.#write(container, [this.#completion(container, running, finished)], "synced");
  }

  /** Somebody else decided the output of a running input: its slot is asked back, and taken if need be. */
  settle(container: Container, running: RunningInput): void {
    if (running.isSettled) return;
    running.isSettled = true;
    container.cancellations.put(running.input);
    running.killTimer = this.#clock.after(cancelGraceMs, () => killContainer(container));
  }

  async #write(
    container: Container,
    completions: readonly Completion[],
    durability: Durability,
  ): Promise<void> {
    if (completions.length === 0) return;
    const outcomes = await this.#calls.complete(container.containerId, completions, durability);
    const pool = this.#pools.of(container);
    if (pool !== undefined && outcomes.some((outcome) => outcome.kind === "finished")) pool.failuresInRow = 0;
    this.#publish(container, completions, outcomes);
  }

  #publish(
    container: Container,
    completions: readonly Completion[],
    outcomes: readonly CompletionOutcome[],
  ): void {
    this.#outputs.publish(
      outcomes.flatMap((outcome) => (outcome.kind === "finished" ? [outcome.output] : [])),
    );
    const functionId = container.function?.functionId;
    for (const [i, outcome] of outcomes.entries()) {
      const completion = completions[i];
      if (outcome.kind === "finished" && completion?.kind === "finish" && functionId !== undefined)
        this.#meters.ended(functionId, completion.result.status, completion.ledger);
      if (outcome.kind !== "requeued") continue;
      if (completion?.kind === "retry") this.#delayed.expect(completion.readyAtMs);
      else if (container.function !== undefined) this.#pools.get(container.function.functionId).queued();
    }
  }

  #completion(container: Container, running: RunningInput, finished: FinishedAttempt): Completion {
    const { input } = running;
    const { result } = finished;
    if (result === "returned") return { kind: "return", attempt: input };
    // Told by the container, whose clock is its own affair: what is kept how long hangs on it.
    const nowMs = this.#clock.preciseMs();
    const startedAtMs = between(finished.startedAtMs, input.createdAtMs, nowMs);
    const finishedAtMs = between(finished.finishedAtMs, startedAtMs, nowMs);
    const ledger = ledgerOf(container, running, { startedAtMs, finishedAtMs });
    this.#trace(container, input, result, ledger);
    const delayMs = isUserFailure(result)
      ? retryDelayMs(container.function?.settings.retryPolicy, input.failures + 1)
      : undefined;
    if (delayMs !== undefined)
      return { kind: "retry", attempt: input, readyAtMs: this.#clock.nowMs() + delayMs };
    return {
      kind: "finish",
      attempt: input,
      result,
      startedAtMs: Math.floor(startedAtMs),
      finishedAtMs: Math.floor(finishedAtMs),
      ledger,
    };
  }

  #trace(
    { function: resolved, containerId }: Container,
    input: ClaimedInput,
    result: Result,
    ledger: Ledger,
  ): void {
    if (!this.#traces.isOn || resolved === undefined) return;
    const { appName, definition } = resolved;
    this.#traces.ended({ input, appName, functionTag: definition.tag, containerId, result, ledger });
  }
}

/** The bound that is nearest; the lower one for what is no number. */
function between(value: number, min: number, max: number): number {
  return value >= min ? Math.min(value, max) : min;
}

function isUserFailure(result: Result): boolean {
  return result.status === "failure" || result.status === "timeout";
}

/** What a caller sees of an input that was cancelled. */
export function cancelledResult(what: "call" | "input" | "app"): Result {
  return {
    status: "terminated",
    exception: `InputCancelledError: the ${what} was ${what === "app" ? "stopped" : "cancelled"}`,
  };
}
