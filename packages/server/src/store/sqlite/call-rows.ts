import type { Chunk, ClaimedInput, Output } from "../../model/call.ts";
import type { AppId, CallId, ContainerId, FunctionId } from "../../model/ids.ts";
import type { ExplainedInput } from "../../model/ledger.ts";
import type { Result } from "../../model/result.ts";
import type {
  CallGraph,
  CallStatus,
  Completion,
  CompletionOutcome,
  FinishedInput,
  ReleasedInput,
} from "../calls.ts";
import { readLedger } from "./ledger-cells.ts";
import { callClosing, callTypes, decode, invocations, readPayload, readResult, statuses } from "./cells.ts";
import type { ChunkRow } from "./core/calls/chunks.ts";
import type { ClaimedCells } from "./core/calls/claim-inputs.ts";
import { completionCode } from "./core/calls/complete-attempts.ts";
import type { ExplainedRow } from "./core/call-reads/explain-inputs.ts";
import type { FinishedCells } from "./core/calls/finish-inputs.ts";
import type { CallRow } from "./core/call-reads/read-call.ts";
import type { GraphRows } from "./core/call-reads/read-graph.ts";
import type { OutputRow } from "./core/call-reads/read-outputs.ts";
import type { ReleasedCells } from "./core/calls/release-inputs.ts";

// Rows on their way to the engine. Every `as` in this file gives an id its type back: the columns
// hold what was given as such ids, and nothing else writes to them.

export function readClaimed(row: ClaimedCells, functionId: FunctionId): ClaimedInput {
  const [, callId, index, attempt, invocation, method, format, data, blobId, failures, losses, createdAtMs] =
    row;
  const [, , , , , , , , , , , , , acceptedAtMs, traceparent] = row;
  return {
    callId: callId as CallId,
    index,
    attempt,
    functionId,
    invocation: decode(invocations, invocation),
    ...(method === null ? {} : { method }),
    payload: readPayload(format, data, blobId),
    failures,
    losses,
    createdAtMs,
    acceptedAtMs,
    ...(traceparent === null ? {} : { traceparent }),
  };
}

/** The result is the one that was given: it does not travel back. */
export function readCompletion(
  completion: Completion,
  containerId: ContainerId,
  code: number | undefined,
): CompletionOutcome {
  if (code === undefined || code === completionCode.stale) return { kind: "stale" };
  if (completion.kind !== "finish") return { kind: "requeued" };
  const { attempt, result, startedAtMs, finishedAtMs } = completion;
  const { callId, index } = attempt;
  const started = startedAtMs === undefined ? {} : { startedAtMs };
  return {
    kind: "finished",
    output: { callId, index, sequence: code, result, containerId, ...started, finishedAtMs },
  };
}

export function readFinished(cells: FinishedCells, result: Result, atMs: number): FinishedInput {
  const [callId, index, functionId, sequence, runningIn, attempt] = cells;
  const containerId = runningIn as ContainerId | null;
  const output = { callId: callId as CallId, index, sequence, result, finishedAtMs: atMs };
  if (containerId === null) return { output, functionId: functionId as FunctionId };
  return {
    output: { ...output, containerId },
    functionId: functionId as FunctionId,
    runningIn: { containerId, attempt },
  };
}

export function readReleased([, callId, index, attempt, functionId, losses]: ReleasedCells): ReleasedInput {
  return { callId: callId as CallId, index, attempt, functionId: functionId as FunctionId, losses };
}

export function readOutput(row: OutputRow, callId: CallId): Output {
  const [index, sequence, containerId, startedAtMs, finishedAtMs, ...result] = row;
  return {
    callId,
    index,
    sequence,
    result: readResult(result),
    ...(containerId === null ? {} : { containerId: containerId as ContainerId }),
    ...(startedAtMs === null ? {} : { startedAtMs }),
    finishedAtMs,
  };
}

export function readChunk([index, format, data, blobId]: ChunkRow): Chunk {
  return { index, payload: readPayload(format, data, blobId) };
}

export function readStatus(row: CallRow): CallStatus {
  const [callId, functionId, appId, type, invocation, parentCallId, parentIndex, createdAtMs, ...rest] = row;
  const [fingerprint, traceparent, closing, inputs, unfinished, failed, timedOut, terminated] = rest;
  return {
    call: {
      callId: callId as CallId,
      functionId: functionId as FunctionId,
      appId: appId as AppId,
      type: decode(callTypes, type),
      invocation: decode(invocations, invocation),
      ...readParent(parentCallId, parentIndex),
      createdAtMs,
      ...(fingerprint === null ? {} : { fingerprint }),
      ...(traceparent === null ? {} : { traceparent }),
    },
    inputs,
    unfinished,
    succeeded: inputs - unfinished - failed - timedOut - terminated,
    failed,
    timedOut,
    terminated,
    isOpen: closing === callClosing.open,
  };
}

export function readGraphRows({ calls, inputs }: GraphRows): CallGraph {
  return {
    calls: calls.map(([callId, functionId, appId, parentCallId, parentIndex]) => ({
      callId: callId as CallId,
      functionId: functionId as FunctionId,
      appId: appId as AppId,
      ...readParent(parentCallId, parentIndex),
    })),
    inputs: inputs.map(([callId, index, status, containerId]) => ({
      callId: callId as CallId,
      index,
      ...(status === null ? {} : { status: decode(statuses, status) }),
      ...(containerId === null ? {} : { containerId: containerId as ContainerId }),
    })),
  };
}

function readParent(callId: string | null, index: number | null): Pick<CallStatus["call"], "parentInput"> {
  if (callId === null || index === null) return {};
  return { parentInput: { callId: callId as CallId, index } };
}

const states = ["queued", "delayed", "running", "finished"] as const;

export function readExplained(row: ExplainedRow): ExplainedInput {
  const [index, state, status, attempt, failures, losses, containerId, acceptedAtMs, finishedAtMs, ledger] =
    row;
  return {
    index,
    state: states[state],
    ...(status === null ? {} : { status: decode(statuses, status) }),
    attempt,
    failures,
    losses,
    ...(containerId === null ? {} : { containerId }),
    ...(acceptedAtMs === 0 ? {} : { acceptedAtMs }),
    ...(finishedAtMs === null ? {} : { finishedAtMs }),
    ...(ledger === null ? {} : { ledger: readLedger(ledger) }),
  };
}
