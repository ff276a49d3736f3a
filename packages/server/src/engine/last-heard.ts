import type { Clock, Timer } from "./clock.ts";

/** When those that may fall silent were last heard of. Somebody looks at them now and then, while there are any. */
export class LastHeard<Id> implements Iterable<readonly [Id, number]> {
  readonly #clock: Clock;
  readonly #intervalMs: number;
  readonly #look: () => Promise<unknown>;
  readonly #atMs = new Map<Id, number>();
  #timer: Timer | undefined;
  #isStopped = false;

  /** `look` is called every `intervalMs`; one that rejects is called again at the next time. */
  constructor(clock: Clock, intervalMs: number, look: () => Promise<unknown>) {
    this.#clock = clock;
    this.#intervalMs = intervalMs;
    this.#look = look;
  }

  get size(): number {
    return this.#atMs.size;
  }

  [Symbol.iterator](): Iterator<readonly [Id, number]> {
    return this.#atMs[Symbol.iterator]();
  }

  hear(id: Id): void {
    this.#atMs.set(id, this.#clock.nowMs());
    if (this.#timer === undefined) this.#expect();
  }

  forget(id: Id): void {
    this.#atMs.delete(id);
  }

  stop(): void {
    this.#isStopped = true;
    this.#timer?.cancel();
  }

  #expect(): void {
    if (this.#isStopped) return;
    this.#timer = this.#clock.after(this.#intervalMs, () => {
      void this.#look()
        .catch(() => undefined)
        .finally(() => {
          this.#timer = undefined;
          if (this.size > 0) this.#expect();
        });
    });
  }
}
