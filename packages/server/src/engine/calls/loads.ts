import type { FunctionLoad } from "../../model/container.ts";
import type { Calls } from "../../store/calls.ts";
import type { Pool, Pools } from "../containers/pool.ts";

/** What each function has to do that has anything to do, or containers. */
export function loads(calls: Calls, pools: Pools): Promise<readonly FunctionLoad[]> {
  return Promise.all([...pools].map((pool) => loadOf(calls, pool)));
}

async function loadOf(calls: Calls, { functionId, containers }: Pool): Promise<FunctionLoad> {
  const { queued, delayed, claimed } = await calls.count(functionId);
  const phases = [...containers].map(({ phase }) => phase);
  const count = (phase: (typeof phases)[number]): number => phases.filter((each) => each === phase).length;
  return {
    functionId,
    queued: queued + delayed,
    running: claimed,
    containers: { booting: count("booting"), serving: count("serving"), draining: count("draining") },
  };
}
