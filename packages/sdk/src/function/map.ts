/** Maps: argument lists in, results out, both streamed. */
import { modal, newId } from "@lydian/protocol";
import type { ArgumentLists } from "./argument-lists.ts";
import { startCallSpan } from "./call-span.ts";
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
  type WireFailure,
} from "../session/payloads.ts";
import { findRuntime } from "../session/runtime-seam.ts";
import type { Session } from "../session/session.ts";
import type { WireOutput } from "../session/exchange.ts";
import type { Target } from "./target.ts";

const { FunctionFinishInputsRequest } = modal.client;

/**
 * Runs a function for each argument list and gives the results, in the order of the inputs unless
 * `orderOutputs` is false. Stopping early cancels what is unfinished.
 */
export async function* runMap(
  find: () => Promise<Target>,
  lists: ArgumentLists,
  settings: CallSettings,
): AsyncGenerator<unknown, void, undefined> {
  const target = await find();
  const { open, span } = openOf("map", target);
  const call = new MapCall(target.client.session, open, settings);
  const limit = limitOf(settings);
  const abort = (): void => call.cancel(limit.signal && abortError(limit.signal));
  limit.signal?.addEventListener("abort", abort);
  if (limit.signal?.aborted) abort();
  const order = settings.orderOutputs === false ? undefined : new OutputOrder();
  let isComplete = false;
  // Nobody awaits it: whatever goes wrong in it ends the call, which is what is read below.
  pump(call, target, lists, settings).catch((error: unknown) => call.cancel(toError(error)));
  try {
    for (;;) {
      const output = order?.next() ?? call.takeNow() ?? (await call.take());
      if (output === undefined) break;
      if (order?.isEarly(output)) continue;
      call.consumed();
      // Nearly never a promise; and a needless await costs more than the rest of this turn.
      const value = valueOf(target, output, settings);
      yield value instanceof Promise ? await value : value;
    }
    isComplete = true;
  } catch (error) {
    span.fail(error);
    throw error;
  } finally {
    limit.signal?.removeEventListener("abort", abort);
    limit.release();
    call.cancel();
    span.end();
    if (!isComplete) lists.stop();
  }
}

/** Starts a function for all argument lists; resolves once all of them are stored. */
export async function spawnMap(
  target: Target,
  lists: ArgumentLists,
  settings: CallSettings,
): Promise<FunctionCall> {
  const { open, span } = openOf("spawnMap", target);
  const call = new MapCall(target.client.session, open, { isDetached: true });
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
    span.fail(error);
    call.cancel();
    lists.stop();
    throw error;
  } finally {
    limit.signal?.removeEventListener("abort", abort);
    limit.release();
    span.end();
  }
}

function openOf(verb: string, target: Target) {
  const callId = newId("fc");
  const parentInputId = findRuntime()?.currentInputId() ?? "";
  const span = startCallSpan(verb, target, callId);
  const { traceparent } = span;
  return { open: { callId, functionId: target.functionId, parentInputId, traceparent }, span };
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
  const { cbor: format } = dataFormat;
  const method = target.method ?? "";
  if (!isLarge(data)) return { index, format, method, data };
  return storeBlob(target.client.session, data).then((blobId) => ({ index, format, method, blobId }));
}

function encodeInput(index: number, args: readonly unknown[], kwargs: CallSettings["kwargs"]): Uint8Array {
  try {
    return encodeCall(args, kwargs);
  } catch (error) {
    if (!(error instanceof InvalidError)) throw error;
    throw new InvalidError(`Input ${index} of a map: ${error.message}`, { cause: error });
  }
}

/** Outputs that came before those of earlier inputs wait here; at most a map's window of them. */
class OutputOrder {
  readonly #early = new Map<number, WireOutput>();
  #due = 0;

  /** The output whose turn it is, if it has come. */
  next(): WireOutput | undefined {
    const output = this.#early.get(this.#due);
    if (output !== undefined) this.#early.delete(this.#due);
    return output;
  }

  /** Keeps an output whose turn it is not; else it counts as given. */
  isEarly(output: WireOutput): boolean {
    const index = output.index ?? 0;
    if (index === this.#due) this.#due += 1;
    else this.#early.set(index, output);
    return index !== this.#due - 1;
  }
}

function valueOf(target: Target, { result }: WireOutput, settings: CallSettings): unknown {
  const { session } = target.client;
  return result?.status === resultStatus.success
    ? decodePayload(session, result)
    : failureOf(session, result ?? {}, settings);
}

async function failureOf(session: Session, result: WireFailure, settings: CallSettings): Promise<Error> {
  const error = await errorOfResult(session, result);
  if (settings.returnExceptions) return error;
  throw error;
}

function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown), { cause: thrown });
}
