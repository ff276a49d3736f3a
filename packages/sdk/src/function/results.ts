import { watchUnconsumed } from "./unconsumed.ts";

/** Results that begin to come when they are first asked for, and warn if they never are. */
export class Results<T> implements AsyncGenerator<T, void, undefined> {
  #start: (() => AsyncGenerator<T, void, undefined>) | undefined;
  #running: AsyncGenerator<T, void, undefined> | undefined;
  readonly #watch: { seen(): void };

  /** `name` is what the user called. */
  constructor(name: string, start: () => AsyncGenerator<T, void, undefined>) {
    this.#start = start;
    this.#watch = watchUnconsumed(this, name);
  }

  #begin(): AsyncGenerator<T, void, undefined> | undefined {
    if (this.#start === undefined) return this.#running;
    this.#watch.seen();
    this.#running = this.#start();
    this.#start = undefined;
    return this.#running;
  }

  next(): Promise<IteratorResult<T, void>> {
    return this.#begin()?.next() ?? Promise.resolve({ done: true, value: undefined });
  }

  /** Stops what runs. Before it began, nothing will. */
  return(): Promise<IteratorResult<T, void>> {
    this.#watch.seen();
    this.#start = undefined;
    return this.#running?.return() ?? Promise.resolve({ done: true, value: undefined });
  }

  async throw(error: unknown): Promise<IteratorResult<T, void>> {
    this.#watch.seen();
    this.#start = undefined;
    if (this.#running === undefined) throw error;
    return this.#running.throw(error);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }
}
