/**
 * The inputs that run here. Each delivered one runs at once, or together with those of its delivery; the
 * server delivers no more than were asked for: inputs, or batches.
 *
 * - I1. Every delivered input is completed exactly once: with its result, or given back.
 * - I2. A completion and the request for the next input leave together.
 * - I3. Once taking has ended, what is still delivered is given back untouched.
 */
import { preciseNowMs } from "@lydian/protocol";
import type { PeerItem } from "@lydian/protocol";
import type { OutputCapture } from "../report/capture-output.ts";
import { runBatch } from "./run-batch.ts";
import { runInput, terminated } from "./run-input.ts";
import type { RunInputOptions } from "./run-input.ts";
import { runFor, RunningInput } from "./running-input.ts";
import type { DeliveredInput } from "./running-input.ts";
import type { WireResult } from "../wire.ts";

/** Names an attempt among those that run. */
export interface AttemptName {
  readonly callId?: string | null;
  readonly index?: number | null;
  readonly attempt?: number | null;
}

export interface InputsOptions extends Omit<RunInputOptions, "sendChunk"> {
  readonly send: (item: PeerItem) => void;
  readonly output: OutputCapture;
}

export class Inputs {
  readonly #options: InputsOptions;
  readonly #runOptions: RunInputOptions;
  readonly #running = new Map<string, RunningInput>();
  readonly #idleWaiters: (() => void)[] = [];
  #isTaking = true;

  constructor(options: InputsOptions) {
    this.#options = options;
    this.#runOptions = {
      ...options,
      sendChunk: (input, chunk) =>
        options.send({ putChunks: { attempt: refOf(input.delivered), chunks: [chunk] } }),
    };
  }

  /** Begins what was delivered together. */
  start(delivery: readonly DeliveredInput[]): void {
    const inputs = delivery.map((delivered) => new RunningInput(delivered));
    for (const input of inputs) this.#running.set(keyOf(input.delivered), input);
    if (!this.#isTaking) for (const input of inputs) this.giveBack(input);
    else if (this.#options.service.isBatched) void this.#runTogether(inputs);
    else for (const input of inputs) void this.#run(input);
  }

  /**
   * The caller wants it no more: its code is told, and it ends when its code does. Where its code goes on
   * for others of its batch, it ends at once.
   */
  cancel(name: AttemptName): void {
    const input = this.#running.get(keyOf(name));
    if (input === undefined) return;
    abort(input, "The input was cancelled");
    if (!input.batch.every((other) => other.isAborted)) this.#finish(input, { result: terminated() });
  }

  /** Yields of this attempt up to this one are kept. */
  chunksStored(name: AttemptName, through: number): void {
    this.#running.get(keyOf(name))?.window.stored(through);
  }

  endTaking(): void {
    this.#isTaking = false;
  }

  get running(): readonly RunningInput[] {
    return [...this.#running.values()];
  }

  /** Resolves when nothing runs any more. */
  idle(): Promise<void> {
    if (this.#running.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idleWaiters.push(resolve));
  }

  /** Ends an input from outside its own code, which may go on to no effect. */
  complete(input: RunningInput, result: WireResult): void {
    this.#finish(input, { result });
  }

  /** Lets an input run elsewhere; its code here is told to stop. */
  giveBack(input: RunningInput): void {
    this.#finish(input, { isReturned: true });
    abort(input, "The container is stopping");
  }

  async #run(input: RunningInput): Promise<void> {
    const result = await runInput(input, this.#runOptions);
    this.#finish(input, { result });
    this.#takeNext();
  }

  async #runTogether(inputs: readonly RunningInput[]): Promise<void> {
    const byMethod = Map.groupBy(inputs, ({ delivered }) => delivered.method);
    await Promise.all(
      [...byMethod.values()].map(async (batch) => {
        for (const [input, result] of await runBatch(batch, this.#runOptions))
          this.#finish(input, { result });
      }),
    );
    this.#takeNext();
  }

  #takeNext(): void {
    if (this.#isTaking) this.#options.send({ take: { slots: 1 } });
  }

  #finish(
    input: RunningInput,
    outcome: { readonly result: WireResult } | { readonly isReturned: true },
  ): void {
    if (!input.settle()) return;
    this.#running.delete(keyOf(input.delivered));
    this.#options.output.flush();
    this.#options.send({
      complete: {
        attempt: refOf(input.delivered),
        ...outcome,
        startedAtMs: input.startedAtMs,
        finishedAtMs: preciseNowMs(),
      },
    });
    if (!this.#isTaking && this.#running.size === 0)
      for (const resolve of this.#idleWaiters.splice(0)) resolve();
  }
}

/** What user code does about it is still code of this input. */
function abort(input: RunningInput, reason: string): void {
  runFor(input, () => input.abort(new DOMException(reason, "AbortError")));
}

function keyOf({ callId, index, attempt }: AttemptName): string {
  return `${callId ?? ""}:${index ?? 0}:${attempt ?? 0}`;
}

function refOf({ callId, index, attempt }: DeliveredInput): AttemptName {
  return { callId, index, attempt };
}
