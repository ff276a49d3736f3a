/**
 * Calls whose ids come from idempotency keys: several callers of one process may want the same one. They
 * share one exchange, which ends with the result, or once none of them waits any more; the call goes on then,
 * since callers elsewhere may wait for it.
 */
import { AlreadyExistsError, InternalError } from "../errors.ts";
import { abortError } from "./abort.ts";
import { CallExchange, type ExchangeHost, type OpenCall, type Outputs, type WireResult } from "./exchange.ts";

/** An open call whose id was made from a key, with what tells its arguments from others. */
export type KeyedOpenCall = OpenCall & { readonly fingerprint: string };

export function isKeyed(open: OpenCall): open is KeyedOpenCall {
  return Boolean(open.fingerprint);
}

/** Waits until the call is kept, or for its result. Aborting ends the wait alone. */
export async function joinKeyed<Until extends "kept" | "answered">(
  host: ExchangeHost,
  open: KeyedOpenCall,
  until: Until,
  signal?: AbortSignal,
): Promise<Awaited<KeyedCall[Until]>> {
  if (signal?.aborted) throw abortError(signal);
  const call = sharedCall(host, open);
  call.waiters += 1;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => signal && reject(abortError(signal));
  signal?.addEventListener("abort", onAbort);
  try {
    return await Promise.race([call[until], aborted]);
  } finally {
    signal?.removeEventListener("abort", onAbort);
    call.leave();
  }
}

const underWay = new WeakMap<ExchangeHost, Map<string, KeyedCall>>();

function sharedCall(host: ExchangeHost, open: KeyedOpenCall): KeyedCall {
  let calls = underWay.get(host);
  if (calls === undefined) underWay.set(host, (calls = new Map<string, KeyedCall>()));
  const existing = calls.get(open.callId);
  if (existing === undefined) {
    const call = new KeyedCall(host, open, () => calls.delete(open.callId));
    calls.set(open.callId, call);
    host.add(call);
    return call;
  }
  if (existing.fingerprint === open.fingerprint) return existing;
  throw new AlreadyExistsError(
    `Cannot call with this idempotency key: call "${open.callId}" has it, with other arguments; use another key`,
  );
}

class KeyedCall extends CallExchange {
  readonly fingerprint: string;
  waiters = 0;
  #isOver = false;
  readonly #kept = Promise.withResolvers<void>();
  readonly #answered = Promise.withResolvers<WireResult>();
  readonly #open: KeyedOpenCall;
  readonly #onEnd: () => void;

  constructor(host: ExchangeHost, open: KeyedOpenCall, onEnd: () => void) {
    super(host, open.callId);
    this.fingerprint = open.fingerprint;
    this.#open = { ...open, isDetached: true, isRepeat: true, credit: 1 };
    this.#onEnd = onEnd;
    // Who waits for one of them need not wait for the other.
    for (const { promise } of [this.#kept, this.#answered]) promise.catch(() => undefined);
  }

  /** Resolves once the call is kept. */
  get kept(): Promise<void> {
    return this.#kept.promise;
  }

  get answered(): Promise<WireResult> {
    return this.#answered.promise;
  }

  /** One waits no more. */
  leave(): void {
    this.waiters -= 1;
    if (this.waiters > 0 || this.#isOver) return;
    this.host.send({ unwatch: { callId: this.callId } });
    this.end();
  }

  resume(): void {
    this.host.send({ openCall: this.#open });
  }

  override opened(): void {
    this.#kept.resolve();
  }

  override outputs({ outputs }: Outputs): void {
    const result = outputs?.[0]?.result;
    this.end();
    if (!result) return this.fail(new InternalError(`Call ${this.callId} ended without a result`));
    this.#kept.resolve();
    this.#answered.resolve(result);
  }

  fail(error: Error): void {
    this.#kept.reject(error);
    this.#answered.reject(error);
  }

  override end(): void {
    this.#isOver = true;
    this.#onEnd();
    super.end();
  }
}
