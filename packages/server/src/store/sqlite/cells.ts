import type { Payload, PayloadFormat } from "../../model/payload.ts";
import type { Result, ResultStatus } from "../../model/result.ts";
import type { BlobId } from "../../model/ids.ts";
import type { CallType, Invocation } from "../../model/call.ts";
import type { LogStream } from "../../model/log-line.ts";

/**
 * How the model's nouns are laid out in rows and in messages to the database's thread: flat tuples
 * of numbers, strings and handles of bytes, a third of the cost of objects to clone.
 *
 * The position of a word in these lists is what the database stores: append, never reorder.
 */
export const formats: readonly PayloadFormat[] = ["unspecified", "pickle", "cbor", "asgi", "generator-done"];
export const statuses: readonly ResultStatus[] = [
  "success",
  "failure",
  "terminated",
  "timeout",
  "init-failure",
  "internal-failure",
];
export const callTypes: readonly CallType[] = ["unary", "map"];
export const invocations: readonly Invocation[] = ["attached", "detached"];
export const logStreams: readonly LogStream[] = ["stdout", "stderr", "system"];

/** The states of an input as they are stored. */
export const inputState = { queued: 0, delayed: 1, claimed: 2, finished: 3 } as const;
export type InputState = (typeof inputState)[keyof typeof inputState];

/** Whether more inputs may come to a call, as it is stored. */
export const callClosing = { open: 0, inputsFinished: 1, cancelled: 2 } as const;

/** Stands for bytes that travel beside the cells, in the batch's arena. */
export type BytesHandle = number | null;

export type PayloadCells = readonly [format: number, data: BytesHandle, blobId: string | null];
export type ResultCells = readonly [
  status: number,
  payload: PayloadCells | null,
  exception: string | null,
  traceback: string | null,
  serializedTraceback: BytesHandle,
  tracebackLines: BytesHandle,
];

/** Puts bytes into the arena of the batch that is being gathered. */
export type Keep = (bytes: Uint8Array) => number;

export function payloadCells(payload: Payload, keep: Keep): PayloadCells {
  const data = payload.data === undefined ? null : keep(payload.data);
  return [encode(formats, payload.format), data, payload.blobId ?? null];
}

export function resultCells(result: Result, keep: Keep): ResultCells {
  return [
    encode(statuses, result.status),
    result.payload === undefined ? null : payloadCells(result.payload, keep),
    result.exception ?? null,
    result.traceback ?? null,
    result.serializedTraceback === undefined ? null : keep(result.serializedTraceback),
    result.tracebackLines === undefined ? null : keep(result.tracebackLines),
  ];
}

/** A payload from its columns. Where there is no blob, no bytes are empty bytes. */
export function readPayload(format: number, data: Uint8Array | null, blobId: string | null): Payload {
  const name = decode(formats, format);
  // Only ids of blobs are ever written to this column.
  if (blobId !== null) return { format: name, blobId: blobId as BlobId };
  return { format: name, data: data ?? new Uint8Array(0) };
}

/** The columns of a result, in the order of `resultColumns`. */
export type ResultRow = readonly [
  status: number,
  format: number | null,
  data: Uint8Array | null,
  blobId: string | null,
  exception: string | null,
  traceback: string | null,
  serializedTraceback: Uint8Array | null,
  tracebackLines: Uint8Array | null,
];

export function readResult(row: ResultRow): Result {
  const [status, format, data, blobId, exception, traceback, serializedTraceback, tracebackLines] = row;
  return {
    status: decode(statuses, status),
    ...(format === null ? {} : { payload: readPayload(format, data, blobId) }),
    ...(exception === null ? {} : { exception }),
    ...(traceback === null ? {} : { traceback }),
    ...(serializedTraceback === null ? {} : { serializedTraceback }),
    ...(tracebackLines === null ? {} : { tracebackLines }),
  };
}

export function encode<Word extends string>(words: readonly Word[], word: Word): number {
  const code = words.indexOf(word);
  if (code < 0) throw new TypeError(`Cannot store "${word}": expected one of ${words.join(", ")}`);
  return code;
}

export function decode<Word extends string>(words: readonly Word[], code: number): Word {
  const word = words[code];
  if (word === undefined) throw new TypeError(`Cannot read code ${code}: expected 0 to ${words.length - 1}`);
  return word;
}
