import { modal, google } from "@lydian/protocol";
import type { FinishedAttempt } from "../../../engine/containers/container-verbs.ts";
import type { ClaimedInput } from "../../../model/call.ts";
import { LydianError } from "../../../model/error.ts";
import type { Result } from "../../../model/result.ts";
import { formatNumberOf, payloadOf } from "../../payload-format.ts";
import { resultOf } from "../calls/result-messages.ts";
import { unary } from "../method.ts";
import type { Methods } from "../method.ts";
import { type OfficialContainer, type OfficialContainers, takenId } from "./official-containers.ts";

const {
  FunctionCallInvocationType,
  FunctionCallPutDataRequest,
  FunctionGetInputsRequest,
  FunctionGetInputsResponse,
  FunctionPutOutputsRequest,
} = modal.client;
const { Empty } = google.protobuf;

type InputsResponse = modal.client.FunctionGetInputsResponse.$Properties;
type WireOutput = modal.client.FunctionPutOutputsItem.$Properties;

interface ReadOutput {
  readonly output: WireOutput;
  readonly result: Result;
}

const endedItself: Result = {
  status: "failure",
  exception: "InputCancelledError: the function ended its input as cancelled, and nobody had cancelled it",
};

/** The entrypoint sets no deadline, and asks again at once after an empty answer. */
const holdMs = 50_000;

/** What the entrypoint fetches, and what it brings back. */
export function inputMethods(containers: OfficialContainers): Methods {
  return {
    FunctionGetInputs: unary(
      "everyone",
      FunctionGetInputsRequest,
      FunctionGetInputsResponse,
      (_request, { caller, idempotencyKey }) => {
        const container = containers.of(caller);
        becomeReady(container);
        // An answer that was lost on its way is given again: what is in it was taken.
        const { lastFetch } = container;
        const isRepeat = idempotencyKey !== undefined && lastFetch?.key === idempotencyKey;
        return isRepeat ? lastFetch.answer : fetchInputs(container, idempotencyKey);
      },
    ),
    // Never refused: the entrypoint would take a refusal for the user's own error. Nor does it wait for
    // the store: what is not written runs again, whether its container has been answered or not.
    FunctionPutOutputs: unary(
      "everyone",
      FunctionPutOutputsRequest,
      Empty,
      async ({ outputs }, { caller }) => {
        const container = containers.of(caller);
        // All are read before any is taken: what is refused may be sent again.
        const read = outputs.map((output) => ({
          output,
          result: resultOf(output.result ?? {}, output.dataFormat),
        }));
        const finished = read.flatMap((each) => finishedOf(container, each));
        void keep(container, finished);
        // In the same turn, so that the store is asked once for both.
        if (container.lastFetch?.isPending !== true) container.session.prepare();
        return {};
      },
    ),
    FunctionCallPutDataOut: unary(
      "everyone",
      FunctionCallPutDataRequest,
      Empty,
      async ({ functionCallId, dataChunks }, { caller }) => {
        const container = containers.of(caller);
        const input = [...container.taken.values()].find(({ callId }) => callId === functionCallId);
        if (input === undefined) return {};
        const chunks = dataChunks.map((chunk) => ({
          index: Number(chunk.index ?? 0),
          payload: payloadOf(chunk.dataFormat, chunk.data, chunk.dataBlobId),
        }));
        await container.session.putChunks(input, chunks);
        return {};
      },
    ),
  };
}

/** Never rejects: on a full disk and the like the container is let go, so that its inputs run again. */
async function keep({ session }: OfficialContainer, finished: readonly FinishedAttempt[]): Promise<void> {
  try {
    await session.complete(finished);
  } catch {
    session.detach();
  }
}

/** It asks for inputs once its code is loaded and its hooks have run. */
function becomeReady(container: OfficialContainer): void {
  if (container.isReady) return;
  container.isReady = true;
  container.session.ready();
}

/** O2. An answer that failed is not kept: what could not be read is asked for again. */
function fetchInputs(container: OfficialContainer, key: string | undefined): Promise<InputsResponse> {
  if (container.lastFetch?.isPending === true)
    throw new LydianError("failed-precondition", "Cannot give inputs: there may be one request at a time");
  const fetch = { key, answer: nextInputs(container), isPending: true };
  container.lastFetch = fetch;
  fetch.answer.then(
    () => (fetch.isPending = false),
    () => (container.lastFetch = undefined),
  );
  return fetch.answer;
}

async function nextInputs(container: OfficialContainer): Promise<InputsResponse> {
  if (container.held.length === 0) {
    container.session.offer(container.assignment?.function.settings.batching?.maxSize ?? 1);
    const taken = await container.session.take(AbortSignal.timeout(holdMs));
    if (taken === "stop") return { inputs: [{ killSwitch: true }] };
    container.held = taken;
  }
  // Those of one answer are one batch, and a batch is of one method.
  const method = container.held[0]?.method;
  const batch = container.held.filter((input) => input.method === method);
  container.held = container.held.filter((input) => input.method !== method);
  for (const input of batch) container.taken.set(takenId(input), input);
  return { inputs: batch.map(itemOf) };
}

function itemOf(input: ClaimedInput): modal.client.FunctionGetInputsItem.$Properties {
  const { payload } = input;
  return {
    inputId: takenId(input),
    functionCallId: input.callId,
    functionCallInvocationType:
      input.invocation === "detached"
        ? FunctionCallInvocationType.FUNCTION_CALL_INVOCATION_TYPE_ASYNC
        : FunctionCallInvocationType.FUNCTION_CALL_INVOCATION_TYPE_SYNC,
    retryCount: input.attempt,
    input: {
      ...(payload.blobId === undefined
        ? { args: payload.data ?? new Uint8Array(0) }
        : { argsBlobId: payload.blobId }),
      dataFormat: formatNumberOf(payload.format),
      methodName: input.method ?? "",
    },
  };
}

function finishedOf(
  container: OfficialContainer,
  { output, result }: ReadOutput,
): readonly FinishedAttempt[] {
  const id = output.inputId ?? "";
  const input = container.taken.get(id);
  if (input === undefined || input.attempt !== output.retryCount) return [];
  container.taken.delete(id);
  const wasNeighbour = container.neighbours.delete(id);
  const startedAtMs = (output.inputStartedAt ?? 0) * 1000;
  const finishedAtMs = (output.outputCreatedAt ?? 0) * 1000;
  return [{ attempt: input, result: endOf(result, wasNeighbour), startedAtMs, finishedAtMs }];
}

/** O3. What was cancelled itself is settled by now, and its output is dropped. */
function endOf(result: Result, wasNeighbour: boolean): Result | "returned" {
  if (result.status !== "terminated") return result;
  return wasNeighbour ? "returned" : endedItself;
}
