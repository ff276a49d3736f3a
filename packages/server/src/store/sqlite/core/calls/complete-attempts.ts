import { inputState, type InputState, type ResultCells } from "../../cells.ts";
import type { Context } from "../context.ts";
import { claimedAttempt, type AttemptCells } from "./claimed-attempt.ts";
import { writeOutput } from "./write-output.ts";

/** A completion as it crosses to the database: a finish has a result, a retry has a time. */
export type CompletionCells =
  | readonly [
      attempt: AttemptCells,
      result: ResultCells,
      startedAtMs: number | null,
      finishedAtMs: number,
      ledger: string | null,
    ]
  | readonly [attempt: AttemptCells, result: null, readyAtMs: number | null];

/** Instead of an output's sequence number, which is positive. */
export const completionCode = { requeued: 0, stale: -1 } as const;

/** Ends attempts, each by itself; answers a sequence number or a code for each. */
export function completeAttempts(ctx: Context) {
  const find = claimedAttempt(ctx);
  const finish = writeOutput(ctx);
  const requeue = ctx.prepare(
    `UPDATE inputs SET state = ?, ready_at = ?, failures = failures + ?, container_id = NULL WHERE seq = ?`,
  );

  function again(seq: number, functionId: string, from: InputState, readyAtMs: number | null): number {
    const state = readyAtMs === null ? inputState.queued : inputState.delayed;
    requeue.run(state, readyAtMs, readyAtMs === null ? 0 : 1, seq);
    ctx.functionCounts.move(functionId, from, state);
    return completionCode.requeued;
  }

  return (containerId: string, completions: readonly CompletionCells[]): number[] =>
    completions.map((completion) => {
      const row = find(completion[0], containerId);
      if (row === undefined) return completionCode.stale;
      const [seq, functionId, state] = row;
      if (completion[1] === null) return again(seq, functionId, state, completion[2]);
      const [[callId], result, startedAtMs, finishedAtMs, ledger] = completion;
      const input = { seq, callId, functionId, state, containerId };
      return finish(input, result, { startedAtMs, finishedAtMs, ledger });
    });
}
