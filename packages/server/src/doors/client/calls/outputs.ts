import { inputId, modal } from "@lydian/protocol";
import type { Engine, OutputPage } from "../../../engine/engine.ts";
import type { Output } from "../../../model/call.ts";
import { LydianError } from "../../../model/error.ts";
import { formatNumberOf } from "../../payload-format.ts";
import { entryIdOf, parseEntryId } from "../entry-id.ts";
import { unary } from "../method.ts";
import type { Methods } from "../method.ts";
import { resultMessageOf } from "./result-messages.ts";
import type { YieldStreams } from "./yield-streams.ts";

const { FunctionGetOutputsRequest, FunctionGetOutputsResponse } = modal.client;

type Request = ReturnType<typeof FunctionGetOutputsRequest.decode>;
type Response = modal.client.FunctionGetOutputsResponse.$Properties;

/** Clients cut a poll after 59 s, and hold none longer than this themselves. */
const holdMsMax = 55_000;

/** As many inputs as a client puts at once; an answer of so many full payloads would be too large. */
const outputsMax = 49;
const outputBytesMax = 32 * 1024 * 1024;

/** Waiting for outputs: of `remote` and `get`, of a map, and of a range of a call's inputs. */
export function outputMethods({ calls }: Pick<Engine, "calls">, yields: YieldStreams): Methods {
  return {
    FunctionGetOutputs: unary(
      "everyone",
      FunctionGetOutputsRequest,
      FunctionGetOutputsResponse,
      async (request, { signal }) => {
        if (await isMapAcknowledgement(calls, request)) return acknowledgement(request);
        const after = parseEntryId(request.lastEntryId);
        const page = await calls.awaitOutputs(request.functionCallId, {
          after,
          limit: request.maxValues > 0 ? Math.min(request.maxValues, outputsMax) : outputsMax,
          ...rangeOf(request),
          timeoutMs: Math.min(Math.max(request.timeout * 1000, 0), holdMsMax),
          signal,
        });
        if (after === 0) refuseWhatNeverComes(request, page);
        if (page.outputs.some(({ result }) => result.status !== "success"))
          await yields.written(request.functionCallId);
        return responseOf(page);
      },
    ),
  };
}

/**
 * The last word of a map's client is a poll whose answer it throws away: to send everything once
 * more would be a waste. `clear_on_success` means nothing else: results stay for their time.
 */
async function isMapAcknowledgement(calls: Engine["calls"], request: Request): Promise<boolean> {
  const hasShape = request.timeout === 0 && request.clearOnSuccess && !hasRange(request);
  return hasShape && (await calls.read(request.functionCallId)).call.type === "map";
}

function acknowledgement(request: Request): Response {
  return { outputs: [], lastEntryId: request.lastEntryId, numUnfinishedInputs: 0 };
}

function hasRange(request: Request): boolean {
  return typeof request.startIdx === "number" || typeof request.endIdx === "number";
}

function rangeOf(request: Request): { readonly indexes?: { readonly from: number; readonly to: number } } {
  if (!hasRange(request)) return {};
  const from = request.startIdx ?? 0;
  return { indexes: { from, to: request.endIdx ?? from } };
}

/** Python asks at once again for ever where nothing is left to come and nobody says so. */
function refuseWhatNeverComes(request: Request, page: OutputPage): void {
  if (page.outputs.length > 0 || page.unfinished > 0 || page.isOpen) return;
  throw new LydianError(
    "not-found",
    `Call "${request.functionCallId}" has no such input, or its results have expired`,
  );
}

function responseOf(page: OutputPage): Response {
  const outputs = withinBytes(page.outputs);
  const isPending = page.isOpen && outputs.length === 0;
  return {
    outputs: outputs.map(itemOf),
    // Always there, also when nothing came: without it the next poll starts over.
    lastEntryId: entryIdOf(outputs.at(-1)?.sequence ?? page.cursor),
    // Zero tells Python that the results have expired.
    numUnfinishedInputs: page.unfinished > 0 ? page.unfinished : Number(isPending),
  };
}

/** As many of them as one answer should carry, and one at least. */
function withinBytes(outputs: readonly Output[]): readonly Output[] {
  let bytes = 0;
  const end = outputs.findIndex((output, i) => {
    bytes += output.result.payload?.data?.length ?? 0;
    return i > 0 && bytes > outputBytesMax;
  });
  return end === -1 ? outputs : outputs.slice(0, end);
}

function itemOf(output: Output): modal.client.FunctionGetOutputsItem.$Properties {
  return {
    result: resultMessageOf(output.result),
    idx: output.index,
    inputId: inputId(output.callId, output.index),
    dataFormat: formatNumberOf(output.result.payload?.format ?? "unspecified"),
    taskId: output.containerId ?? "",
    inputStartedAt: (output.startedAtMs ?? 0) / 1000,
    outputCreatedAt: output.finishedAtMs / 1000,
    // Clients drop an output whose count is not that of the retries they made: none.
    retryCount: 0,
  };
}
