/** Calls of one input: awaited, or only put in safe keeping. */
import { InternalError } from "../errors.ts";
import { abortError } from "./abort.ts";
import { CallExchange, type ExchangeHost, type OpenCall, type Outputs, type WireResult } from "./exchange.ts";
import { isKeyed, joinKeyed } from "./keyed-call.ts";

/** Runs a call and waits for its result. Aborting cancels it, if nobody else may have it. Survives a lost connection. */
export function runUnary(host: ExchangeHost, open: OpenCall, signal?: AbortSignal): Promise<WireResult> {
  if (isKeyed(open)) return joinKeyed(host, open, "answered", signal);
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(abortError(signal));
    host.add(new UnaryCall(host, { ...open, credit: 1 }, { resolve, reject, signal }));
  });
}

/** Resolves once a call is kept so that it survives a power cut. Nobody waits for its result. */
export function openDetached(host: ExchangeHost, open: OpenCall, signal?: AbortSignal): Promise<void> {
  if (isKeyed(open)) return joinKeyed(host, open, "kept", signal);
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(abortError(signal));
    const waiter = { resolve: () => resolve(), reject, signal };
    host.add(new UnaryCall(host, { ...open, isDetached: true, credit: 0 }, waiter));
  });
}

interface Waiter {
  readonly resolve: (result: WireResult) => void;
  readonly reject: (error: Error) => void;
  readonly signal: AbortSignal | undefined;
}

class UnaryCall extends CallExchange {
  readonly #open: OpenCall;
  readonly #waiter: Waiter;
  #isRepeat = false;

  constructor(host: ExchangeHost, open: OpenCall, waiter: Waiter) {
    super(host, open.callId);
    this.#open = open;
    this.#waiter = waiter;
    waiter.signal?.addEventListener("abort", this.#aborted);
  }

  readonly #aborted = (): void => {
    this.host.send({ cancelCall: { callId: this.callId } });
    this.end();
    if (this.#waiter.signal !== undefined) this.fail(abortError(this.#waiter.signal));
  };

  resume(): void {
    this.host.send({ openCall: this.#isRepeat ? { ...this.#open, isRepeat: true } : this.#open });
    this.#isRepeat = true;
  }

  override opened(): void {
    if (!this.#open.isDetached) return;
    this.end();
    this.#waiter.resolve({});
  }

  override outputs({ outputs }: Outputs): void {
    const result = outputs?.[0]?.result;
    this.end();
    if (result) this.#waiter.resolve(result);
    else this.fail(new InternalError(`Call ${this.callId} ended without a result`));
  }

  fail(error: Error): void {
    this.#waiter.reject(error);
  }

  override end(): void {
    this.#waiter.signal?.removeEventListener("abort", this.#aborted);
    super.end();
  }
}
