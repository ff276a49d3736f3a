/** Deletes what is past its retention, a little at a time, so that nobody waits behind it. */
import type { Store } from "../../store/store.ts";
import type { Clock, Timer } from "../clock.ts";
import {
  attachedRetentionMs,
  detachedRetentionMs,
  expiredCallsPerStepMax,
  expiredLogLinesPerStepMax,
  logBytesMax,
  logRetentionMs,
  retentionIntervalMs,
  stoppedAppRetentionMs,
} from "../limits.ts";

export class Retention {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #forgetApps: (beforeMs: number) => Promise<void>;
  #timer: Timer | undefined;
  #isStopped = false;

  /** `forgetApps` deletes what is left of apps stopped before that time. */
  constructor(store: Store, clock: Clock, forgetApps: (beforeMs: number) => Promise<void>) {
    this.#store = store;
    this.#clock = clock;
    this.#forgetApps = forgetApps;
  }

  start(): void {
    this.#schedule(retentionIntervalMs);
  }

  stop(): void {
    this.#isStopped = true;
    this.#timer?.cancel();
  }

  /** Deletes one step's worth. Tells whether there may be more. */
  async step(): Promise<boolean> {
    const nowMs = this.#clock.nowMs();
    await this.#forgetApps(nowMs - stoppedAppRetentionMs);
    const calls = await this.#store.calls.expire({
      attachedBeforeMs: nowMs - attachedRetentionMs,
      detachedBeforeMs: nowMs - detachedRetentionMs,
      limit: expiredCallsPerStepMax,
    });
    const lines = await this.#store.logs.expire({
      beforeMs: nowMs - logRetentionMs,
      bytesMax: logBytesMax,
      limit: expiredLogLinesPerStepMax,
    });
    return calls >= expiredCallsPerStepMax || lines >= expiredLogLinesPerStepMax;
  }

  #schedule(delayMs: number): void {
    if (this.#isStopped) return;
    this.#timer = this.#clock.after(delayMs, () => {
      // A step that fails (a full disk, a closing store) is taken again at the next interval.
      void this.step()
        .catch(() => false)
        .then((isMore) => this.#schedule(isMore ? 0 : retentionIntervalMs));
    });
  }
}
