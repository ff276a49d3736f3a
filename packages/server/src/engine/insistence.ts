/** Writes that the server owes and that nobody will ask for again, such as giving back what a container ran. */
import { LydianError } from "../model/error.ts";
import type { Clock } from "./clock.ts";

/** Long enough for a full disk, short enough for whoever has just freed some space. */
const pauseMs = 1_000;

export class Insistence {
  readonly #clock: Clock;
  readonly #report: (what: string, error: unknown) => void;
  #isStopped = false;

  /** `report` is told of the first failure of each piece of work. */
  constructor(clock: Clock, report: (what: string, error: unknown) => void) {
    this.#clock = clock;
    this.#report = report;
  }

  /** Repeats the work while it fails for what may pass. Rejects with what will not, and once stopped. */
  async until<T>(what: string, work: () => Promise<T>): Promise<T> {
    for (let isFirst = true; ; isFirst = false) {
      try {
        return await work();
      } catch (error) {
        if (this.#isStopped || !mayPass(error)) throw error;
        if (isFirst) this.#report(what, error);
      }
      await new Promise<void>((resolve) => this.#clock.after(pauseMs, resolve));
    }
  }

  stop(): void {
    this.#isStopped = true;
  }
}

/** Whether the same may succeed later, without anybody having changed what was asked: a full disk, say. */
function mayPass(error: unknown): boolean {
  return (
    error instanceof LydianError && (error.kind === "resource-exhausted" || error.kind === "unavailable")
  );
}
