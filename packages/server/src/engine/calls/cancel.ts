import type { InputRef } from "../../model/call.ts";
import type { CallId, FunctionId } from "../../model/ids.ts";
import type { Result } from "../../model/result.ts";
import type { Calls, FinishedInput } from "../../store/calls.ts";
import type { Meters } from "../../meters/meters.ts";
import type { Clock } from "../clock.ts";
import type { Complete } from "./complete.ts";
import { attemptKey } from "../containers/container.ts";
import type { ContainerTable } from "../containers/container-table.ts";
import { killContainer } from "../containers/stop-container.ts";
import { cancelledInputsPerStepMax } from "../limits.ts";
import type { Outputs } from "./outputs.ts";

export interface CancelOptions {
  /** Containers that run what is cancelled are not asked first. */
  readonly terminateContainers: boolean;
}

export class Cancel {
  readonly #calls: Calls;
  readonly #outputs: Outputs;
  readonly #table: ContainerTable;
  readonly #complete: Complete;
  readonly #clock: Clock;
  readonly #meters: Meters;

  constructor(parts: {
    readonly calls: Calls;
    readonly outputs: Outputs;
    readonly table: ContainerTable;
    readonly complete: Complete;
    readonly clock: Clock;
    readonly meters: Meters;
  }) {
    this.#calls = parts.calls;
    this.#outputs = parts.outputs;
    this.#table = parts.table;
    this.#complete = parts.complete;
    this.#clock = parts.clock;
    this.#meters = parts.meters;
  }

  /**
   * Ends all unfinished inputs of a call, or of a function, as `result` says. Callers see it at once;
   * containers that run one are asked to let go of it, or killed.
   */
  async cancel(
    what: { readonly callId: CallId } | { readonly functionId: FunctionId },
    result: Result,
    options: CancelOptions,
  ): Promise<void> {
    for (let after = -1; ;) {
      const step = { after, limit: cancelledInputsPerStepMax };
      const finished = await this.#calls.cancel(what, result, this.#clock.nowMs(), step);
      this.#announce(finished, result, options);
      after = finished.at(-1)?.output.index ?? after;
      if (finished.length < cancelledInputsPerStepMax) break;
    }
    if ("callId" in what) this.#outputs.wake(what.callId);
  }

  /** Ends one input, if it is unfinished; the others of its call go on. */
  async cancelInput(input: InputRef, result: Result, options: CancelOptions): Promise<void> {
    const finished = await this.#calls.finish([input], result, this.#clock.nowMs());
    this.#announce(finished, result, options);
  }

  #announce(
    finished: readonly FinishedInput[],
    result: Result,
    { terminateContainers }: CancelOptions,
  ): void {
    this.#outputs.publish(finished.map(({ output }) => output));
    for (const input of finished) {
      this.#meters.ended(input.functionId, result.status);
      this.#release(input, terminateContainers);
    }
  }

  #release({ output, runningIn }: FinishedInput, isKilled: boolean): void {
    const container = runningIn && this.#table.find(runningIn.containerId);
    if (runningIn === undefined || container === undefined) return;
    const attempt = { callId: output.callId, index: output.index, attempt: runningIn.attempt };
    const running = container.findRunning(attempt);
    if (running !== undefined) this.#complete.settle(container, running);
    else if (container.claiming > 0) container.cancelledClaims.add(attemptKey(attempt));
    if (isKilled) killContainer(container);
  }
}
