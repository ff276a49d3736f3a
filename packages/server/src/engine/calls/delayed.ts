/** Wakes inputs that wait for their next attempt when their time has come. */
import type { Calls } from "../../store/calls.ts";
import type { Clock, Timer } from "../clock.ts";
import type { Pools } from "../containers/pool.ts";

/** A failed look is repeated after this. */
const lookAgainMs = 1_000;

export class Delayed {
  readonly #calls: Calls;
  readonly #pools: Pools;
  readonly #clock: Clock;
  #timer: Timer | undefined;
  #dueAtMs = Number.POSITIVE_INFINITY;
  #isStopped = false;

  constructor(calls: Calls, pools: Pools, clock: Clock) {
    this.#calls = calls;
    this.#pools = pools;
    this.#clock = clock;
  }

  /** Something becomes ready at that time. */
  expect(atMs: number): void {
    if (atMs >= this.#dueAtMs || this.#isStopped) return;
    this.#timer?.cancel();
    this.#dueAtMs = atMs;
    this.#timer = this.#clock.after(Math.max(0, atMs - this.#clock.nowMs()), () => {
      this.#dueAtMs = Number.POSITIVE_INFINITY;
      void this.#promote();
    });
  }

  stop(): void {
    this.#isStopped = true;
    this.#timer?.cancel();
  }

  async #promote(): Promise<void> {
    try {
      const { functionIds, nextAtMs } = await this.#calls.promote(this.#clock.nowMs());
      for (const functionId of functionIds) this.#pools.get(functionId).queued();
      if (nextAtMs !== undefined) this.expect(nextAtMs);
    } catch {
      // A full disk or a closing store: what is delayed stays delayed.
      this.expect(this.#clock.nowMs() + lookAgainMs);
    }
  }
}
