import type { Clock, Timer } from "@lydian/server/testing";
import { type Duration, toMs } from "./duration.ts";

/** The server's clock. It goes on by itself, and can be moved. */
export interface TestClock {
  /** Milliseconds since the epoch, as the server sees it. */
  nowMs(): number;
  /**
   * Moves the server's clock forward. Everything that is due on the way happens, each at its time and in
   * order: schedules fire, retries begin, time-outs and windows end, what is kept for so long is dropped.
   * What begins by it gets real time to happen before the clock goes on: containers that start, for up to
   * 10 s, and functions that run, until for 250 ms nothing new has happened.
   *
   * Containers and clients keep the machine's clock: `Date.now()` in a function does not move.
   *
   * @throws TypeError for what is no duration
   */
  advance(duration: Duration): Promise<void>;
}

interface Pending {
  readonly dueMs: number;
  readonly action: () => void;
  real: NodeJS.Timeout;
}

/** More than a year of a timer every minute: whatever still happens then is a loop. */
const stepsMax = 1_000_000;

/** Node refuses longer timers. */
const delayMsMax = 2_147_483_647;

/** The machine's clock and how far it is moved ahead. */
export class MovableClock implements Clock, TestClock {
  /** Resolves when nothing more happens at this time. */
  atRest: () => Promise<void> = async () => {};
  #aheadMs = 0;
  readonly #pending = new Set<Pending>();
  #moving: Promise<void> = Promise.resolve();

  nowMs(): number {
    return Math.floor(this.preciseMs());
  }

  preciseMs(): number {
    return performance.timeOrigin + performance.now() + this.#aheadMs;
  }

  after(delayMs: number, action: () => void): Timer {
    const dueMs = this.preciseMs() + Math.max(0, delayMs);
    const pending: Pending = { dueMs, action, real: this.#arm(dueMs, () => this.#fire(pending)) };
    this.#pending.add(pending);
    return { cancel: () => this.#forget(pending) };
  }

  advance(duration: Duration): Promise<void> {
    const ms = toMs(duration);
    const moving = this.#moving.then(() => this.#advance(ms));
    this.#moving = moving.catch(() => undefined);
    return moving;
  }

  async #advance(ms: number): Promise<void> {
    let leftMs = ms;
    for (let step = 0; step < stepsMax; step += 1) {
      await this.atRest();
      const next = this.#nextWithin(leftMs);
      const stepMs = next === undefined ? leftMs : Math.max(0, next.dueMs - this.preciseMs());
      this.#aheadMs += stepMs;
      leftMs -= stepMs;
      if (next === undefined) {
        for (const pending of this.#pending) this.#rearm(pending);
        return await this.atRest();
      }
      this.#fire(next);
    }
    throw new Error(`More than ${stepsMax} timers were due: something sets one after the other`);
  }

  #nextWithin(ms: number): Pending | undefined {
    const endMs = this.preciseMs() + ms;
    let next: Pending | undefined;
    for (const pending of this.#pending)
      if (pending.dueMs <= endMs && (next === undefined || pending.dueMs < next.dueMs)) next = pending;
    return next;
  }

  #fire(pending: Pending): void {
    this.#forget(pending);
    pending.action();
  }

  #forget(pending: Pending): void {
    clearTimeout(pending.real);
    this.#pending.delete(pending);
  }

  #rearm(pending: Pending): void {
    clearTimeout(pending.real);
    pending.real = this.#arm(pending.dueMs, () => this.#fire(pending));
  }

  #arm(dueMs: number, fire: () => void): NodeJS.Timeout {
    const delayMs = Math.min(Math.max(0, Math.ceil(dueMs - this.preciseMs())), delayMsMax);
    return setTimeout(fire, delayMs).unref();
  }
}
