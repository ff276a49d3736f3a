import { callClosing, callTypes, encode, inputState, invocations } from "../../cells.ts";
import type { Context } from "../context.ts";

const argument = "method, format, data, blob_id";

/** Keeps the argument of an input that fails, where its call may be retried: a map that nobody waits for. */
export function keepArguments(ctx: Context) {
  const keep = ctx.prepare(
    `INSERT INTO kept_arguments SELECT call_id, idx, ${argument} FROM inputs
     WHERE seq = ? AND EXISTS (SELECT 1 FROM calls WHERE id = ? AND type = ${encode(callTypes, "map")}
       AND invocation = ${encode(invocations, "detached")})`,
  );
  return (seq: number, callId: string): void => void keep.run(seq, callId);
}

export interface RetriedCells {
  readonly functionId: string;
  readonly count: number;
  readonly through: number;
}

/** Queues failed inputs again, whose outputs came no later than `through`, or than now. */
export function retryFailed(ctx: Context) {
  const readCall = ctx.prepare<[functionId: string, closing: number]>(
    "SELECT function_id, closing FROM calls WHERE id = ?",
  );
  const select = ctx.prepare<[seq: number, index: number, status: number]>(
    `SELECT i.seq, i.idx, i.status FROM kept_arguments a
     CROSS JOIN inputs i INDEXED BY inputs_place ON i.call_id = a.call_id AND i.idx = a.idx
     WHERE a.call_id = ? AND i.output_seq <= ? ORDER BY a.idx LIMIT ?`,
  );
  const requeue = ctx.prepare(
    `UPDATE inputs SET state = ${inputState.queued}, rank = ?, failures = 0, losses = 0, container_id = NULL,
       method = a.method, format = a.format, data = a.data, blob_id = a.blob_id,
       output_seq = NULL, status = NULL, exception = NULL, traceback = NULL, serialized_traceback = NULL,
       traceback_lines = NULL, started_at = NULL, finished_at = NULL, ledger = NULL
     FROM kept_arguments a WHERE inputs.seq = ? AND a.call_id = inputs.call_id AND a.idx = inputs.idx`,
  );
  const forget = ctx.prepare("DELETE FROM kept_arguments WHERE call_id = ? AND idx = ?");

  return (
    callId: string,
    through: number | null,
    limit: number,
  ): RetriedCells | "unknown-call" | "closed" => {
    const call = readCall.get(callId);
    if (call === undefined) return "unknown-call";
    const [functionId, closing] = call;
    if (closing === callClosing.cancelled) return "closed";
    const last = through ?? ctx.sequence.last;
    const failed = select.all(callId, last, limit);
    for (const [seq, index, status] of failed) {
      requeue.run(ctx.ranks.next(functionId, callId, null), seq);
      forget.run(callId, index);
      ctx.functionCounts.move(functionId, inputState.finished, inputState.queued);
      ctx.callCounts.unfinish(callId, status);
    }
    return { functionId, count: failed.length, through: last };
  };
}
