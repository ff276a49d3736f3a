/** Where the engine takes the time from; the simulator moves its own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  nowMs(): number;
  /** The same with its fractions, to a few milliseconds, for what is measured. */
  preciseMs(): number;
  /** Calls `action` once, in `delayMs` or a little later. Does not keep the process alive. */
  after(delayMs: number, action: () => void): Timer;
}

export interface Timer {
  /** Idempotent; harmless after it has fired. */
  cancel(): void;
}
