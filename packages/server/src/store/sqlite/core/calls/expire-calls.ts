import { invocations, encode } from "../../cells.ts";
import type { Context } from "../context.ts";

/** Ends one transaction early where calls have many inputs: the other operations wait for it. */
const inputsMax = 20_000;

/** Deletes finished calls whose last output is old, and old maps that nobody closed; says how many. */
export function expireCalls(ctx: Context) {
  const select = ctx.prepare<[callId: string, inputs: number]>(
    `SELECT id, inputs FROM calls INDEXED BY calls_done
     WHERE closing <> 0 AND unfinished = 0 AND invocation = ? AND last_output_at < ?
     ORDER BY last_output_at LIMIT ?`,
  );
  const selectAbandoned = ctx.prepare<[callId: string, inputs: number]>(
    `SELECT id, inputs FROM calls INDEXED BY calls_abandoned
     WHERE closing = 0 AND unfinished = 0 AND last_output_at < ? ORDER BY last_output_at LIMIT ?`,
  );
  const deletes = [
    "chunks WHERE call_id",
    "kept_arguments WHERE call_id",
    "inputs WHERE call_id",
    "calls WHERE id",
  ].map((what) => ctx.prepare(`DELETE FROM ${what} = ?`));

  return (
    [attachedBeforeMs, detachedBeforeMs, abandonedBeforeMs]: readonly [number, number, number],
    limit: number,
  ): number => {
    ctx.callCounts.flush();
    const attached = select.all(encode(invocations, "attached"), attachedBeforeMs, limit);
    const detached = select.all(encode(invocations, "detached"), detachedBeforeMs, limit - attached.length);
    const abandoned = selectAbandoned.all(abandonedBeforeMs, limit - attached.length - detached.length);
    let expired = 0;
    let inputs = 0;
    for (const [callId, count] of [...attached, ...detached, ...abandoned]) {
      for (const each of deletes) each.run(callId);
      expired += 1;
      inputs += count;
      if (inputs >= inputsMax) break;
    }
    return expired;
  };
}
