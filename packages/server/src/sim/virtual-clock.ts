import type { Clock, Timer } from "../engine/clock.ts";

interface Event {
  readonly atMs: number;
  /** Events of the same time happen in the order in which they were asked for. */
  readonly order: number;
  readonly action: () => void;
  isCancelled: boolean;
}

/** How long a simulated day may be: whatever still happens then is a loop. */
const stepsMax = 2_000_000;

/** Time that passes only when everything that could happen now has happened. */
export class VirtualClock implements Clock {
  #nowMs = 1_700_000_000_000;
  #order = 0;
  #events: Event[] = [];

  nowMs(): number {
    return this.#nowMs;
  }

  preciseMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, action: () => void): Timer {
    const event: Event = {
      atMs: this.#nowMs + Math.max(0, delayMs),
      order: (this.#order += 1),
      action,
      isCancelled: false,
    };
    this.#insert(event);
    return {
      cancel: () => {
        event.isCancelled = true;
      },
    };
  }

  /** A promise for code that waits in simulated time. */
  sleep(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(delayMs, resolve);
    });
  }

  /** A clock whose timers all die at once, as a process's do. */
  mortal(): { readonly clock: Clock; readonly die: () => void } {
    let isDead = false;
    const clock: Clock = {
      nowMs: () => this.#nowMs,
      preciseMs: () => this.#nowMs,
      after: (delayMs, action) => this.after(delayMs, () => (isDead ? undefined : action())),
    };
    return {
      clock,
      die: () => {
        isDead = true;
      },
    };
  }

  /** Lets things happen, in order, until `until` says so or that much time has passed. */
  async run(until: () => boolean, forMs: number): Promise<void> {
    const endMs = this.#nowMs + forMs;
    for (let step = 0; step < stepsMax; step += 1) {
      await settle();
      if (until()) return;
      const next = this.#take(endMs);
      if (next === undefined) {
        this.#nowMs = endMs;
        return;
      }
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      if (!next.isCancelled) next.action();
    }
    throw new Error(`More than ${stepsMax} things happened: something loops`);
  }

  #take(endMs: number): Event | undefined {
    const next = this.#events[0];
    return next === undefined || next.atMs > endMs ? undefined : this.#events.shift();
  }

  #insert(event: Event): void {
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#events[middle];
      if (other !== undefined && other.atMs <= event.atMs) low = middle + 1;
      else high = middle;
    }
    this.#events.splice(low, 0, event);
  }
}

/** All promises that can go on have gone on: the real event loop comes round. */
function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
