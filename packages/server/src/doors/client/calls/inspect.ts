import { inputId, modal } from "@lydian/protocol";
import type { CallGraph, CallStatus, Engine, SeenProgress } from "../../../engine/engine.ts";
import { unary } from "../method.ts";
import type { Methods } from "../method.ts";
import { toldStatusOf } from "./result-messages.ts";

const {
  Function: FunctionMessage,
  FunctionCallAwaitProgressRequest,
  FunctionCallFromIdRequest,
  FunctionCallFromIdResponse,
  FunctionCallGetInfoRequest,
  FunctionCallGetInfoResponse,
  FunctionCallRetryFailedRequest,
  FunctionCallRetryFailedResponse,
  FunctionGetCallGraphRequest,
  FunctionGetCallGraphResponse,
} = modal.client;

/** How long a question for progress may be held. */
const progressMsMax = 60_000;

/** What is known of a call beside its outputs. */
export function inspectMethods({ calls, functions }: Pick<Engine, "calls" | "functions">): Methods {
  return {
    FunctionCallFromId: unary(
      "everyone",
      FunctionCallFromIdRequest,
      FunctionCallFromIdResponse,
      async (request) => {
        const { call, inputs } = await calls.read(request.functionCallId);
        return {
          functionCallId: call.callId,
          numInputs: inputs,
          metadata: { appId: call.appId, functionId: call.functionId },
        };
      },
    ),
    FunctionCallGetInfo: unary(
      "everyone",
      FunctionCallGetInfoRequest,
      FunctionCallGetInfoResponse,
      async (request) => infoMessageOf(await calls.read(request.functionCallId)),
    ),
    FunctionCallAwaitProgress: unary(
      "everyone",
      FunctionCallAwaitProgressRequest,
      FunctionCallGetInfoResponse,
      async ({ functionCallId, seen, timeout }, { signal }) => {
        const options = { timeoutMs: Math.min(timeout * 1_000, progressMsMax), signal };
        return infoMessageOf(await calls.awaitProgress(functionCallId, seenOf(seen), options));
      },
    ),
    FunctionCallRetryFailed: unary(
      "everyone, creates",
      FunctionCallRetryFailedRequest,
      FunctionCallRetryFailedResponse,
      async ({ functionCallId }, { caller }) => ({
        numInputs: await calls.retryFailed(caller, functionCallId),
      }),
    ),
    FunctionGetCallGraph: unary(
      "everyone",
      FunctionGetCallGraphRequest,
      FunctionGetCallGraphResponse,
      async (request) => graphMessageOf(await calls.graph(request.functionCallId), functions),
    ),
  };
}

function infoMessageOf(status: CallStatus): modal.client.FunctionCallGetInfoResponse.$Properties {
  const createdAt = status.call.createdAtMs / 1000;
  return {
    info: {
      functionCallId: status.call.callId,
      createdAt,
      scheduledAt: createdAt,
      pendingInputs: { total: status.unfinished },
      failedInputs: { total: status.failed },
      succeededInputs: { total: status.succeeded },
      timeoutInputs: { total: status.timedOut },
      cancelledInputs: { total: status.terminated },
      totalInputs: status.inputs,
      isOpen: status.isOpen,
    },
  };
}

function seenOf(
  seen: modal.client.FunctionCallInfo.$Properties | null | undefined,
): SeenProgress | undefined {
  if (seen === null || seen === undefined) return undefined;
  return { inputs: seen.totalInputs ?? 0, unfinished: seen.pendingInputs?.total ?? 0 };
}

async function graphMessageOf(
  graph: CallGraph,
  functions: Engine["functions"],
): Promise<modal.client.FunctionGetCallGraphResponse.$Properties> {
  const names = await namesOf(graph, functions);
  return {
    inputs: graph.inputs.map((input) => ({
      inputId: inputId(input.callId, input.index),
      functionCallId: input.callId,
      taskId: input.containerId ?? "",
      ...(input.status === undefined ? {} : { status: toldStatusOf(input.status) }),
    })),
    functionCalls: graph.calls.map((call) => ({
      functionCallId: call.callId,
      parentInputId:
        call.parentInput === undefined ? "" : inputId(call.parentInput.callId, call.parentInput.index),
      ...(names.get(call.functionId) ?? { functionName: call.functionId }),
    })),
  };
}

interface Names {
  readonly functionName: string;
  /** Of Python functions. */
  readonly moduleName: string;
}

/** A call outlives its function: one that is gone is named by its id. */
async function namesOf(graph: CallGraph, functions: Engine["functions"]): Promise<Map<string, Names>> {
  const names = new Map<string, Names>();
  for (const id of new Set(graph.calls.map((call) => call.functionId))) {
    const found = await functions.resolve(id).catch(() => undefined);
    if (found === undefined) continue;
    const { moduleName } = FunctionMessage.decode(found.definition.wire);
    names.set(id, { functionName: found.definition.tag, moduleName });
  }
  return names;
}
