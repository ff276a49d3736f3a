import type { FunctionStats } from "../../model/container.ts";
import type { ResolvedFunction } from "../../model/definition.ts";
import type { Calls } from "../../store/calls.ts";
import type { Pools } from "../containers/pool.ts";

/** A function's queue and containers, exact at the time of the read. */
export async function stats(calls: Calls, resolved: ResolvedFunction, pools: Pools): Promise<FunctionStats> {
  const count = await calls.count(resolved.functionId);
  const containers = [...(pools.find(resolved.functionId)?.containers ?? [])];
  const serving = containers.filter((container) => container.phase === "serving");
  return {
    backlog: count.queued + count.delayed,
    totalContainers: containers.length,
    runningInputs: count.claimed,
    inputHeadroom: serving.reduce((sum, container) => sum + container.room, 0),
  };
}
