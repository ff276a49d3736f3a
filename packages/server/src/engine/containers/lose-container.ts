/** What happens when a container is gone: what it ran runs again, or is told why it cannot. */
import type { ContainerExit } from "../../launch/launcher.ts";
import { LydianError } from "../../model/error.ts";
import type { ContainerId, Randomness } from "../../model/ids.ts";
import type { Result } from "../../model/result.ts";
import type { Calls, Completion, ReleasedInput } from "../../store/calls.ts";
import type { Meters } from "../../meters/meters.ts";
import type { Clock } from "../clock.ts";
import type { Insistence } from "../insistence.ts";
import type { Container } from "./container.ts";
import type { ContainerTable } from "./container-table.ts";
import { bootBackoffMs } from "../decide/boot-backoff.ts";
import {
  bootBackoffMsMax,
  bootBackoffMsMin,
  bootFailuresMax,
  exitLossesMax,
  explainedBootFailuresMax,
  lossesMax,
  memoryLossesMax,
  silentLossesMax,
} from "../limits.ts";
import type { Outputs } from "../calls/outputs.ts";
import type { Pool, Pools } from "./pool.ts";

/** A container that crashes sooner than this after it became ready has failed to start, in effect. */
const youngMs = 10_000;

/** Inputs that are failed in one go. */
const failedPerStep = 500;

export class LoseContainer {
  readonly #calls: Calls;
  readonly #pools: Pools;
  readonly #outputs: Outputs;
  readonly #table: ContainerTable;
  readonly #clock: Clock;
  readonly #randomness: Randomness;
  readonly #meters: Meters;
  readonly #insistence: Insistence;

  constructor(parts: {
    readonly calls: Calls;
    readonly pools: Pools;
    readonly outputs: Outputs;
    readonly table: ContainerTable;
    readonly clock: Clock;
    readonly randomness: Randomness;
    readonly meters: Meters;
    readonly insistence: Insistence;
  }) {
    this.#calls = parts.calls;
    this.#pools = parts.pools;
    this.#outputs = parts.outputs;
    this.#table = parts.table;
    this.#clock = parts.clock;
    this.#randomness = parts.randomness;
    this.#meters = parts.meters;
    this.#insistence = parts.insistence;
  }

  async lose(container: Container, exit: ContainerExit | LydianError): Promise<void> {
    const { phase } = container;
    const pool = this.#pools.of(container);
    if (phase === "gone") return;
    container.phase = "gone";
    container.gone.resolve();
    container.cancelTimers();
    this.#table.remove(container);
    container.inbox.nudge();
    container.assignments.nudge();
    if (pool === undefined) return;
    const unbegun = this.#takeBack(container);
    pool.unpark(container);
    pool.containers.delete(container);
    const reason = describeExit(container, exit);
    // What the machine lacks for now is no fault of the function's: its callers wait.
    const isMachineFull = exit instanceof LydianError && exit.kind === "resource-exhausted";
    if (phase !== "draining" && !hasLeft(container, exit)) this.#countFailure(pool, container, isMachineFull);
    if (phase === "booting" && !isMachineFull) await this.#failWaiting(pool, container, reason);
    if (unbegun.length > 0)
      await this.#insist(() => this.#calls.complete(container.containerId, unbegun, "written"));
    if (container.startedAtMs !== undefined)
      await this.#release(container, triesMaxOf(container, exit), reason);
    // Another one by now, if this one was of no use any more meanwhile.
    this.#pools.get(pool.functionId).queued();
  }

  /** What it was handed and never fetched is not lost with it. */
  #takeBack(container: Container): readonly Completion[] {
    return container.inbox.drain().map((attempt) => {
      const running = container.findRunning(attempt);
      if (running !== undefined) container.freeSlot(running, this.#clock.nowMs());
      return { kind: "return", attempt };
    });
  }

