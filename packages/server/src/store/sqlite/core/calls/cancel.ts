import { callClosing, inputState, type ResultCells } from "../../cells.ts";
import type { Context } from "../context.ts";
import { endInput, unfinishedColumns, type FinishedCells, type UnfinishedRow } from "./finish-inputs.ts";

const { queued, delayed, claimed, finished } = inputState;

/** Behind which index, and how many at most; -1 is no limit. */
export type StepCells = readonly [after: number, limit: number];

/** Closes a call and ends its unfinished inputs. */
export function cancelCall(ctx: Context) {
  const close = ctx.prepare(`UPDATE calls SET closing = ${callClosing.cancelled} WHERE id = ? AND
    (closing = ${callClosing.open} OR unfinished > 0)`);
  const select = ctx.prepare<UnfinishedRow>(
    `SELECT ${unfinishedColumns} FROM inputs INDEXED BY inputs_place
     WHERE call_id = ? AND idx > ? AND state < ${finished} ORDER BY idx LIMIT ?`,
  );
  const end = endInput(ctx);

  return (callId: string, result: ResultCells, atMs: number, [after, limit]: StepCells): FinishedCells[] => {
    ctx.callCounts.flush();
    // A call that has nothing left to cancel is not searched for unfinished inputs, nor reopened to doubt.
    if (close.run(callId) === 0) return [];
    return select.all(callId, after, limit).map((row) => end(row, result, atMs));
  };
}

/** Closes all calls of a function and ends their unfinished inputs. */
export function cancelFunction(ctx: Context) {
  const close = ctx.prepare(
    `UPDATE calls INDEXED BY calls_open SET closing = ${callClosing.cancelled}
     WHERE function_id = ? AND closing = ${callClosing.open}`,
  );
  const selects = [
    `INDEXED BY inputs_queued WHERE function_id = ? AND state = ${queued}`,
    `INDEXED BY inputs_delayed WHERE function_id = ? AND state = ${delayed}`,
    `INDEXED BY inputs_claimed WHERE function_id = ? AND state = ${claimed}`,
  ].map((where) =>
    ctx.prepare<UnfinishedRow>(`SELECT ${unfinishedColumns} FROM inputs ${where} ORDER BY seq LIMIT ?`),
  );
  const closeCall = ctx.prepare(`UPDATE calls SET closing = ${callClosing.cancelled} WHERE id = ?`);
  const end = endInput(ctx);

  return (functionId: string, result: ResultCells, atMs: number, [, limit]: StepCells): FinishedCells[] => {
    close.run(functionId);
    const rows: UnfinishedRow[] = [];
    for (const select of selects)
      rows.push(...select.all(functionId, limit === -1 ? -1 : limit - rows.length));
    for (const callId of new Set(rows.map(([, id]) => id))) closeCall.run(callId);
    return rows.map((row) => end(row, result, atMs));
  };
}
