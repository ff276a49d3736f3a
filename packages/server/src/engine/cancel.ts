import type { CallId, FunctionId } from "../model/ids.ts";
import type { Result } from "../model/result.ts";
import type { Calls, FinishedInput } from "../store/calls.ts";
import type { Clock } from "./clock.ts";
import type { Complete } from "./complete.ts";
import type { ContainerTable } from "./container-table.ts";
import type { Outputs } from "./outputs.ts";

/**
 * Ends all unfinished inputs of a call, or of a function, as `result` says. Callers see it at once;
 * containers that run one are asked to let go of it, or killed.
 */
export async function cancel(
  calls: Calls,
  outputs: Outputs,
  containers: ContainerTable,
  complete: Complete,
  clock: Clock,
  what: { readonly callId: CallId } | { readonly functionId: FunctionId },
  result: Result,
  options: { readonly terminateContainers: boolean },
): Promise<void> {
  const finished = await calls.cancel(what, result, clock.nowMs());
  outputs.publish(finished.map(({ output }) => output));
  if ("callId" in what) outputs.wake(what.callId);
  for (const input of finished) release(input, containers, complete, options.terminateContainers);
}

function release(finished: FinishedInput, containers: ContainerTable, complete: Complete, isKilled: boolean): void {
  if (finished.runningIn === undefined) return;
  const container = containers.find(finished.runningIn.containerId);
  const { callId, index } = finished.output;
  const running = container?.findRunning({ callId, index, attempt: finished.runningIn.attempt });
  if (container === undefined || running === undefined) return;
  complete.settle(container, running);
  if (isKilled) container.process?.kill();
}
