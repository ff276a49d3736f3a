/** How much the last value counts: a change of habits is known after a dozen of them. */
const weight = 0.2;

/** What values are like of late; nothing is known before the first. */
export class MovingAverage {
  #value: number | undefined;

  get value(): number | undefined {
    return this.#value;
  }

  add(value: number): void {
    this.#value = this.#value === undefined ? value : this.#value + weight * (value - this.#value);
  }
}
