import { chunksInFlightMax } from "@lydian/protocol";

/** Counts the yields of one generator on their way to the store, and makes it wait when they are too many. */
export class ChunkWindow {
  #sent = 0;
  #stored = 0;
  #isReleased = false;
  #wake: (() => void) | undefined;

  /** How many were sent: the index of the last one. */
  get sent(): number {
    return this.#sent;
  }

  /** The index of the next yield, which counts as sent from now on. */
  next(): number {
    this.#sent += 1;
    return this.#sent;
  }

  get isFull(): boolean {
    return !this.#isReleased && this.#sent - this.#stored >= chunksInFlightMax;
  }

  /** Resolves when there is room, or when nobody cares any more. One waiter at a time. */
  room(): Promise<void> {
    if (!this.isFull) return Promise.resolve();
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  stored(through: number): void {
    this.#stored = Math.max(this.#stored, through);
    if (!this.isFull) this.#wake?.();
  }

  /** Ends all waiting: the input was aborted. */
  release(): void {
    this.#isReleased = true;
    this.#wake?.();
  }
}
