/**
 * What is known of unary calls that were opened a moment ago, so that whoever asks for their answers need
 * not read the store. All of it is a hint: what is not here, or not here any more, is read.
 *
 * - N1. `isPending` says that the call is there and has no output that anybody could see: it was noted before
 *   it was written, it was new, and every output is told to `answered` once it is visible.
 * - N2. Nothing is told of a call that was opened longer ago than `recentMs`: what is kept for how long, and
 *   what becomes of a call whose end the store could not tell, is the store's affair.
 */
import type { Output } from "../../model/call.ts";
import type { CallId } from "../../model/ids.ts";
import type { Clock } from "../clock.ts";

export interface RecentCall {
  readonly openedAtMs: number;
  isPending: boolean;
  /** Stays with those who wait, also where it is too large to be kept for later. */
  answer: Output | undefined;
}

/** As long as one poll of an official client is held, about. */
const recentMs = 60_000;

/** As many calls as may be answered between two requests of their clients. */
const callsMax = 1024;

/** With `callsMax`, what they may take of the memory; larger ones cost more than reading them does. */
const answerBytesMax = 8 * 1024;

/** A small answer is a part of the message that it came with, and keeps all of it. */
const messageBytesMax = 64 * 1024;

export class RecentAnswers {
  readonly #clock: Clock;
  /** Oldest first. */
  readonly #calls = new Map<CallId, RecentCall>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** N1: before the call is written. Of one that is noted already, what is known stays true. */
  opening(callId: CallId): void {
    if (this.#calls.has(callId)) return;
    this.#calls.set(callId, { openedAtMs: this.#clock.nowMs(), isPending: false, answer: undefined });
    if (this.#calls.size <= callsMax) return;
    for (const oldest of this.#calls.keys()) {
      this.#calls.delete(oldest);
      return;
    }
  }

  /** It has been written. One that was there before may have its output already. */
  opened(callId: CallId, isNew: boolean): void {
    const call = this.#calls.get(callId);
    if (!isNew) this.#calls.delete(callId);
    else if (call !== undefined) call.isPending = call.answer === undefined;
  }

  /** Its output is visible. */
  answered(output: Output): void {
    const call = this.#calls.get(output.callId);
    if (call === undefined) return;
    call.isPending = false;
    call.answer = output;
    if (!isSmall(output)) this.#calls.delete(output.callId);
  }

  /** The call, if there is anything to say of it. */
  find(callId: CallId): RecentCall | undefined {
    const call = this.#calls.get(callId);
    if (call === undefined || this.#clock.nowMs() - call.openedAtMs > recentMs) return undefined;
    return call.isPending || call.answer !== undefined ? call : undefined;
  }

  /** Its answer was given: whoever asks once more may read it. */
  forget(callId: CallId): void {
    this.#calls.delete(callId);
  }
}

/** Failures carry text and tracebacks: they are read where they are needed twice. */
function isSmall({ result: { status, payload } }: Output): boolean {
  const { data } = payload ?? {};
  if (status !== "success" || payload?.blobId !== undefined) return false;
  return (data?.length ?? 0) <= answerBytesMax && (data?.buffer.byteLength ?? 0) <= messageBytesMax;
}
