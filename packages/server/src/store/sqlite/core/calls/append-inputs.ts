import { callClosing, decode, invocations } from "../../cells.ts";
import type { Context } from "../context.ts";
import { insertInput, type InputCells } from "./insert-input.ts";
import { isFull, type RoomCells } from "../is-full.ts";

/** Adds inputs to a call that is open; answers which of them are new. */
export function appendInputs(ctx: Context) {
  const readCall = ctx.prepare<[functionId: string, closing: number, invocation: number]>(
    "SELECT function_id, closing, invocation FROM calls WHERE id = ?",
  );
  const hasInput = ctx.prepare<[number]>("SELECT 1 FROM inputs WHERE call_id = ? AND idx = ?");
  const insert = insertInput(ctx);

  return (
    callId: string,
    inputs: readonly InputCells[],
    room: RoomCells | null,
    acceptedAtMs: number,
  ): boolean[] | "unknown-call" | "closed" | "full" => {
    const call = readCall.get(callId);
    if (call === undefined) return "unknown-call";
    const [functionId, closing, invocation] = call;
    if (closing === callClosing.cancelled) return "closed";
    if (closing === callClosing.inputsFinished) {
      // A client that lost the answer repeats its last inputs after it said that they were the last.
      const isRepetition = inputs.every(([index]) => hasInput.get(callId, index) !== undefined);
      return isRepetition ? inputs.map(() => false) : "closed";
    }
    const isAttached = decode(invocations, invocation) === "attached";
    if (room !== null && isFull(ctx, functionId, isAttached, room)) return "full";
    const owner = { callId, functionId, flow: null, isAttached, acceptedAtMs };
    const isNew = inputs.map((input) => insert(owner, input));
    ctx.callCounts.add(callId, isNew.filter(Boolean).length);
    return isNew;
  };
}
