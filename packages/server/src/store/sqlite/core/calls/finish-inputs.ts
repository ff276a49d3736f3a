import { encode, inputState, invocations, type InputState, type ResultCells } from "../../cells.ts";
import type { Context } from "../context.ts";
import { writeOutput } from "./write-output.ts";

/** An input that was ended from outside, and where it was running. */
export type FinishedCells = readonly [
  callId: string,
  index: number,
  functionId: string,
  sequence: number,
  runningIn: string | null,
  attempt: number,
];

/** The columns that `endInput` needs, in its order. */
export const unfinishedColumns = "seq, call_id, idx, function_id, state, container_id, attempt";
export type UnfinishedRow = readonly [
  seq: number,
  callId: string,
  index: number,
  functionId: string,
  state: InputState,
  containerId: string | null,
  attempt: number,
];

const attached = encode(invocations, "attached");

/** Ends one unfinished input with a result that no container gave. */
export function endInput(ctx: Context) {
  const write = writeOutput(ctx);
  const readInvocation = ctx.prepare<[number]>("SELECT invocation FROM calls WHERE id = ?");
  return (row: UnfinishedRow, result: ResultCells, atMs: number): FinishedCells => {
    const [seq, callId, index, functionId, state, containerId, attempt] = row;
    if (state === inputState.queued && attempt === 0 && readInvocation.get(callId)?.[0] === attached)
      ctx.attachedCounts.add(functionId, -1);
    const sequence = write({ seq, callId, functionId, state, containerId }, result, {
      startedAtMs: null,
      finishedAtMs: atMs,
      ledger: null,
    });
    return [callId, index, functionId, sequence, state === inputState.claimed ? containerId : null, attempt];
  };
}

/** Ends those of the inputs given that are unfinished. */
export function finishInputs(ctx: Context) {
  const find = ctx.prepare<UnfinishedRow>(
    `SELECT ${unfinishedColumns} FROM inputs INDEXED BY inputs_place
     WHERE call_id = ? AND idx = ? AND state < ${inputState.finished}`,
  );
  const end = endInput(ctx);

  return (
    inputs: readonly (readonly [callId: string, index: number])[],
    result: ResultCells,
    atMs: number,
  ): FinishedCells[] =>
    inputs.flatMap(([callId, index]) => {
      const row = find.get(callId, index);
      return row === undefined ? [] : [end(row, result, atMs)];
    });
}
