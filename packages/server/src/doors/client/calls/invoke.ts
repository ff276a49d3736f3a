import { hash } from "node:crypto";
import { google, inputId, mapInputsInFlightMax, modal, parseInputId } from "@lydian/protocol";
import type { Engine, OpenRequest } from "../../../engine/engine.ts";
import type { NewInput } from "../../../model/call.ts";
import { LydianError } from "../../../model/error.ts";
import { credentialOf } from "../credential.ts";
import { unary } from "../method.ts";
import type { Methods, RequestContext } from "../method.ts";
import { argumentOf } from "./result-messages.ts";
import { unsignedToken } from "../unsigned-token.ts";

const {
  FunctionCallCancelRequest,
  FunctionCallInvocationType,
  FunctionCallType,
  FunctionFinishInputsRequest,
  FunctionMapRequest,
  FunctionMapResponse,
  FunctionPutInputsRequest,
  FunctionPutInputsResponse,
} = modal.client;
const { Empty } = google.protobuf;

type MapRequest = ReturnType<typeof FunctionMapRequest.decode>;
type WireInput = modal.client.FunctionPutInputsItem.$Properties;

/** Opening, feeding and cancelling calls. */
export function invokeMethods({ calls }: Pick<Engine, "calls">): Methods {
  return {
    FunctionMap: unary(
      "everyone, creates",
      FunctionMapRequest,
      FunctionMapResponse,
      async (request, context) => {
        const { callId } = await calls.open(context.caller, openRequestOf(request, context));
        return {
          functionCallId: callId,
          functionCallJwt: unsignedToken({ fc: callId }),
          pipelinedInputs: acceptedInputs(callId, request.pipelinedInputs),
          // The server retries by itself: `retry_count` of every output is 0 to match.
          syncClientRetriesEnabled: false,
          maxInputsOutstanding: mapInputsInFlightMax,
        };
      },
    ),
    // Put twice, an input is there once: the store knows it by its index.
    FunctionPutInputs: unary(
      "everyone",
      FunctionPutInputsRequest,
      FunctionPutInputsResponse,
      async (request, { caller, isRepeat }) => {
        await calls.put(caller, request.functionCallId, request.inputs.map(newInputOf), { isRepeat });
        return { inputs: acceptedInputs(request.functionCallId, request.inputs) };
      },
    ),
    FunctionFinishInputs: unary(
      "everyone",
      FunctionFinishInputsRequest,
      Empty,
      async (request, { caller }) => {
        await calls.finishInputs(caller, request.functionCallId, request.numInputs);
        return {};
      },
    ),
    FunctionCallCancel: unary("everyone", FunctionCallCancelRequest, Empty, async (request, { caller }) => {
      await calls.cancel(caller, request.functionCallId, {
        terminateContainers: request.terminateContainers,
        ...(typeof request.lydianIndex === "number" ? { index: request.lydianIndex } : {}),
      });
      return {};
    }),
  };
}

function openRequestOf(request: MapRequest, context: RequestContext): OpenRequest {
  const parentInput = parseInputId(request.parentInputId);
  const callId = callIdOf(context);
  return {
    ...(callId === undefined ? {} : { callId }),
    functionId: request.functionId,
    type: request.functionCallType === FunctionCallType.FUNCTION_CALL_TYPE_MAP ? "map" : "unary",
    invocation: isDetached(request.functionCallInvocationType) ? "detached" : "attached",
    ...(parentInput === undefined ? {} : { parentInput }),
    inputs: request.pipelinedInputs.map(newInputOf),
    isRepeat: context.isRepeat,
    connection: context.connection,
    ...(context.traceparent === undefined ? {} : { traceparent: context.traceparent }),
  };
}

function isDetached(type: modal.client.FunctionCallInvocationType): boolean {
  return (
    type === FunctionCallInvocationType.FUNCTION_CALL_INVOCATION_TYPE_ASYNC ||
    type === FunctionCallInvocationType.FUNCTION_CALL_INVOCATION_TYPE_ASYNC_LEGACY
  );
}

const callIdDigits = 22;

/**
 * Official clients cannot choose a call's id. Made from their request's key it is the same for every
 * attempt, so that asking again is harmless even where the server was restarted in between.
 */
function callIdOf({ caller, idempotencyKey }: RequestContext): string | undefined {
  if (idempotencyKey === undefined) return undefined;
  const digest = hash("sha256", `${credentialOf(caller)} ${idempotencyKey}`);
  return `fc-${digest.slice(0, callIdDigits)}`;
}

function newInputOf(item: WireInput): NewInput {
  const index = item.idx ?? 0;
  if (index < 0 || !item.input)
    throw new LydianError("invalid-argument", `Cannot take input ${index}: it is empty`);
  const method = item.input.methodName ?? "";
  const payload = argumentOf(item.input);
  return method === "" ? { index, payload } : { index, method, payload };
}

/** One entry per input, which the client finds by `idx`; one that were missing would be waited for for ever. */
function acceptedInputs(
  callId: string,
  inputs: readonly WireInput[],
): modal.client.FunctionPutInputsResponseItem.$Properties[] {
  return inputs.map((item) => {
    const idx = item.idx ?? 0;
    const id = inputId(callId, idx);
    // Every poll of a map repeats the tokens of all inputs that are out, so they are short.
    return { idx, inputId: id, inputJwt: unsignedToken({ idx, in: id }) };
  });
}
