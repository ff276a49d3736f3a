/** Arguments and results, between the model and their messages. */
import type { modal } from "@lydian/protocol";
import type { Payload } from "../../../model/payload.ts";
import type { Result, ResultStatus } from "../../../model/result.ts";
import { payloadOf, statusNumberOf, statusOf } from "../../payload-format.ts";

/** An argument as it arrived. @throws `invalid-argument` for a format or a blob id that is none. */
export function argumentOf(input: modal.client.FunctionInput.$Properties): Payload {
  return payloadOf(input.dataFormat, input.args, input.argsBlobId);
}

/**
 * An internal failure is told as a failure: official JavaScript and Go clients would take it for an
 * order to send the input again, and the server has done so often enough when it publishes one.
 */
export function toldStatusOf(status: ResultStatus): modal.client.GenericResult.GenericStatus {
  return statusNumberOf(status === "internal-failure" ? "failure" : status);
}

export function resultMessageOf(result: Result): modal.client.GenericResult.$Properties {
  const base = {
    status: toldStatusOf(result.status),
    exception: result.exception ?? "",
    traceback: result.traceback ?? "",
    serializedTb: result.serializedTraceback ?? null,
    tbLineCache: result.tracebackLines ?? null,
  };
  if (result.payload?.blobId !== undefined) return { ...base, dataBlobId: result.payload.blobId };
  if (result.payload?.data !== undefined) return { ...base, data: result.payload.data };
  return base;
}

/** A result as a container sends it, with the format of its value. */
export function resultOf(
  result: modal.client.GenericResult.$Properties,
  dataFormat: number | null | undefined,
): Result {
  const status = statusOf(result.status);
  // The end of a generator that yielded nothing is no bytes at all, and has a format.
  const isEmptyValue = status === "success" && Boolean(dataFormat);
  const hasPayload = isEmptyValue || (result.data?.length ?? 0) > 0 || Boolean(result.dataBlobId);
  return {
    status,
    ...(hasPayload ? { payload: payloadOf(dataFormat, result.data, result.dataBlobId) } : {}),
    ...(result.exception ? { exception: result.exception } : {}),
    ...(result.traceback ? { traceback: result.traceback } : {}),
    ...(result.serializedTb?.length ? { serializedTraceback: result.serializedTb } : {}),
    ...(result.tbLineCache?.length ? { tracebackLines: result.tbLineCache } : {}),
  };
}
