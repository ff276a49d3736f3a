/**
 * Hints that something has changed: whoever waits for a topic is woken and reads the store. A lost
 * hint costs the rest of a wait, never correctness; many hints before the waiter runs are one.
 */
import type { Clock } from "./clock.ts";

export class Wakeups {
  readonly #clock: Clock;
  readonly #subscriptions = new Map<string, Set<Subscription>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Notes everything that happens to the topic from now on, so that reading and then waiting misses nothing. */
  subscribe(topic: string): Subscription {
    const subscription = new Subscription(this.#clock, () => {
      const others = this.#subscriptions.get(topic);
      others?.delete(subscription);
      if (others?.size === 0) this.#subscriptions.delete(topic);
    });
    const others = this.#subscriptions.get(topic);
    if (others === undefined) this.#subscriptions.set(topic, new Set([subscription]));
    else others.add(subscription);
    return subscription;
  }

  wake(topic: string): void {
    for (const subscription of this.#subscriptions.get(topic) ?? []) subscription.notify();
  }

  /**
   * Wakes those who have waited longest, so many of them: where each takes something away, the others
   * would find nothing. One that leaves while it `isNotified` has to pass the hint on.
   */
  wakeFirst(topic: string, count: number): void {
    let left = count;
    for (const subscription of this.#subscriptions.get(topic) ?? []) {
      if (left <= 0) return;
      if (subscription.isNotified) continue;
      subscription.notify();
      left -= 1;
    }
  }
}

export class Subscription {
  readonly #clock: Clock;
  readonly #onClose: () => void;
  #isNotified = false;
  #resolve: (() => void) | undefined;

  constructor(clock: Clock, onClose: () => void) {
    this.#clock = clock;
    this.#onClose = onClose;
  }

  /** Whether it was woken and has not waited since. */
  get isNotified(): boolean {
    return this.#isNotified;
  }

  notify(): void {
    this.#isNotified = true;
    this.#resolve?.();
  }

  /** Resolves to whether it was woken since the last wait, at the latest at the deadline or signal. */
  async wait(deadlineMs: number, signal?: AbortSignal): Promise<boolean> {
    const remainingMs = deadlineMs - this.#clock.nowMs();
    if (!this.#isNotified && remainingMs > 0 && signal?.aborted !== true) {
      await new Promise<void>((resolve) => {
        const timer = this.#clock.after(remainingMs, resolve);
        const onAbort = (): void => resolve();
        signal?.addEventListener("abort", onAbort, { once: true });
        this.#resolve = () => {
          timer.cancel();
          signal?.removeEventListener("abort", onAbort);
          resolve();
        };
      });
      this.#resolve?.();
      this.#resolve = undefined;
    }
    const wasNotified = this.#isNotified;
    this.#isNotified = false;
    return wasNotified;
  }

  close(): void {
    this.#onClose();
  }
}
