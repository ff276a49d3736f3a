import { callClosing } from "../../cells.ts";
import type { Context } from "../context.ts";

/** Closes a call to further inputs; says whether there is such a call. */
export function finishCallInputs(ctx: Context) {
  const { open, inputsFinished } = callClosing;
  const close = ctx.prepare(
    `UPDATE calls SET closing = CASE closing WHEN ${open} THEN ${inputsFinished} ELSE closing END WHERE id = ?`,
  );
  return (callId: string): boolean => close.run(callId) === 1;
}
