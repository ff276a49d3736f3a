import { modal } from "@lydian/protocol";
import type { Server } from "./server.ts";

/** A line that a function printed, or a part of one: `text` has the line end if the function wrote it. */
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

/** The last `limit` lines that are stored, oldest first, and where `followLogs` goes on after them. */
export async function fetchLogs(
  server: Server,
  { limit, ...filter }: LogsFilter & { readonly limit: number },
): Promise<{ readonly lines: readonly LogLine[]; readonly cursor: string }> {
  // The server counts pieces, which have a line at least; and 0 is its word for as many as it likes.
  const { batches } = await server.rpc("AppFetchLogs", { ...filter, limit: Math.max(1, limit) });
  const lines = batches.flatMap(readBatch);
  return {
    lines: lines.slice(Math.max(0, lines.length - limit)),
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
  return (batch.items ?? []).flatMap((item) => {
    const piece = {
      atMs: (item.timestamp ?? 0) * 1000,
      stream: streamName(item.fileDescriptor),
      containerId: item.containerId || (batch.taskId ?? ""),
      callId: item.functionCallId ?? "",
    };
    return linesOf(item.data ?? "").map((text) => ({ ...piece, text }));
  });
}

/** What was printed at once may be several lines; the last need not have an end. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function streamName(descriptor: modal.client.FileDescriptor | null | undefined): LogLine["stream"] {
  const { FileDescriptor } = modal.client;
  if (descriptor === FileDescriptor.FILE_DESCRIPTOR_STDERR) return "stderr";
  return descriptor === FileDescriptor.FILE_DESCRIPTOR_INFO ? "info" : "stdout";
}
