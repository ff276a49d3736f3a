/**
 * The containers of one function and what is known of its queue. The queue itself is in the store:
 * `mayHaveQueued` and `queueVersion` only say whether looking is worth it.
 *
 * - P1. `mayHaveQueued` is false only if the store was read after the last input was queued and had
 *   no more. An input may be handed to a parked container at once only then (C3 of the store).
 */
import type { FunctionId } from "../../model/ids.ts";
import type { FunctionSettings } from "../../model/settings.ts";
import type { Timer } from "../clock.ts";
import type { Container } from "./container.ts";
import { MovingAverage } from "./moving-average.ts";

export class Pool {
  readonly functionId: FunctionId;
  readonly containers = new Set<Container>();
  /**
   * Containers whose doors wait for inputs, behind those whose doors will in a moment. The last one is
   * served first, so that the others grow idle.
   */
  readonly #parked: Container[] = [];
  mayHaveQueued = true;
  queueVersion = 0;
  /** Containers that failed to start, or died young, one after the other. */
  failuresInRow = 0;
  bootsNotBeforeMs = 0;
  /** How long its containers take from being asked for to being ready, of late, and its inputs to run. */
  readonly startupMs = new MovingAverage();
  readonly inputMs = new MovingAverage();
  /** When the last input ended. */
  lastInputAtMs: number | undefined;
  /** Since when the autoscaler has found inputs that wait, each time that it looked. */
  waitingSinceMs: number | undefined;
  /** What the autoscaler found when it looked last. */
  settings: FunctionSettings | undefined;
  wanted = 0;
  /** When the autoscaler looks again although nothing happened. */
  again: { readonly atMs: number; readonly timer: Timer } | undefined;
  #onQueued: (pool: Pool) => void;

  constructor(functionId: FunctionId, onQueued: (pool: Pool) => void) {
    this.functionId = functionId;
    this.#onQueued = onQueued;
  }

  /** An input was queued: containers look, and the autoscaler thinks. */
  queued(): void {
    this.mayHaveQueued = true;
    this.queueVersion += 1;
    for (const container of this.#parked) container.inbox.nudge();
    this.#onQueued(this);
  }

  /** The store had no more inputs that wait, and none was queued since (P1). */
  drained(): void {
    this.mayHaveQueued = false;
    this.waitingSinceMs = undefined;
  }

  /** An input ended, which ran for so long. */
  ended(tookMs: number, nowMs: number): void {
    this.inputMs.add(tookMs);
    this.lastInputAtMs = nowMs;
  }

  /** A container that can be handed an input at once, by P1. */
  nextParked(): Container | undefined {
    if (this.mayHaveQueued) return undefined;
    for (;;) {
      const container = this.#parked.at(-1);
      if (container === undefined || container.takesInputs) return container;
      container.isParked = false;
      this.#parked.pop();
    }
  }

  park(container: Container): void {
    if (container.isParked) return;
    container.isParked = true;
    this.#parked.push(container);
  }

  /** It will wait in a moment: those that do already are served before it. */
  parkAhead(container: Container): void {
    container.isParked = true;
    this.#parked.unshift(container);
  }

  unpark(container: Container): void {
    if (!container.isParked) return;
    container.isParked = false;
    this.#parked.splice(this.#parked.lastIndexOf(container), 1);
  }
}

export class Pools {
  readonly #pools = new Map<FunctionId, Pool>();
  readonly #onQueued: (pool: Pool) => void;

  /** `onQueued` is told of every input that waits. */
  constructor(onQueued: (pool: Pool) => void) {
    this.#onQueued = onQueued;
  }

  get(functionId: FunctionId): Pool {
    const existing = this.#pools.get(functionId);
    if (existing !== undefined) return existing;
    const pool = new Pool(functionId, this.#onQueued);
    this.#pools.set(functionId, pool);
    return pool;
  }

  find(functionId: FunctionId): Pool | undefined {
    return this.#pools.get(functionId);
  }

  /** The pool that a container belongs to; none while it has no function. */
  of(container: Container): Pool | undefined {
    return container.function === undefined ? undefined : this.#pools.get(container.function.functionId);
  }

  /** Nothing waits and nothing runs: the pool is made anew when it is needed. */
  forget(pool: Pool): void {
    this.#pools.delete(pool.functionId);
  }

  [Symbol.iterator](): IterableIterator<Pool> {
    return this.#pools.values();
  }
}
