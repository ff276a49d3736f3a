/** How many items that were taken are held at most. */
const takenMax = 256;

/**
 * A queue between what arrives and who takes it, one taker at a time. It has no bound of its own:
 * whoever fills it grants credit only for what is taken.
 */
export class Inbox<T> {
  #items: T[] = [];
  #taken = 0;
  #end: { readonly error?: Error } | undefined;
  #wake: (() => void) | undefined;

  get length(): number {
    return this.#items.length - this.#taken;
  }

  push(item: T): void {
    this.#items.push(item);
    this.#wake?.();
  }

  /** Nothing follows what is in it; with an error, that is thrown then. The first end counts. */
  end(error?: Error): void {
    this.#end ??= error === undefined ? {} : { error };
    this.#wake?.();
  }

  /** What is there, without waiting. */
  takeNow(): T | undefined {
    if (this.#taken === this.#items.length) return undefined;
    const item = this.#items[this.#taken];
    this.#taken += 1;
    // Moving what is left costs no more than what was taken, and nothing taken is held for long.
    if (this.#taken >= takenMax || this.#taken === this.#items.length) {
      this.#items = this.#items.slice(this.#taken);
      this.#taken = 0;
    }
    return item;
  }

  /** The next item, or `undefined` at the end. */
  async take(): Promise<T | undefined> {
    for (;;) {
      const item = this.takeNow();
      if (item !== undefined) return item;
      if (this.#end?.error !== undefined) throw this.#end.error;
      if (this.#end !== undefined) return undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = undefined;
    }
  }
}
