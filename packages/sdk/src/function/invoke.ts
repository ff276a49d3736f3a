/** Single calls: encode the arguments, send them, wait, and read the answer. */
import { createHash } from "node:crypto";
import { newId } from "@lydian/protocol";
import { limitOf, type CallSettings } from "./call-settings.ts";
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
import { openDetached, runUnary, type OpenCall } from "../session/unary-call.ts";
import type { Target, TargetSource } from "./target.ts";

const unary = 1;

/** A call that is ready to be sent as soon as its function is known. */
export interface Invocation {
  readonly data: Uint8Array;
  readonly settings: CallSettings;
  readonly parentInputId: string;
}

/** Encodes at once, so that what cannot be sent is refused before anything is. */
export function prepare(args: readonly unknown[], settings: CallSettings): Invocation {
  const parentInputId = findRuntime()?.currentInputId() ?? "";
  return { data: encodeCall(args, settings.kwargs), settings, parentInputId };
}

/** Runs the function and resolves to its result. */
export async function run(source: TargetSource, invocation: Invocation): Promise<unknown> {
  const target = source.current ?? (await source.get());
  const { session } = target.client;
  const open = openOf(target, invocation);
  const limit = limitOf(invocation.settings);
  try {
    const result = await runUnary(session, open instanceof Promise ? await open : open, limit.signal);
    if (result.status !== resultStatus.success) throw await errorOfResult(session, result);
    const value = decodePayload(session, result);
    return value instanceof Promise ? await value : value;
  } finally {
    limit.release();
  }
}

/** Resolves to the call's id once its input is stored. */
export async function start(
  source: TargetSource,
  invocation: Invocation,
): Promise<{ readonly callId: string; readonly target: Target }> {
  const target = source.current ?? (await source.get());
  const open = await openOf(target, invocation);
  const limit = limitOf(invocation.settings);
  try {
    await openDetached(target.client.session, open, limit.signal);
    return { callId: open.callId, target };
  } finally {
    limit.release();
  }
}

/** The yields of a generator as they come. Stopping early stops it. */
export async function* generate(
  source: TargetSource,
  invocation: Invocation,
): AsyncGenerator<unknown, void, undefined> {
  const target = source.current ?? (await source.get());
  const { session } = target.client;
  const open = await openOf(target, invocation);
  const limit = limitOf(invocation.settings);
  let call: GeneratorCall | undefined;
  try {
    call = new GeneratorCall(session, open, limit.signal);
    for (let next = await call.next(); next !== undefined; next = await call.next()) {
      if ("failure" in next) throw await errorOfResult(session, next.failure);
      yield decodePayload(session, next.chunk);
    }
  } finally {
    limit.release();
    call?.cancel();
  }
}

function openOf(target: Target, { data, settings, parentInputId }: Invocation): OpenCall | Promise<OpenCall> {
  const callId = callIdFor(target, settings.idempotencyKey);
  const input = { index: 0, format: dataFormat.cbor, method: target.method ?? "" };
  // With a key it may be there from an earlier time.
  const isRepeat = settings.idempotencyKey !== undefined;
  const open = { callId, functionId: target.functionId, type: unary, parentInputId, isRepeat };
  return isLarge(data)
    ? storeBlob(target.client.session, data).then((blobId) => ({ ...open, input: { ...input, blobId } }))
    : { ...open, input: { ...input, data } };
}

/** The same key for the same function gives the same id, which the server runs once. */
function callIdFor(target: Target, key: string | undefined): string {
  if (key === undefined) return newId("fc");
  const digest = createHash("sha256")
    .update(JSON.stringify([target.functionId, target.method ?? "", key]))
    .digest();
  const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  return `fc-${Array.from(digest.subarray(0, 22), (byte) => base62.charAt(byte % 62)).join("")}`;
}
