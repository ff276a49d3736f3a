/** Feeds containers: with what is handed over while they wait, and with what they claim from the store. */
import type { ClaimedInput } from "../../model/call.ts";
import type { ResolvedFunction } from "../../model/definition.ts";
import { type Batching, inputsAtOnceMax } from "../../model/settings.ts";
import type { Calls } from "../../store/calls.ts";
import type { Clock } from "../clock.ts";
import { attemptKey, type Container, type RunningInput } from "./container.ts";
import type { Deadlines } from "../calls/deadlines.ts";
import type { Pool, Pools } from "./pool.ts";

/** The store ends a page early where payloads are large. A short page of small ones was the last. */
const shortClaimBytes = 1024 * 1024;

export interface TakingEvents {
  /** An input begins in a function that wants extra containers while it is active. */
  onBusy(pool: Pool): void;
  /** The container runs nothing after all: what there was for it has been cancelled. */
  onIdle(container: Container): void;
}

export class Takers {
  readonly #calls: Calls;
  readonly #pools: Pools;
  readonly #clock: Clock;
  readonly #deadlines: Deadlines;
  readonly #events: TakingEvents;

  constructor(calls: Calls, pools: Pools, clock: Clock, deadlines: Deadlines, events: TakingEvents) {
    this.#calls = calls;
    this.#pools = pools;
    this.#clock = clock;
    this.#deadlines = deadlines;
    this.#events = events;
  }

  /** Gives an input to a container whose door waits; it runs from now on. */
  handOver(container: Container, input: ClaimedInput, resolved: ResolvedFunction): RunningInput {
    const running = this.#begin(container, input, resolved);
    container.inbox.put(input);
    return running;
  }

  /**
   * A container that has just finished will take an input in a moment: one is looked for meanwhile, so
   * that the store is asked together with what it finished, or one that comes is handed over.
   */
  prepare(container: Container): void {
    const resolved = container.function;
    const isExpected = container.isParked || container.claiming > 0 || !container.inbox.isEmpty;
    if (resolved === undefined || container.phase !== "serving" || isExpected) return;
    // One that runs several at once takes again when its code lets it, which may be later.
    if (inputsAtOnceMax(resolved.settings) > 1) return;
    container.offer(1);
    if (!container.takesInputs) return;
    void this.#expectTake(container, this.#pools.get(resolved.functionId), resolved);
  }

  /** Never rejects: whoever takes looks again, and is told what is wrong. */
  async #expectTake(container: Container, pool: Pool, resolved: ResolvedFunction): Promise<void> {
    try {
      if (pool.mayHaveQueued) await this.#claim(container, pool, resolved);
    } catch {
      // The store failed.
    }
    if (!pool.mayHaveQueued && container.takesInputs && !container.isParked) pool.parkAhead(container);
    // Its door may have asked meanwhile: it looks, and waits in its own place.
    container.inbox.nudge();
  }

  /**
   * Waits for inputs, at most as many as the container has room for, or for the order to stop. Once
   * the signal fires it answers none.
   */
  async take(container: Container, signal: AbortSignal): Promise<readonly ClaimedInput[] | "stop"> {
    const resolved = container.function;
    if (resolved === undefined) throw new Error(`Container ${container.containerId} has no function yet`);
    const { batching } = resolved.settings;
    for (;;) {
      const first = await this.#next(container, resolved, signal);
      if (first === "stop" || first.length === 0 || batching === undefined) return first;
      const batch = await this.#fillBatch(container, resolved, first, batching, signal);
      if (batch.length > 0) return batch;
    }
  }

  /** A batch waits a while for what may still come, and goes as it is when it is to go; empty if all was cancelled. */
  async #fillBatch(
    container: Container,
    resolved: ResolvedFunction,
    first: readonly ClaimedInput[],
    { maxSize, lingerMs }: Batching,
    signal: AbortSignal,
  ): Promise<readonly ClaimedInput[]> {
    const batch = [...first];
    const patience = new AbortController();
    const timer = this.#clock.after(lingerMs, () => patience.abort());
    const either = AbortSignal.any([signal, patience.signal]);
    while (batch.length < maxSize && !either.aborted) {
      const more = await this.#next(container, resolved, either);
      if (more === "stop") break;
      batch.push(...more);
    }
    timer.cancel();
    const wanted = this.#stillWanted(container, batch);
    // Their time begins now: waiting for others is not running.
    for (const input of wanted) {
      const running = container.findRunning(input);
      if (running !== undefined) running.deliveredAtMs = this.#clock.nowMs();
    }
    return wanted;
  }

  async #next(
    container: Container,
    resolved: ResolvedFunction,
    signal: AbortSignal,
  ): Promise<readonly ClaimedInput[] | "stop"> {
    const pool = this.#pools.get(resolved.functionId);
    pool.unpark(container);
    for (;;) {
      const handed = this.#stillWanted(container, container.inbox.drain());
      if (handed.length > 0) return handed;
      if (container.phase === "draining" || container.phase === "gone") return "stop";
      if (signal.aborted) return [];
      if (container.takesInputs && pool.mayHaveQueued) {
        await this.#claim(container, pool, resolved);
        continue;
      }
      pool.park(container);
      await container.inbox.wait(signal);
      pool.unpark(container);
    }
  }

  /** What was cancelled between being handed over and being fetched never begins. */
  #stillWanted(container: Container, inputs: readonly ClaimedInput[]): readonly ClaimedInput[] {
    const wanted = inputs.filter((input) => {
      const running = container.findRunning(input);
      if (running?.isSettled === false) return true;
      if (running !== undefined) container.freeSlot(running, this.#clock.nowMs());
      container.grant(1);
      return false;
    });
    if (wanted.length < inputs.length && container.running.size === 0) this.#events.onIdle(container);
    return wanted;
  }

  async #claim(container: Container, pool: Pool, resolved: ResolvedFunction): Promise<void> {
    const wanted = container.room;
    const version = pool.queueVersion;
    // Set aside while the store is asked, so that nobody hands over what the claim may fill.
    container.claiming = wanted;
    container.room = 0;
    let claimed: readonly ClaimedInput[];
    try {
      claimed = await this.#calls.claim(resolved.functionId, container.containerId, wanted);
    } finally {
      // In the same turn in which they are handed over: whoever cancels finds them in one place or the other.
      container.claiming = 0;
      container.room += wanted;
    }
    const isAll = claimed.length < wanted && payloadBytes(claimed) < shortClaimBytes;
    if (isAll && pool.queueVersion === version) pool.drained();
    for (const input of claimed) {
      this.handOver(container, input, resolved);
      const running = container.findRunning(input);
      if (running !== undefined && container.cancelledClaims.has(attemptKey(input))) running.isSettled = true;
    }
    container.cancelledClaims.clear();
    if (container.running.size === 0) this.#events.onIdle(container);
  }

  #begin(container: Container, input: ClaimedInput, resolved: ResolvedFunction): RunningInput {
    const running = container.hold(input, this.#clock.nowMs(), this.#clock.preciseMs());
    this.#deadlines.watch(container, resolved.settings.timeoutMs);
    const pool = this.#pools.get(resolved.functionId);
    const { autoscaler } = pool.settings ?? resolved.settings;
    if (autoscaler.bufferContainers > 0) this.#events.onBusy(pool);
    return running;
  }
}

function payloadBytes(inputs: readonly ClaimedInput[]): number {
  return inputs.reduce((sum, { payload }) => sum + (payload.data?.length ?? 0), 0);
}
