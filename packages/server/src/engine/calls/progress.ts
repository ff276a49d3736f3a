import type { CallId } from "../../model/ids.ts";
import type { Calls, CallStatus } from "../../store/calls.ts";
import type { Clock } from "../clock.ts";
import { type Outputs, unknownCall } from "./outputs.ts";

/** What a watcher knows already. */
export interface SeenProgress {
  readonly inputs: number;
  readonly unfinished: number;
}

/** Whoever watches a call with a million inputs is told so often, not of each. */
const progressIntervalMs = 200;

/**
 * The status of a call once it is another than what was seen, or nothing can follow; at the latest after
 * `timeoutMs`. Rejects with `not-found`.
 */
export async function awaitProgress(
  { calls, outputs, clock }: { readonly calls: Calls; readonly outputs: Outputs; readonly clock: Clock },
  callId: CallId,
  seen: SeenProgress | undefined,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<CallStatus> {
  const deadlineMs = clock.nowMs() + timeoutMs;
  const subscription = outputs.subscribe(callId);
  try {
    for (;;) {
      const status = await calls.read(callId);
      if (status === undefined) throw unknownCall(callId);
      const isNews = seen?.inputs !== status.inputs || seen.unfinished !== status.unfinished;
      const isOver = status.unfinished === 0 && !status.isOpen;
      if (isNews || isOver || !(await subscription.wait(deadlineMs, signal))) return status;
      await new Promise<void>((resolve) => clock.after(progressIntervalMs, resolve));
    }
  } finally {
    subscription.close();
  }
}
