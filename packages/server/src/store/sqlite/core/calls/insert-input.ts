import { inputState, type PayloadCells } from "../../cells.ts";
import type { Context } from "../context.ts";

/** An input as it crosses to the database; `claimFor` is the container that has it already. */
export type InputCells = readonly [
  index: number,
  method: string | null,
  payload: PayloadCells,
  claimFor: string | null,
];

/** Whose input it is; without a flow of its own its call is one. */
export interface InputOwner {
  readonly callId: string;
  readonly functionId: string;
  readonly flow: string | null;
  readonly isAttached: boolean;
  readonly acceptedAtMs: number;
}

/** Adds an input, queued or claimed at once; says whether it was new. */
export function insertInput(ctx: Context) {
  const insert = ctx.prepare(
    `INSERT INTO inputs
       (seq, call_id, idx, function_id, state, rank, accepted_at, attempt, container_id, method, format, data, blob_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (call_id, idx) DO NOTHING`,
  );
  return (
    { callId, functionId, flow, isAttached, acceptedAtMs }: InputOwner,
    [index, method, payload, claimFor]: InputCells,
  ): boolean => {
    const isQueued = claimFor === null;
    const state = isQueued ? inputState.queued : inputState.claimed;
    const rank = isQueued ? ctx.ranks.next(functionId, callId, flow) : ctx.ranks.turn(functionId);
    const attempt = isQueued ? 0 : 1;
    const [format, data, blobId] = payload;
    const argument = [method, format, ctx.bytes(data), blobId] as const;
    const seq = ctx.sequence.next();
    const isNew =
      insert.run(
        seq,
        callId,
        index,
        functionId,
        state,
        rank,
        acceptedAtMs,
        attempt,
        claimFor,
        ...argument,
      ) === 1;
    if (isNew) ctx.functionCounts.move(functionId, undefined, state);
    if (isNew && isQueued && isAttached) ctx.attachedCounts.add(functionId, 1);
    if (!isNew && isQueued) ctx.ranks.giveBack(functionId, callId, flow);
    return isNew;
  };
}
