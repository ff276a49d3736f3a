import { callClosing } from "../../cells.ts";
import type { Context } from "../context.ts";
import { insertInput, type InputCells } from "./insert-input.ts";

/** Adds inputs to a call that is open; answers which of them are new. */
export function appendInputs(ctx: Context) {
  const readCall = ctx.prepare<[string, number]>("SELECT function_id, closing FROM calls WHERE id = ?");
  const hasInput = ctx.prepare<[number]>("SELECT 1 FROM inputs WHERE call_id = ? AND idx = ?");
  const insert = insertInput(ctx);

  return (callId: string, inputs: readonly InputCells[]): boolean[] | "unknown-call" | "closed" => {
    const call = readCall.get(callId);
    if (call === undefined) return "unknown-call";
    const [functionId, closing] = call;
    if (closing === callClosing.cancelled) return "closed";
    if (closing === callClosing.inputsFinished) {
      // A client that lost the answer repeats its last inputs after it said that they were the last.
      const isRepetition = inputs.every(([index]) => hasInput.get(callId, index) !== undefined);
      return isRepetition ? inputs.map(() => false) : "closed";
    }
    const owner = { callId, functionId, flow: null };
    const isNew = inputs.map((input) => insert(owner, input));
    ctx.callCounts.add(callId, isNew.filter(Boolean).length);
    return isNew;
  };
}
