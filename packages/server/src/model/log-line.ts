import type { AppId, CallId, ContainerId, FunctionId } from "./ids.ts";

export type LogStream = "stdout" | "stderr" | "system";

/** What a container wrote in one go; usually one line with its newline. */
export interface LogLine {
  readonly appId: AppId;
  readonly functionId: FunctionId;
  readonly containerId: ContainerId;
  /** The input that wrote it, where that is known. */
  readonly callId?: CallId;
  readonly index?: number;
  readonly stream: LogStream;
  readonly atMs: number;
  readonly text: string;
}

export interface LogFilter {
  readonly appId?: AppId;
  readonly functionId?: FunctionId;
  readonly containerId?: ContainerId;
  readonly callId?: CallId;
}
