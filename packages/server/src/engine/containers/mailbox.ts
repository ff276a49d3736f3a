/** What one waiter takes and others put in. Bounded by its users: each item has a slot or a container behind it. */
export class Mailbox<T> {
  #items: T[] = [];
  #wake: (() => void) | undefined;

  put(item: T): void {
    this.#items.push(item);
    this.#wake?.();
  }

  /** Wakes the waiter without an item, to look at the world again. */
  nudge(): void {
    this.#wake?.();
  }

  get size(): number {
    return this.#items.length;
  }

  get isEmpty(): boolean {
    return this.#items.length === 0;
  }

  drain(): readonly T[] {
    const items = this.#items;
    this.#items = [];
    return items;
  }

  /** Resolves once there are items, or on a nudge or the signal. One waiter at a time. */
  wait(signal: AbortSignal): Promise<void> {
    if (this.#items.length > 0 || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        this.#wake = undefined;
        signal.removeEventListener("abort", done);
        resolve();
      };
      signal.addEventListener("abort", done, { once: true });
      this.#wake = done;
    });
  }
}
