/** Payload formats and result statuses by their numbers in the public protocol, for all doors. */
import { LydianError } from "../model/error.ts";
import type { BlobId } from "../model/ids.ts";
import type { Payload, PayloadFormat } from "../model/payload.ts";
import type { ResultStatus } from "../model/result.ts";

const numberOfFormat: Readonly<Record<PayloadFormat, number>> = {
  unspecified: 0,
  pickle: 1,
  asgi: 2,
  "generator-done": 3,
  cbor: 4,
};

const formatOfNumber = inverse<PayloadFormat>(numberOfFormat);

const numberOfStatus: Readonly<Record<ResultStatus, number>> = {
  success: 1,
  failure: 2,
  terminated: 3,
  timeout: 4,
  "init-failure": 5,
  "internal-failure": 6,
};

const statusOfNumber = inverse<ResultStatus>(numberOfStatus);

function inverse<Name extends string>(numbers: Readonly<Record<Name, number>>): Map<number, Name> {
  const names = Object.keys(numbers) as Name[]; // its own keys
  return new Map(names.map((name) => [numbers[name], name]));
}

export function formatNumberOf(format: PayloadFormat): number {
  return numberOfFormat[format];
}

/** @throws `invalid-argument` for a format that this server does not know. */
export function formatOf(number: number | null | undefined): PayloadFormat {
  const format = formatOfNumber.get(number ?? 0);
  if (format !== undefined) return format;
  throw new LydianError("invalid-argument", `Cannot read a payload: its data format ${number} is unknown`);
}

export function statusNumberOf(status: ResultStatus): number {
  return numberOfStatus[status];
}

/** @throws `invalid-argument` for a status that this server does not know. */
export function statusOf(number: number | null | undefined): ResultStatus {
  const status = statusOfNumber.get(number ?? 0);
  if (status !== undefined) return status;
  throw new LydianError("invalid-argument", `Cannot read a result: its status ${number} is unknown`);
}

/** Bytes or a blob, as they arrived. @throws `invalid-argument` for a blob id that is none. */
export function payloadOf(
  format: number | null | undefined,
  data: Uint8Array | null | undefined,
  blobId: string | null | undefined,
): Payload {
  if (blobId === undefined || blobId === null || blobId === "")
    return { format: formatOf(format), data: data ?? new Uint8Array(0) };
  return { format: formatOf(format), blobId: blobIdOf(blobId) };
}

export function blobIdOf(id: string): BlobId {
  if (!id.startsWith("bl-")) throw new LydianError("invalid-argument", `"${id}" is not the id of a blob`);
  return id as BlobId; // the prefix is what makes it one
}