  #countFailure(pool: Pool, container: Container, isMachineFull: boolean): void {
    const livedMs = this.#clock.nowMs() - (container.startedAtMs ?? this.#clock.nowMs());
    if (livedMs >= youngMs) return;
    if (!isMachineFull) pool.failuresInRow += 1;
    const pauseMs = bootBackoffMs(Math.max(1, pool.failuresInRow), bootBackoffMsMin, bootBackoffMsMax);
    pool.bootsNotBeforeMs = this.#clock.nowMs() + pauseMs;
  }

  /** Never a hang: those who wait are told the real reason once more tries are hopeless. */
  async #failWaiting(pool: Pool, container: Container, reason: string): Promise<void> {
    const triesMax = container.bootFailure === undefined ? bootFailuresMax : explainedBootFailuresMax;
    if (pool.failuresInRow < triesMax || [...pool.containers].some((other) => other.phase === "serving"))
      return;
    const tag = container.function?.definition.tag ?? "";
    const unexplained: Result = {
      status: "init-failure",
      exception: `ContainerStartError: the container of "${tag.replace(/\.\*$/, "")}" ${reason} before it was ready`,
      ...(container.lastWords === "" ? {} : { traceback: container.lastWords }),
    };
    const result = container.bootFailure ?? unexplained;
    const doomed = this.#randomness.containerId();
    for (;;) {
      const inputs = await this.#insist(() => this.#calls.claim(pool.functionId, doomed, failedPerStep));
      if (inputs.length === 0) return;
      await this.#fail(inputs, result);
    }
  }

  async #release(container: Container, triesMax: number, reason: string): Promise<void> {
    const released = await this.#insist(() => this.#calls.release(container.containerId));
    const hopeless = released.filter((input) => input.losses >= triesMax);
    if (hopeless.length > 0) await this.#giveUp(container.containerId, hopeless, reason);
  }

  async #giveUp(containerId: ContainerId, inputs: readonly ReleasedInput[], reason: string): Promise<void> {
    for (const input of inputs) {
      const exception = `ContainerLostError: the container ${reason} while it ran this input, whose containers were lost ${input.losses} times; the last one was ${containerId}`;
      await this.#fail([input], { status: "failure", exception });
    }
  }

  async #fail(inputs: Parameters<Calls["finish"]>[0], result: Result): Promise<void> {
    const finished = await this.#insist(() => this.#calls.finish(inputs, result, this.#clock.nowMs()));
    this.#outputs.publish(finished.map(({ output }) => output));
    for (const { functionId } of finished) this.#meters.ended(functionId, result.status);
  }

  /** The container is gone: nobody else will give back what it ran. */
  #insist<T>(work: () => Promise<T>): Promise<T> {
    return this.#insistence.until("lose a container", work);
  }
}

/** It served, ran nothing and went by itself, as one does that is made for a single input. */
function hasLeft(container: Container, exit: ContainerExit | LydianError): boolean {
  const isIdle = container.startedAtMs !== undefined && container.running.size === 0;
  return isIdle && !(exit instanceof LydianError) && exit.code === 0;
}

/** How often an input may be lost with containers that went like this. */
function triesMaxOf(container: Container, exit: ContainerExit | LydianError): number {
  if (exit instanceof LydianError) return lossesMax;
  if (exit.exceeded === "memory") return memoryLossesMax;
  if (container.reasonGivenUp !== undefined) return silentLossesMax;
  // A container may end itself to get rid of an input that was cancelled: its neighbours are not to blame.
  const wasCancelling = [...container.running.values()].some(({ isSettled }) => isSettled);
  return exit.code === undefined || wasCancelling ? lossesMax : exitLossesMax;
}

function describeExit(container: Container, exit: ContainerExit | LydianError): string {
  if (exit instanceof LydianError) return `could not be started (${exit.message})`;
  if (exit.exceeded === "memory")
    return `was killed because it used more memory than it may (${container.function?.settings.memoryMiB ?? 0} MiB asked for)`;
  if (container.reasonGivenUp !== undefined) return `was killed because it ${container.reasonGivenUp}`;
  if (exit.signal !== undefined) return `was killed by ${exit.signal}`;
  return `exited with code ${exit.code ?? "unknown"}`;
}
