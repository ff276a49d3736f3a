import { callClosing, callTypes, decode, invocations } from "../../cells.ts";
import type { Context } from "../context.ts";
import { insertInput, type InputCells } from "./insert-input.ts";
import { isFull, type RoomCells } from "../is-full.ts";

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
  fingerprint: string | null,
  traceparent: string | null,
];

/** What is known of a call that is there already. */
export type ExistingCells = readonly [functionId: string, fingerprint: string | null];

/** Creates a call with its first inputs; answers what is there if it is there already. */
export function openCall(ctx: Context) {
  const insertCall = ctx.prepare(
    `INSERT INTO calls
       (id, function_id, app_id, type, invocation, parent_call, parent_index, created_at, fingerprint, traceparent,
        last_output_at, closing, inputs, unfinished)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
  );
  const readExisting = ctx.prepare<ExistingCells>("SELECT function_id, fingerprint FROM calls WHERE id = ?");
  const insert = insertInput(ctx);

  return (
    call: CallCells,
    inputs: readonly InputCells[],
    flow: string | null,
    room: RoomCells | null,
    acceptedAtMs: number,
  ): ExistingCells | "full" | null => {
    const [callId, functionId, , type, invocation, , , createdAtMs] = call;
    const isAttached = decode(invocations, invocation) === "attached";
    // One that is there already is no news, however full it is.
    if (room !== null && inputs.length > 0 && isFull(ctx, functionId, isAttached, room))
      return readExisting.get(callId) ?? "full";
    const closing = decode(callTypes, type) === "unary" ? callClosing.inputsFinished : callClosing.open;
    const count = inputs.length;
    const isNew = insertCall.run(...call, createdAtMs, closing, count, count) === 1;
    if (!isNew) return readExisting.get(callId) ?? null;
    const owner = { callId, functionId, flow, isAttached, acceptedAtMs };
    for (const input of inputs) {
      // An index that is given twice is one input.
      if (!insert(owner, input)) ctx.callCounts.add(callId, -1);
    }
    return null;
  };
}
