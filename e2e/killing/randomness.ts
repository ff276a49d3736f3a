/** Random numbers that a seed repeats. */
export class Randomness {
  readonly seed: number;
  #state: number;

  constructor(seed: number) {
    this.seed = seed;
    this.#state = seed;
  }

  /** From 0 to `limit` - 1. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let bits = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) % limit;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error("cannot pick out of nothing");
    return item;
  }
}

/** `KILL_SEED`, to repeat a run, or a new seed. */
export function readSeed(): number {
  const text = process.env["KILL_SEED"];
  return text === undefined ? Date.now() % 0x7fff_ffff : Number(text);
}
