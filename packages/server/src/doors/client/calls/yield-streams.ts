import { setTimeout as sleep } from "node:timers/promises";

/** A client that does not take its yields in this time gets the failure all the same. */
const heldMsMax = 1000;

/**
 * Which yields are on their way to whom. Clients read the yields of a generator and its answer from two
 * streams of one connection, and drop yields that come after a failure: so it must not overtake them.
 */
export class YieldStreams {
  readonly #open = new Map<string, Set<Promise<void>>>();

  /** What to call once everything is written, or nothing will be any more. May be called again. */
  open(callId: string): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    const streams = this.#open.get(callId) ?? new Set();
    this.#open.set(callId, streams.add(promise));
    return () => {
      resolve();
      streams.delete(promise);
      if (streams.size === 0 && this.#open.get(callId) === streams) this.#open.delete(callId);
    };
  }

  /** Resolves when the yields of the call are written to whoever reads them now; never rejects. */
  async written(callId: string): Promise<void> {
    const streams = this.#open.get(callId);
    if (streams === undefined) return;
    const timer = new AbortController();
    const timeout = sleep(heldMsMax, undefined, { signal: timer.signal }).catch(() => {});
    await Promise.race([Promise.all(streams), timeout]);
    timer.abort();
  }
}
