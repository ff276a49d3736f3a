import type { AttemptRef, Call, NewInput } from "../../model/call.ts";
import type { ContainerId } from "../../model/ids.ts";
import type { Completion } from "../calls.ts";
import { callTypes, encode, invocations, payloadCells, resultCells, type Keep } from "./cells.ts";
import { ledgerCell } from "./ledger-cells.ts";
import type { AttemptCells } from "./core/calls/claimed-attempt.ts";
import type { CompletionCells } from "./core/calls/complete-attempts.ts";
import type { InputCells } from "./core/calls/insert-input.ts";
import type { CallCells } from "./core/calls/open-call.ts";

/** Calls, inputs and attempts on their way to the database. */
export function callCells(call: Call): CallCells {
  return [
    call.callId,
    call.functionId,
    call.appId,
    encode(callTypes, call.type),
    encode(invocations, call.invocation),
    call.parentInput?.callId ?? null,
    call.parentInput?.index ?? null,
    call.createdAtMs,
    call.fingerprint ?? null,
    call.traceparent ?? null,
  ];
}

export function inputCells(
  inputs: readonly NewInput[],
  claimFor: readonly (ContainerId | undefined)[] | undefined,
  keep: Keep,
): readonly InputCells[] {
  return inputs.map(({ index, method, payload }, i) => [
    index,
    method ?? null,
    payloadCells(payload, keep),
    claimFor?.[i] ?? null,
  ]);
}

export function attemptCells({ callId, index, attempt }: AttemptRef): AttemptCells {
  return [callId, index, attempt];
}

export function completionCells(completion: Completion, keep: Keep): CompletionCells {
  const attempt = attemptCells(completion.attempt);
  switch (completion.kind) {
    case "finish": {
      const { result, startedAtMs, finishedAtMs, ledger } = completion;
      const kept = ledger === undefined ? null : ledgerCell(ledger);
      return [attempt, resultCells(result, keep), startedAtMs ?? null, finishedAtMs, kept];
    }
    case "retry":
      return [attempt, null, completion.readyAtMs];
    case "return":
      return [attempt, null, null];
  }
}
