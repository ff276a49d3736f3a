import type { FunctionStats } from "../../model/container.ts";
import type { ResolvedFunction } from "../../model/definition.ts";
import type { Calls } from "../../store/calls.ts";
import type { Pools } from "../containers/pool.ts";

/**
 * A function's queue and containers as they are at the time of the call: the store counts what was
 * submitted to it before and nothing else (S2), so the containers are looked at before it answers.
 */
export async function stats(calls: Calls, resolved: ResolvedFunction, pools: Pools): Promise<FunctionStats> {
  const { functionId } = resolved;
  const counting = calls.count(functionId);
  const containers = [...(pools.find(functionId)?.containers ?? [])];
  const serving = containers.filter((container) => container.phase === "serving");
  const room = serving.reduce((sum, container) => sum + container.room + container.claiming, 0);
  const claiming = serving.reduce((sum, container) => sum + container.claiming, 0);
  const handedOver = containers
    .flatMap((container) => [...container.running.values()])
    .filter(({ isSettled }) => !isSettled).length;
  const { queued, delayed, claimed } = await counting;
  // A claim on its way back holds more room than it fills.
  const filling = Math.min(claiming, Math.max(0, claimed - handedOver));
  return {
    backlog: queued + delayed,
    totalContainers: containers.length,
    runningInputs: claimed,
    inputHeadroom: room - filling,
  };
}
