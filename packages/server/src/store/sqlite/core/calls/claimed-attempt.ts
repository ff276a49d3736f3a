import { inputState, type InputState } from "../../cells.ts";
import type { Context } from "../context.ts";

/** An attempt as it crosses to the database. */
export type AttemptCells = readonly [callId: string, index: number, attempt: number];

export type ClaimedRow = readonly [seq: number, functionId: string, state: InputState];

type FindAttempt = (attempt: AttemptCells, containerId: string) => ClaimedRow | undefined;

/** The input of an attempt, if this container runs it now: the fence of C1. */
export function claimedAttempt(ctx: Context): FindAttempt {
  const columns =
    "SELECT seq, function_id, state FROM inputs INDEXED BY inputs_place WHERE call_id = ? AND idx = ?";
  const fence = `AND state = ${inputState.claimed} AND attempt = ? AND container_id = ?`;
  if (!ctx.isFenced) {
    const find = ctx.prepare<ClaimedRow>(columns);
    return ([callId, index]) => find.get(callId, index);
  }
  const find = ctx.prepare<ClaimedRow>(`${columns} ${fence}`);
  return ([callId, index, attempt], containerId) => find.get(callId, index, attempt, containerId);
}
