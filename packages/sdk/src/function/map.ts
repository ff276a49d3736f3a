/** Maps: argument lists in, results out, both streamed. */
import { modal, newId } from "@lydian/protocol";
import type { ArgumentLists } from "./argument-lists.ts";
import { limitOf, type CallSettings } from "./call-settings.ts";
import { FunctionCall } from "../function-call.ts";
import { InvalidError } from "../errors.ts";
import { abortError } from "../session/abort.ts";
import { MapCall, type WireInput } from "../session/map-call.ts";
import {
  dataFormat,
  decodePayload,
  encodeCall,
  errorOfResult,
  isLarge,
  resultStatus,
  storeBlob,
} from "../session/payloads.ts";
import { findRuntime } from "../session/runtime-seam.ts";
import type { WireOutput } from "../session/unary-call.ts";
import type { Target } from "./target.ts";

const { FunctionFinishInputsRequest } = modal.client;

/**
 * Runs a function for each argument list and gives the results, in the order of the inputs unless
 * `orderOutputs` is false. Stopping early cancels what is unfinished.
 */
export async function* runMap(
  target: Target,
  lists: ArgumentLists,
  settings: CallSettings,
): AsyncGenerator<unknown, void, undefined> {
  const call = new MapCall(target.client.session, openOf(target), settings);
  const limit = limitOf(settings);
  const abort = (): void => call.cancel(limit.signal && abortError(limit.signal));
  limit.signal?.addEventListener("abort", abort);
  if (limit.signal?.aborted) abort();
  let isComplete = false;
  // Nobody awaits it: whatever goes wrong in it ends the call, which is what is read below.
  pump(call, target, lists, settings).catch((error: unknown) => call.cancel(toError(error)));
  try {
    const outputs = settings.orderOutputs === false ? inArrival(call) : inOrder(call);
    for await (const output of outputs) {
      call.consumed();
      yield await valueOf(target, output, settings);
    }
    isComplete = true;
  } finally {
    limit.signal?.removeEventListener("abort", abort);
    limit.release();
    call.cancel();
    if (!isComplete) lists.stop();
  }
}

/** Starts a function for all argument lists; resolves once all of them are stored. */
export async function spawnMap(
  target: Target,
  lists: ArgumentLists,
  settings: CallSettings,
): Promise<FunctionCall> {
  const call = new MapCall(target.client.session, openOf(target), { isDetached: true });
  const limit = limitOf(settings);
  const abort = (): void => call.cancel(limit.signal && abortError(limit.signal));
  limit.signal?.addEventListener("abort", abort);
  if (limit.signal?.aborted) abort();
  try {
    call.open();
    await pump(call, target, lists, settings);
    await call.settled();
    const codecs = { request: FunctionFinishInputsRequest, reply: { decode: () => undefined } };
    const request = { functionId: target.functionId, functionCallId: call.callId, numInputs: call.putCount };
    await target.client.request("FunctionFinishInputs", codecs, request);
    call.end();
    return new FunctionCall(call.callId, target.client);
  } catch (error) {
    call.cancel();
    lists.stop();
    throw error;
  } finally {
    limit.signal?.removeEventListener("abort", abort);
    limit.release();
  }
}

function openOf(target: Target): { callId: string; functionId: string; parentInputId: string } {
  const parentInputId = findRuntime()?.currentInputId() ?? "";
  return { callId: newId("fc"), functionId: target.functionId, parentInputId };
}

/** Puts inputs as long as there is room for them and somebody wants them. */
async function pump(
  call: MapCall,
  target: Target,
  lists: ArgumentLists,
  settings: CallSettings,
): Promise<void> {
  for (let index = 0; ; index += 1) {
    if (!call.hasRoom) await call.room();
    if (call.isEnded) return;
    const next = lists.next();
    const args = next instanceof Promise ? await next : next;
    if (args === undefined) break;
    const input = inputOf(target, index, args, settings);
    call.put(input instanceof Promise ? await input : input);
  }
  call.finish();
}

function inputOf(
  target: Target,
  index: number,
  args: readonly unknown[],
  { kwargs }: CallSettings,
): WireInput | Promise<WireInput> {
  const data = encodeInput(index, args, kwargs);
  const input = { index, format: dataFormat.cbor, method: target.method ?? "" };
  return isLarge(data)
    ? storeBlob(target.client.session, data).then((blobId) => ({ ...input, blobId }))
    : { ...input, data };
}

function encodeInput(index: number, args: readonly unknown[], kwargs: CallSettings["kwargs"]): Uint8Array {
  try {
    return encodeCall(args, kwargs);
  } catch (error) {
    if (!(error instanceof InvalidError)) throw error;
    throw new InvalidError(`Input ${index} of a map: ${error.message}`, { cause: error });
  }
}

async function* inArrival(call: MapCall): AsyncGenerator<WireOutput> {
  for (let output = await call.take(); output !== undefined; output = await call.take()) yield output;
}

/** Outputs that came early wait; at most the map's window of them. */
async function* inOrder(call: MapCall): AsyncGenerator<WireOutput> {
  const early = new Map<number, WireOutput>();
  let next = 0;
  for (let output = await call.take(); output !== undefined; output = await call.take()) {
    early.set(output.index ?? 0, output);
    for (let due = early.get(next); due !== undefined; due = early.get(next)) {
      early.delete(next);
      next += 1;
      yield due;
    }
  }
}

async function valueOf(target: Target, { result }: WireOutput, settings: CallSettings): Promise<unknown> {
  const { session } = target.client;
  if (result?.status === resultStatus.success) return decodePayload(session, result);
  const error = await errorOfResult(session, result ?? {});
  if (settings.returnExceptions) return error;
  throw error;
}

function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown), { cause: thrown });
}
