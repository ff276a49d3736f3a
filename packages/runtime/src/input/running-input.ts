/**
 * One delivered input while it runs, and which one the code that is running now runs for.
 *
 * - R1. An input is settled exactly once, by whoever comes first: its own outcome, a crash, or the
 *   order to give it back.
 * - R2. Code that runs for a batch runs for all of its inputs, and is told to stop once nobody wants any.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { inputId, preciseNowMs } from "@lydian/protocol";
import type { CurrentInput } from "lydian/internal";
import { ChunkWindow } from "./chunk-window.ts";
import { inTrace } from "./in-trace.ts";

/** What a delivery says, with nothing missing. */
export interface DeliveredInput {
  readonly callId: string;
  readonly index: number;
  readonly attempt: number;
  readonly method: string;
  readonly format: number;
  readonly data: Uint8Array;
  readonly blobId: string;
  /** W3C trace context; empty if nobody traces. */
  readonly traceparent: string;
}

/** A delivery as it was sent: what is absent on the wire is zero or empty. */
export function readDelivery(
  delivery: Readonly<Partial<{ [Key in keyof DeliveredInput]: DeliveredInput[Key] | null }>>,
): DeliveredInput {
  return {
    callId: delivery.callId ?? "",
    index: delivery.index ?? 0,
    attempt: delivery.attempt ?? 0,
    method: delivery.method ?? "",
    format: delivery.format ?? 0,
    data: delivery.data ?? noBytes,
    blobId: delivery.blobId ?? "",
    traceparent: delivery.traceparent ?? "",
  };
}

const noBytes = new Uint8Array();

export class RunningInput implements CurrentInput {
  readonly delivered: DeliveredInput;
  readonly startedAtMs = preciseNowMs();
  /** Yields on their way to the store; idle unless it is a generator that runs. */
  readonly window = new ChunkWindow();
  /** Those that run together, itself among them. */
  batch: readonly RunningInput[] = [this];
  #controller: AbortController | undefined;
  #abortReason: Error | undefined;
  #isSettled = false;

  constructor(delivered: DeliveredInput) {
    this.delivered = delivered;
  }

  get id(): string {
    return inputId(this.delivered.callId, this.delivered.index);
  }

  get callId(): string {
    return this.delivered.callId;
  }

  get attempt(): number {
    return this.delivered.attempt;
  }

  /** Made when user code asks for it: most never does. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      this.#tell();
    }
    return this.#controller.signal;
  }

  get isAborted(): boolean {
    return this.#abortReason !== undefined;
  }

  /** Tells user code that nobody wants its result. Idempotent. */
  abort(reason: Error): void {
    if (this.#abortReason !== undefined) return;
    this.#abortReason = reason;
    this.window.release();
    for (const input of this.batch) input.#tell();
  }

  /** R2. */
  #tell(): void {
    if (this.batch.every((input) => input.isAborted)) this.#controller?.abort(this.#abortReason);
  }

  get isSettled(): boolean {
    return this.#isSettled;
  }

  /** Whether the caller is the one who settles it (R1). */
  settle(): boolean {
    if (this.#isSettled) return false;
    this.#isSettled = true;
    return true;
  }
}

const running = new AsyncLocalStorage<RunningInput>();

/** Runs `body` as code of this input: what it prints, calls and throws later is the input's. */
export function runFor<T>(input: RunningInput, body: () => T): T {
  return running.run(input, inTrace(input.delivered.traceparent, body));
}

/** The input whose code is running, if any. */
export function currentInput(): RunningInput | undefined {
  return running.getStore();
}
