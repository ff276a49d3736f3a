import { modal } from "@lydian/protocol";
import type { Server } from "./server.ts";

/** A piece of what a function printed. `text` has the line ends that the function wrote. */
export interface LogLine {
  readonly atMs: number;
  readonly stream: "stdout" | "stderr" | "info";
  readonly containerId: string;
  readonly callId: string;
  readonly text: string;
}

interface LogsFilter {
  readonly appId: string;
  readonly functionCallId?: string;
  readonly taskId?: string;
}

/** The last lines that are stored, oldest first, and where `followLogs` goes on after them. */
export async function fetchLogs(
  server: Server,
  request: LogsFilter & { readonly limit: number },
): Promise<{ readonly lines: readonly LogLine[]; readonly cursor: string }> {
  const { batches } = await server.rpc("AppFetchLogs", request);
  return {
    lines: batches.flatMap(readBatch),
    cursor: batches.findLast((batch) => (batch.entryId ?? "") !== "")?.entryId ?? "",
  };
}

/** The server ends each answer after this, so that a lost connection is noticed. */
const answerSeconds = 55;

/** Lines as they are printed, until the app is done or the signal fires. */
export async function* followLogs(
  server: Server,
  { after, signal, ...filter }: LogsFilter & { readonly after: string; readonly signal?: AbortSignal },
): AsyncGenerator<LogLine, void> {
  let cursor = after;
  for (;;) {
    if (signal?.aborted === true) return;
    const request = { ...filter, timeout: answerSeconds, lastEntryId: cursor };
    for await (const batch of server.stream("AppGetLogs", request, signal)) {
      if (batch.entryId !== "") cursor = batch.entryId;
      yield* readBatch(batch);
      if (batch.appDone) return;
    }
  }
}

function readBatch(batch: modal.client.TaskLogsBatch.$Properties): readonly LogLine[] {
  return (batch.items ?? []).flatMap((item) =>
    (item.data ?? "") === ""
      ? []
      : [
          {
            atMs: (item.timestamp ?? 0) * 1000,
            stream: streamName(item.fileDescriptor),
            containerId: item.containerId || (batch.taskId ?? ""),
            callId: item.functionCallId ?? "",
            text: item.data ?? "",
          },
        ],
  );
}

function streamName(descriptor: modal.client.FileDescriptor | null | undefined): LogLine["stream"] {
  const { FileDescriptor } = modal.client;
  if (descriptor === FileDescriptor.FILE_DESCRIPTOR_STDERR) return "stderr";
  return descriptor === FileDescriptor.FILE_DESCRIPTOR_INFO ? "info" : "stdout";
}
