/** The model and the native protocol's messages, each as the other. */
import { encodeValue, type lydian, parseInputId } from "@lydian/protocol";
import type { TypeScriptAssignment } from "../../engine/containers/container-verbs.ts";
import type { AttemptRef, Chunk, ClaimedInput, InputRef, NewInput, Output } from "../../model/call.ts";
import { LydianError } from "../../model/error.ts";
import type { CallId } from "../../model/ids.ts";
import type { Payload } from "../../model/payload.ts";
import type { Result } from "../../model/result.ts";
import { formatNumberOf, payloadOf, statusNumberOf, statusOf } from "../payload-format.ts";

export function callIdOf(text: string | null | undefined): CallId {
  if (text?.startsWith("fc-") === true) return text as CallId; // the prefix is what makes it one
  throw new LydianError("invalid-argument", `"${text ?? ""}" is not the id of a function call`);
}

export function parentOf(text: string | null | undefined): InputRef | undefined {
  return text === undefined || text === null || text === "" ? undefined : parseInputId(text);
}

export function newInputOf(input: lydian.native.Input.$Properties): NewInput {
  const payload = payloadOf(input.format, input.data, input.blobId);
  const hasMethod = input.method !== undefined && input.method !== null && input.method !== "";
  return { index: input.index ?? 0, payload, ...(hasMethod ? { method: input.method ?? "" } : {}) };
}

export function attemptOf(attempt: lydian.native.AttemptRef.$Properties | null | undefined): AttemptRef {
  return { callId: callIdOf(attempt?.callId), index: attempt?.index ?? 0, attempt: attempt?.attempt ?? 0 };
}

export function resultOf(result: lydian.native.Result.$Properties | null | undefined): Result {
  const hasPayload = (result?.data !== undefined && result.data !== null) || (result?.blobId ?? "") !== "";
  return {
    status: statusOf(result?.status),
    ...(hasPayload ? { payload: payloadOf(result?.format, result?.data, result?.blobId) } : {}),
    ...(result?.exception ? { exception: result.exception } : {}),
    ...(result?.traceback ? { traceback: result.traceback } : {}),
  };
}

export function chunkOf(chunk: lydian.native.Chunk.$Properties): Chunk {
  return { index: chunk.index ?? 0, payload: payloadOf(chunk.format, chunk.data, chunk.blobId) };
}

export function outputMessage(output: Output): lydian.native.Output.$Properties {
  const { status, payload, exception, traceback } = output.result;
  return {
    index: output.index,
    result: {
      status: statusNumberOf(status),
      ...(payload === undefined ? {} : payloadMessage(payload)),
      ...(exception === undefined ? {} : { exception }),
      ...(traceback === undefined ? {} : { traceback }),
    },
  };
}

export function chunkMessage(chunk: Chunk): lydian.native.Chunk.$Properties {
  return { index: chunk.index, ...payloadMessage(chunk.payload) };
}

export function deliveryMessage(
  input: ClaimedInput,
  traceparent: string | undefined,
): lydian.native.Delivery.$Properties {
  const { callId, index, attempt, method } = input;
  return {
    callId,
    index,
    attempt,
    ...payloadMessage(input.payload),
    ...(method === undefined ? {} : { method }),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}

export function assignMessage(assignment: TypeScriptAssignment): lydian.native.Assign.$Properties {
  const { function: resolved } = assignment;
  const hasParameters = Object.keys(resolved.parameters).length > 0;
  return {
    containerId: assignment.containerId,
    appId: resolved.appId,
    appName: resolved.appName,
    environmentName: resolved.environmentName,
    functionId: resolved.functionId,
    tag: resolved.definition.tag,
    bundle: assignment.bundle,
    sourceMap: assignment.sourceMap,
    environment: { ...assignment.environment },
    parameters: hasParameters ? encodeValue(resolved.parameters) : new Uint8Array(0),
    maxConcurrentInputs: resolved.settings.maxConcurrentInputs,
    functionIds: { ...assignment.functionIds },
  };
}

/** What an output or a yield weighs in a message. */
export function payloadBytes(payload: Payload | undefined): number {
  return payload?.data?.length ?? 0;
}

/** The input of a container's log line, if one wrote it. */
export function logInputOf(
  callId: string | null | undefined,
  index: number | null | undefined,
): { callId: CallId; index: number } | undefined {
  return callId === undefined || callId === null || callId === ""
    ? undefined
    : { callId: callIdOf(callId), index: index ?? 0 };
}

function payloadMessage(payload: Payload): { format: number; data?: Uint8Array; blobId?: string } {
  const format = formatNumberOf(payload.format);
  if (payload.blobId !== undefined) return { format, blobId: payload.blobId };
  return { format, data: payload.data ?? new Uint8Array(0) };
}
