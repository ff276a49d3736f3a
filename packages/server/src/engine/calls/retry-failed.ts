import { LydianError } from "../../model/error.ts";
import type { CallId } from "../../model/ids.ts";
import type { Calls } from "../../store/calls.ts";
import type { Pools } from "../containers/pool.ts";
import { retriedInputsPerStepMax } from "../limits.ts";
import { type Outputs, unknownCall } from "./outputs.ts";

/** Runs the failed inputs of a call again; answers how many. What fails meanwhile is left for the next time. */
export async function retryFailed(
  { calls, outputs, pools }: { readonly calls: Calls; readonly outputs: Outputs; readonly pools: Pools },
  callId: CallId,
): Promise<number> {
  await refuseUnretryable(calls, callId);
  let total = 0;
  let through: { readonly through?: number } = {};
  for (;;) {
    const outcome = await calls.retryFailed(callId, { ...through, limit: retriedInputsPerStepMax });
    if (outcome.kind === "unknown-call") throw unknownCall(callId);
    if (outcome.kind === "closed")
      throw new LydianError("failed-precondition", `Cannot retry call "${callId}": it was cancelled`);
    if (outcome.count > 0) pools.get(outcome.functionId).queued();
    total += outcome.count;
    through = { through: outcome.through };
    if (outcome.count < retriedInputsPerStepMax) break;
  }
  outputs.wake(callId);
  return total;
}

async function refuseUnretryable(calls: Calls, callId: CallId): Promise<void> {
  const status = await calls.read(callId);
  if (status === undefined) throw unknownCall(callId);
  if (status.call.type === "map" && status.call.invocation === "detached") return;
  throw new LydianError(
    "failed-precondition",
    `Cannot retry call "${callId}": only calls of spawnMap keep the arguments of what failed; call again instead`,
  );
}
