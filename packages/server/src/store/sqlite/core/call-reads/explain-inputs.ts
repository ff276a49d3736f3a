import type { InputState } from "../../cells.ts";
import type { Context } from "../context.ts";

export type ExplainedRow = readonly [
  index: number,
  state: InputState,
  status: number | null,
  attempt: number,
  failures: number,
  losses: number,
  containerId: string | null,
  acceptedAtMs: number,
  finishedAtMs: number | null,
  ledger: string | null,
];

/** What is known of how inputs came to what they are. */
export function explainInputs(ctx: Context) {
  const hasCall = ctx.prepare<[number]>("SELECT 1 FROM calls WHERE id = ?");
  const select = ctx.prepare<ExplainedRow>(
    `SELECT idx, state, status, attempt, failures, losses, container_id, accepted_at, finished_at, ledger
     FROM inputs INDEXED BY inputs_place WHERE call_id = ? AND idx >= ? ORDER BY idx LIMIT ?`,
  );
  return (callId: string, from: number, limit: number): ExplainedRow[] | "unknown-call" =>
    hasCall.get(callId) === undefined ? "unknown-call" : select.all(callId, from, limit);
}
