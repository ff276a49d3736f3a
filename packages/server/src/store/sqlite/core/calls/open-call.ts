import { callClosing, callTypes, decode } from "../../cells.ts";
import type { Context } from "../context.ts";
import { insertInput, type InputCells } from "./insert-input.ts";

/** A call as it crosses to the database. */
export type CallCells = readonly [
  callId: string,
  functionId: string,
  appId: string,
  type: number,
  invocation: number,
  parentCallId: string | null,
  parentIndex: number | null,
  createdAtMs: number,
];

/** Creates a call with its first inputs; answers whose it is if it is there already. */
export function openCall(ctx: Context) {
  const insertCall = ctx.prepare(
    `INSERT INTO calls
       (id, function_id, app_id, type, invocation, parent_call, parent_index, created_at,
        last_output_at, closing, inputs, unfinished)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
  );
  const readFunction = ctx.prepare<[string]>("SELECT function_id FROM calls WHERE id = ?");
  const insert = insertInput(ctx);

  return (call: CallCells, inputs: readonly InputCells[], flow: string | null): string | null => {
    const [callId, functionId, , type, , , , createdAtMs] = call;
    const closing = decode(callTypes, type) === "unary" ? callClosing.inputsFinished : callClosing.open;
    const count = inputs.length;
    const isNew = insertCall.run(...call, createdAtMs, closing, count, count) === 1;
    if (!isNew) return readFunction.get(callId)?.[0] ?? null;
    const owner = { callId, functionId, flow };
    for (const input of inputs) {
      // An index that is given twice is one input.
      if (!insert(owner, input)) ctx.callCounts.add(callId, -1);
    }
    return null;
  };
}
