import type { AppId, CallId, ContainerId, FunctionId } from "./ids.ts";

export type LogStream = "stdout" | "stderr" | "system";

/** What a container wrote in one go; usually one line with its newline. */
export interface LogLine {
  readonly appId: AppId;
  readonly functionId: FunctionId;
  /** The function that `functionId` is a variant of, or itself. */
  readonly baseFunctionId: FunctionId;
  readonly containerId: ContainerId;
  /** The input that wrote it, where that is known. */
  readonly callId?: CallId;
  readonly index?: number;
  readonly stream: LogStream;
  readonly atMs: number;
  readonly text: string;
}

/** Which lines are wanted: those of which all that is given here is true. */
export interface LogFilter {
  readonly appId?: AppId;
  readonly functionId?: FunctionId;
  readonly baseFunctionId?: FunctionId;
  readonly containerId?: ContainerId;
  readonly callId?: CallId;
  readonly index?: number;
  readonly stream?: LogStream;
  /** Somewhere in the line, in the same case. */
  readonly text?: string;
  /** Written then or later. */
  readonly sinceMs?: number;
  /** Written before. */
  readonly untilMs?: number;
}
