/** Notices inputs that run longer than their function allows. One timer a container, for its oldest input. */
import type { Clock } from "../clock.ts";
import type { Container, RunningInput } from "../containers/container.ts";

export class Deadlines {
  readonly #clock: Clock;
  readonly #onTimeout: (container: Container, running: RunningInput) => void;

  constructor(clock: Clock, onTimeout: (container: Container, running: RunningInput) => void) {
    this.#clock = clock;
    this.#onTimeout = onTimeout;
  }

  /** An input has begun. All of a container have the same timeout, so the oldest is due first. */
  watch(container: Container, timeoutMs: number): void {
    container.deadlineTimer ??= this.#clock.after(timeoutMs, () => this.#check(container, timeoutMs));
  }

  #check(container: Container, timeoutMs: number): void {
    container.deadlineTimer = undefined;
    const nowMs = this.#clock.nowMs();
    for (const running of container.running.values()) {
      if (running.isSettled) continue;
      const remainingMs = running.deliveredAtMs + timeoutMs - nowMs;
      if (remainingMs > 0) {
        container.deadlineTimer = this.#clock.after(remainingMs, () => this.#check(container, timeoutMs));
        return;
      }
      this.#onTimeout(container, running);
    }
  }
}
