import { inputState } from "../../cells.ts";
import type { Context } from "../context.ts";

/** Keeps one transaction short; what is due beyond it is told as due now, so that the caller asks again. */
const promotedMax = 10_000;

/** Makes delayed inputs queued whose time has come. */
export function promoteInputs(ctx: Context) {
  const { queued, delayed } = inputState;
  const select = ctx.prepare<[seq: number, functionId: string]>(
    `SELECT seq, function_id FROM inputs INDEXED BY inputs_delayed
     WHERE state = ${delayed} AND ready_at <= ? ORDER BY ready_at LIMIT ${promotedMax}`,
  );
  const promote = ctx.prepare(`UPDATE inputs SET state = ${queued}, ready_at = NULL WHERE seq = ?`);
  const readNext = ctx.prepare<[readyAtMs: number]>(
    `SELECT ready_at FROM inputs INDEXED BY inputs_delayed WHERE state = ${delayed} ORDER BY ready_at LIMIT 1`,
  );

  return (nowMs: number): { readonly functionIds: string[]; readonly nextAtMs: number | null } => {
    const functionIds = new Set<string>();
    for (const [seq, functionId] of select.all(nowMs)) {
      promote.run(seq);
      ctx.functionCounts.move(functionId, delayed, queued);
      functionIds.add(functionId);
    }
    return { functionIds: [...functionIds], nextAtMs: readNext.get()?.[0] ?? null };
  };
}
