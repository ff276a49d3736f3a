/**
 * Makes outputs known to whoever waits. Who waits for the answer of a unary call that was opened a
 * moment ago is handed it; all others are woken and read the store.
 */
import type { Chunk, InputRef, Output } from "../../model/call.ts";
import { LydianError } from "../../model/error.ts";
import type { CallId } from "../../model/ids.ts";
import type { Calls, OutputPage } from "../../store/calls.ts";
import type { Clock } from "../clock.ts";
import { RecentAnswers } from "./recent-answers.ts";
import { type Subscription, Wakeups } from "../wakeups.ts";

export interface AwaitOptions {
  readonly after: number;
  readonly limit: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

interface Indexes {
  readonly from: number;
  readonly to: number;
}

export class Outputs {
  readonly #calls: Calls;
  readonly #clock: Clock;
  readonly #wakeups: Wakeups;
  readonly #recent: RecentAnswers;
  readonly #direct = new Map<CallId, (page: OutputPage) => void>();

  constructor(calls: Calls, clock: Clock) {
    this.#calls = calls;
    this.#clock = clock;
    this.#recent = new RecentAnswers(clock);
    this.#wakeups = new Wakeups(clock);
  }

  /** Called after the commit that made the outputs visible, and only then. */
  publish(outputs: readonly Output[]): void {
    for (const output of outputs) {
      this.#recent.answered(output);
      const direct = this.#direct.get(output.callId);
      if (direct !== undefined) {
        this.#direct.delete(output.callId);
        direct(answerPage(output));
      }
      this.#wakeups.wake(output.callId);
      this.#wakeups.wake(`${output.callId}:${output.index}`);
    }
  }

  /** Something else about a call has changed, such as that no input will follow. */
  wake(callId: CallId): void {
    this.#wakeups.wake(callId);
  }

  /** For who watches a call without reading its outputs. */
  subscribe(callId: CallId): Subscription {
    return this.#wakeups.subscribe(callId);
  }

  publishChunks(input: InputRef): void {
    this.#wakeups.wake(`${input.callId}:${input.index}`);
  }

  /** A unary call is about to be written: from now on its answer is looked out for. */
  opening(callId: CallId): void {
    this.#recent.opening(callId);
  }

  opened(callId: CallId, isNew: boolean): void {
    this.#recent.opened(callId, isNew);
  }

  /** The answer of a unary call that is opened in the same turn: nothing can have been published yet. */
  expect(callId: CallId): Promise<OutputPage> {
    return new Promise((resolve) => this.#direct.set(callId, resolve));
  }

  /** Nobody waits for the answer any more. */
  forget(callId: CallId): void {
    this.#direct.delete(callId);
  }

  async await(callId: CallId, options: AwaitOptions & { readonly indexes?: Indexes }): Promise<OutputPage> {
    const deadlineMs = this.#clock.nowMs() + options.timeoutMs;
    const { after, limit, indexes, signal } = options;
    const recent = after === 0 && isOfFirst(indexes) ? this.#recent.find(callId) : undefined;
    if (recent?.answer !== undefined) return this.#give(recent.answer);
    const subscription = this.#wakeups.subscribe(callId);
    try {
      if (recent !== undefined) {
        const isWoken = await subscription.wait(deadlineMs, signal);
        if (recent.answer !== undefined) return this.#give(recent.answer);
        if (!isWoken) return pendingPage;
      }
      for (;;) {
        const page = await this.#calls.readOutputs(callId, {
          after,
          limit,
          ...(indexes === undefined ? {} : { indexes }),
        });
        if (page === "unknown-call") throw unknownCall(callId);
        const isOver = page.unfinished === 0 && !page.isOpen;
        if (page.outputs.length > 0 || isOver || !(await subscription.wait(deadlineMs, signal))) return page;
      }
    } finally {
      subscription.close();
    }
  }

  #give(output: Output): OutputPage {
    this.#recent.forget(output.callId);
    return answerPage(output);
  }

  async awaitChunks(
    input: InputRef,
    options: AwaitOptions,
  ): Promise<{ chunks: readonly Chunk[]; isFinished: boolean }> {
    const deadlineMs = this.#clock.nowMs() + options.timeoutMs;
    const chunkSubscription = this.#wakeups.subscribe(`${input.callId}:${input.index}`);
    try {
      for (;;) {
        // In this order: chunks are stored before the output, so a finished input has them all.
        const range = { from: input.index, to: input.index };
        const page = await this.#calls.readOutputs(input.callId, { after: 0, limit: 1, indexes: range });
        if (page === "unknown-call") throw unknownCall(input.callId);
        const chunks = await this.#calls.readChunks(input, options.after, options.limit);
        const isFinished = page.outputs.length > 0;
        if (chunks.length > 0) return { chunks, isFinished: false };
        if (isFinished || !(await chunkSubscription.wait(deadlineMs, options.signal)))
          return { chunks, isFinished };
      }
    } finally {
      chunkSubscription.close();
    }
  }
}

/** A unary call has one input, the first. */
function isOfFirst(indexes: Indexes | undefined): boolean {
  return indexes === undefined || (indexes.from <= 0 && indexes.to >= 0);
}

const pendingPage: OutputPage = { outputs: [], cursor: 0, unfinished: 1, isOpen: false };

function answerPage(output: Output): OutputPage {
  return { outputs: [output], cursor: output.sequence, unfinished: 0, isOpen: false };
}

export function unknownCall(callId: string): LydianError {
  return new LydianError("not-found", `Call "${callId}" does not exist, or its results have expired`);
}
