import { inputState, type PayloadCells } from "../../cells.ts";
import type { Context } from "../context.ts";

/** An input as it crosses to the database; `claimFor` is the container that has it already. */
export type InputCells = readonly [
  index: number,
  method: string | null,
  payload: PayloadCells,
  claimFor: string | null,
];

/** Adds an input, queued or claimed at once; says whether it was new. */
export function insertInput(ctx: Context) {
  const insert = ctx.prepare(
    `INSERT INTO inputs
       (seq, call_id, idx, function_id, state, attempt, container_id, method, format, data, blob_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (call_id, idx) DO NOTHING`,
  );
  return (callId: string, functionId: string, [index, method, payload, claimFor]: InputCells): boolean => {
    const [format, data, blobId] = payload;
    const state = claimFor === null ? inputState.queued : inputState.claimed;
    const attempt = claimFor === null ? 0 : 1;
    const seq = ctx.sequence.next();
    const bytes = ctx.bytes(data);
    const isNew =
      insert.run(seq, callId, index, functionId, state, attempt, claimFor, method, format, bytes, blobId) ===
      1;
    if (isNew) ctx.functionCounts.move(functionId, undefined, state);
    return isNew;
  };
}
