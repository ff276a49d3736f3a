import type { Context } from "../context.ts";
import type { CallCells } from "../calls/open-call.ts";

export type CallRow = readonly [
  ...CallCells,
  closing: number,
  inputs: number,
  unfinished: number,
  failed: number,
  timedOut: number,
  terminated: number,
];

/** A call with its counts. */
export function readCall(ctx: Context) {
  const select = ctx.prepare<CallRow>(
    `SELECT id, function_id, app_id, type, invocation, parent_call, parent_index, created_at, fingerprint,
       traceparent, closing, inputs, unfinished, failed, timed_out, terminated
     FROM calls WHERE id = ?`,
  );
  return (callId: string): CallRow | undefined => {
    ctx.callCounts.flush();
    return select.get(callId);
  };
}
