/** Single calls: encode the arguments, send them, wait, and read the answer. */
import { createHash } from "node:crypto";
import { newId } from "@lydian/protocol";
import { type CallSpan, startCallSpan } from "./call-span.ts";
import { limitOf, onCallId, type InternalSettings } from "./call-settings.ts";
import { GeneratorCall } from "../session/generator-call.ts";
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
import type { OpenCall } from "../session/exchange.ts";
import { openDetached, runUnary } from "../session/unary-call.ts";
import type { Target, TargetSource } from "./target.ts";

const unary = 1;

/** A call that is ready to be sent as soon as its function is known. */
export interface Invocation {
  readonly data: Uint8Array;
  readonly settings: InternalSettings;
  readonly parentInputId: string;
}

/** Encodes at once, so that what cannot be sent is refused before anything is. */
export function prepare(args: readonly unknown[], settings: InternalSettings): Invocation {
  const parentInputId = findRuntime()?.currentInputId() ?? "";
  return { data: encodeCall(args, settings.kwargs), settings, parentInputId };
}

/** Runs the function and resolves to its result. */
export async function run(source: TargetSource, invocation: Invocation): Promise<unknown> {
  const target = source.current ?? (await source.get());
  const { session } = target.client;
  const { open, span } = openOf("remote", target, invocation);
  const limit = limitOf(invocation.settings);
  try {
    const result = await runUnary(session, open instanceof Promise ? await open : open, limit.signal);
    if (result.status !== resultStatus.success) throw await errorOfResult(session, result);
    const value = decodePayload(session, result);
    return value instanceof Promise ? await value : value;
  } catch (error) {
    span.fail(error);
    throw error;
  } finally {
    limit.release();
    span.end();
  }
}

/** Resolves to the call's id once its input is stored. */
export async function start(
  source: TargetSource,
  invocation: Invocation,
): Promise<{ readonly callId: string; readonly target: Target }> {
  const target = source.current ?? (await source.get());
  const { open: opening, span } = openOf("spawn", target, invocation);
  const limit = limitOf(invocation.settings);
  try {
    const open = await opening;
    await openDetached(target.client.session, open, limit.signal);
    return { callId: open.callId, target };
  } catch (error) {
    span.fail(error);
    throw error;
  } finally {
    limit.release();
    span.end();
  }
}

/** The yields of a generator as they come. Stopping early stops it. */
export async function* generate(
  source: TargetSource,
  invocation: Invocation,
): AsyncGenerator<unknown, void, undefined> {
  const target = source.current ?? (await source.get());
  const { session } = target.client;
  const { open, span } = openOf("remoteGen", target, invocation);
  const limit = limitOf(invocation.settings);
  let call: GeneratorCall | undefined;
  try {
    call = new GeneratorCall(session, await open, limit.signal);
    for (let next = await call.next(); next !== undefined; next = await call.next()) {
      if ("failure" in next) throw await errorOfResult(session, next.failure);
      yield decodePayload(session, next.chunk);
    }
  } catch (error) {
    span.fail(error);
    throw error;
  } finally {
    limit.release();
    call?.cancel();
    span.end();
  }
}

function openOf(
  verb: string,
  target: Target,
  { data, settings, parentInputId }: Invocation,
): { readonly open: OpenCall | Promise<OpenCall>; readonly span: CallSpan } {
  const { idempotencyKey } = settings;
  const input = { index: 0, format: dataFormat.cbor, method: target.method ?? "" };
  const ids = idempotencyKey === undefined ? { callId: newId("fc") } : keyed(target, idempotencyKey, data);
  const span = startCallSpan(verb, target, ids.callId);
  const { traceparent } = span;
  const open = { functionId: target.functionId, type: unary, parentInputId, traceparent, ...ids };
  settings[onCallId]?.(open.callId);
  if (!isLarge(data)) return { open: { ...open, input: { ...input, data } }, span };
  const storing = storeBlob(target.client.session, data);
  return { open: storing.then((blobId) => ({ ...open, input: { ...input, blobId } })), span };
}

/** The same key for the same function gives the same id, which the server runs once. */
function keyed(target: Target, key: string, data: Uint8Array) {
  const callId = `fc-${digestOf(JSON.stringify([target.functionId, target.method ?? "", key]))}` as const;
  return { callId, fingerprint: digestOf(data) };
}

const digestBytes = 22;
const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

function digestOf(content: string | Uint8Array): string {
  const digest = createHash("sha256").update(content).digest().subarray(0, digestBytes);
  return Array.from(digest, (byte) => base62.charAt(byte % base62.length)).join("");
}
