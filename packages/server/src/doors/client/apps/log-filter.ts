import { modal, parseInputId } from "@lydian/protocol";
import { LydianError } from "../../../model/error.ts";
import type { LogFilter, LogStream } from "../../../model/log-line.ts";

const { FileDescriptor } = modal.client;

/** What requests for logs say of the lines they want; empty means all. */
export interface FilterRequest {
  readonly appId: string;
  readonly functionId: string;
  /** A variant of `functionId`. */
  readonly parametrizedFunctionId: string;
  readonly functionCallId: string;
  readonly taskId: string;
  readonly inputId?: string;
  readonly searchText: string;
  readonly since?: Timestamp | null;
  readonly until?: Timestamp | null;
}

export interface Timestamp {
  readonly seconds?: unknown;
  readonly nanos?: number | null;
}

/** @throws `invalid-argument` where nobody's lines in particular are asked for. */
export function filterOf(request: FilterRequest, source: modal.client.FileDescriptor): LogFilter {
  const input = parseInputId(request.inputId ?? "");
  const callId = request.functionCallId || (input?.callId ?? "");
  const functionId = request.parametrizedFunctionId || request.functionId;
  const { appId, taskId: containerId, searchText: text } = request;
  if (appId === "" && containerId === "" && callId === "" && functionId === "") {
    throw new LydianError(
      "invalid-argument",
      "Cannot read logs: name an app, a function, a call or a container",
    );
  }
  const stream = streamOf(source);
  const sinceMs = millisecondsOf(request.since);
  const untilMs = millisecondsOf(request.until);
  return {
    ...(appId === "" ? {} : { appId }),
    ...(functionId === "" ? {} : { functionId }),
    ...(containerId === "" ? {} : { containerId }),
    ...(callId === "" ? {} : { callId }),
    ...(input === undefined ? {} : { index: input.index }),
    ...(stream === undefined ? {} : { stream }),
    ...(text === "" ? {} : { text }),
    ...(sinceMs === undefined ? {} : { sinceMs }),
    ...(untilMs === undefined ? {} : { untilMs }),
  } as LogFilter; // ids of another shape match no line, which is what they deserve
}

function streamOf(source: modal.client.FileDescriptor): LogStream | undefined {
  switch (source) {
    case FileDescriptor.FILE_DESCRIPTOR_STDOUT:
      return "stdout";
    case FileDescriptor.FILE_DESCRIPTOR_STDERR:
      return "stderr";
    case FileDescriptor.FILE_DESCRIPTOR_INFO:
      return "system";
    default:
      return undefined;
  }
}

function millisecondsOf(time: Timestamp | null | undefined): number | undefined {
  if (time === null || time === undefined) return undefined;
  return Number(time.seconds ?? 0) * 1000 + (time.nanos ?? 0) / 1_000_000;
}
