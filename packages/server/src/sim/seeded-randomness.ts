import type { Randomness } from "../model/ids.ts";

const idCharacters = 22;
const containerCharacters = 26;
const alphabet = "0123456789ABCDEFGHJKMNPQRSTWXYZ".split("");

/** Randomness that is the same for the same seed (mulberry32). */
export class SeededRandomness implements Randomness {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number in [from, to]. */
  between(from: number, to: number): number {
    return from + Math.floor(this.fraction() * (to - from + 1));
  }

  /** Whether something of this probability happens. */
  happens(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.between(0, items.length - 1)];
    if (item === undefined) throw new RangeError("There is nothing to pick from");
    return item;
  }

  id<Prefix extends string>(prefix: Prefix): `${Prefix}-${string}` {
    return `${prefix}-${this.#characters(idCharacters)}`;
  }

  containerId(): `ta-${string}` {
    return `ta-${this.#characters(containerCharacters)}`;
  }

  secret(): string {
    return this.#characters(containerCharacters);
  }

  #characters(count: number): string {
    return Array.from({ length: count }, () => this.pick(alphabet)).join("");
  }
}
