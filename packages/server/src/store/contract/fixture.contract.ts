import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { AttemptRef, Call, Chunk, ClaimedInput, NewInput, Output } from "../../model/call.ts";
import type { AppId, CallId, ContainerId, FunctionId } from "../../model/ids.ts";
import type { Payload } from "../../model/payload.ts";
import type { Result } from "../../model/result.ts";
import type { Completion, OutputPage } from "../calls.ts";
import type { Store } from "../store.ts";

/** An adapter under test: each `open` gives a new empty store, `reopen` the same one closed and opened again. */
export interface StoreUnderTest {
  readonly store: Store;
  /** Closes the store and opens what it left. */
  reopen(): Promise<Store>;
  /** Closes whatever is open and deletes it. */
  discard(): Promise<void>;
}

export type OpenStoreUnderTest = () => Promise<StoreUnderTest>;

/** A new store that is discarded when the test ends. */
export async function freshStore(t: TestContext, open: OpenStoreUnderTest): Promise<Store> {
  const underTest = await open();
  t.after(() => underTest.discard());
  return underTest.store;
}

export const functionA: FunctionId = "fu-a";
export const functionB: FunctionId = "fu-b";
export const containerA: ContainerId = "ta-a";
export const containerB: ContainerId = "ta-b";
export const appA: AppId = "ap-a";
export const written = { durability: "written" } as const;

export function newCall(callId: CallId, changes: Partial<Call> = {}): Call {
  return {
    callId,
    functionId: functionA,
    appId: appA,
    type: "unary",
    invocation: "attached",
    createdAtMs: 1000,
    ...changes,
  };
}

export function newMap(callId: CallId, changes: Partial<Call> = {}): Call {
  return newCall(callId, { type: "map", ...changes });
}

export function text(value: string): Payload {
  return { format: "cbor", data: new Uint8Array(Buffer.from(value)) };
}

export function newInput(index: number, value = `input ${index}`): NewInput {
  return { index, payload: text(value) };
}

/** Inputs of the indexes `from` to `to`, the last one included. */
export function newInputs(from: number, to: number): readonly NewInput[] {
  return Array.from({ length: to - from + 1 }, (_, i) => newInput(from + i));
}

export function chunk(index: number, value = `chunk ${index}`): Chunk {
  return { index, payload: text(value) };
}

export function succeeded(value: string): Result {
  return { status: "success", payload: text(value) };
}

export const terminated: Result = { status: "terminated", exception: "Cancelled" };

export function finished(attempt: AttemptRef, result = succeeded("done"), finishedAtMs = 2000): Completion {
  const { callId, index } = attempt;
  return { kind: "finish", attempt: { callId, index, attempt: attempt.attempt }, result, finishedAtMs };
}

export async function claimOne(store: Store, containerId = containerA): Promise<ClaimedInput> {
  const [input] = await store.calls.claim(functionA, containerId, 1);
  assert(input !== undefined, "expected a queued input");
  return input;
}

export async function readPage(store: Store, callId: CallId, after = 0, limit = 1000): Promise<OutputPage> {
  const page = await store.calls.readOutputs(callId, { after, limit });
  assert(page !== "unknown-call", `expected call ${callId}`);
  return page;
}

/** What outputs carry, as text, in the order in which they were read. */
export function values(outputs: readonly Output[]): readonly string[] {
  return outputs.map(({ result }) => Buffer.from(result.payload?.data ?? []).toString());
}

export function indexesOf(refs: readonly { readonly index: number }[]): readonly number[] {
  return refs.map(({ index }) => index);
}
