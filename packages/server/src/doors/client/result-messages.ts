/** Payloads and results, between the model and their messages. */
import { modal } from "@lydian/protocol";
import { LydianError } from "../../model/error.ts";
import type { BlobId } from "../../model/ids.ts";
import type { Payload, PayloadFormat } from "../../model/payload.ts";
import type { Result, ResultStatus } from "../../model/result.ts";

const { DataFormat, GenericResult } = modal.client;
type DataFormatNumber = modal.client.DataFormat;

const numberOfFormat: Readonly<Record<PayloadFormat, DataFormatNumber>> = {
  unspecified: DataFormat.DATA_FORMAT_UNSPECIFIED,
  pickle: DataFormat.DATA_FORMAT_PICKLE,
  asgi: DataFormat.DATA_FORMAT_ASGI,
  "generator-done": DataFormat.DATA_FORMAT_GENERATOR_DONE,
  cbor: DataFormat.DATA_FORMAT_CBOR,
};

const formatOfNumber = new Map(
  Object.entries(numberOfFormat).map(([format, number]) => [number, format as PayloadFormat]), // its own keys
);

export function formatNumberOf(format: PayloadFormat): DataFormatNumber {
  return numberOfFormat[format];
}

/** @throws `invalid-argument` for a format that this server does not know. */
export function formatOf(number: DataFormatNumber | null | undefined): PayloadFormat {
  const format = formatOfNumber.get(number ?? DataFormat.DATA_FORMAT_UNSPECIFIED);
  if (format !== undefined) return format;
  throw new LydianError("invalid-argument", `Cannot read a payload: its data format ${number} is unknown`);
}

/** An argument as it arrived. @throws `invalid-argument` for a blob id that is none. */
export function payloadOf(input: modal.client.FunctionInput.$Properties): Payload {
  const format = formatOf(input.dataFormat);
  if (input.argsBlobId === undefined || input.argsBlobId === null || input.argsBlobId === "") {
    return { format, data: input.args ?? new Uint8Array(0) };
  }
  return { format, blobId: blobIdOf(input.argsBlobId) };
}

export function blobIdOf(id: string): BlobId {
  if (!id.startsWith("bl-")) throw new LydianError("invalid-argument", `"${id}" is not the id of a blob`);
  return id as BlobId; // the prefix is what makes it one
}

/**
 * An internal failure is told as a failure: official JavaScript and Go clients would take it for an
 * order to send the input again, and the server has done so often enough when it publishes one.
 */
const numberOfStatus: Readonly<Record<ResultStatus, modal.client.GenericResult.GenericStatus>> = {
  success: GenericResult.GenericStatus.GENERIC_STATUS_SUCCESS,
  failure: GenericResult.GenericStatus.GENERIC_STATUS_FAILURE,
  terminated: GenericResult.GenericStatus.GENERIC_STATUS_TERMINATED,
  timeout: GenericResult.GenericStatus.GENERIC_STATUS_TIMEOUT,
  "init-failure": GenericResult.GenericStatus.GENERIC_STATUS_INIT_FAILURE,
  "internal-failure": GenericResult.GenericStatus.GENERIC_STATUS_FAILURE,
};

export function statusNumberOf(status: ResultStatus): modal.client.GenericResult.GenericStatus {
  return numberOfStatus[status];
}

export function resultMessageOf(result: Result): modal.client.GenericResult.$Properties {
  const base = {
    status: statusNumberOf(result.status),
    exception: result.exception ?? "",
    traceback: result.traceback ?? "",
    serializedTb: result.serializedTraceback ?? null,
    tbLineCache: result.tracebackLines ?? null,
  };
  if (result.payload?.blobId !== undefined) return { ...base, dataBlobId: result.payload.blobId };
  if (result.payload?.data !== undefined) return { ...base, data: result.payload.data };
  return base;
}
