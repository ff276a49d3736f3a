/** Single calls: encode the arguments, send them, wait, and read the answer. */
import { createHash } from "node:crypto";
import { newId } from "@lydian/protocol";
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
  const { idempotencyKey } = settings;
  const input = { index: 0, format: dataFormat.cbor, method: target.method ?? "" };
  const open = {
    functionId: target.functionId,
    type: unary,
    parentInputId,
    ...(idempotencyKey === undefined ? { callId: newId("fc") } : keyed(target, idempotencyKey, data)),
  };
  settings[onCallId]?.(open.callId);
  return isLarge(data)
    ? storeBlob(target.client.session, data).then((blobId) => ({ ...open, input: { ...input, blobId } }))
    : { ...open, input: { ...input, data } };
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
