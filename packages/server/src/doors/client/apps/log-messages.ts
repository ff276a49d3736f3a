/** Lines of logs as clients get them. */
import { inputId, modal } from "@lydian/protocol";
import type { LogStream } from "../../../model/log-line.ts";
import type { StoredLogLine } from "../../../engine/engine.ts";
import { entryIdOf } from "../entry-id.ts";

const { FileDescriptor } = modal.client;

const descriptorOf: Readonly<Record<LogStream, modal.client.FileDescriptor>> = {
  stdout: FileDescriptor.FILE_DESCRIPTOR_STDOUT,
  stderr: FileDescriptor.FILE_DESCRIPTOR_STDERR,
  system: FileDescriptor.FILE_DESCRIPTOR_INFO,
};

/** A batch holds lines of one container and one function, in order. */
export function logBatchesOf(lines: readonly StoredLogLine[]): modal.client.TaskLogsBatch.$Properties[] {
  const batches: (modal.client.TaskLogsBatch.$Properties & { items: modal.client.TaskLogs.$Properties[] })[] =
    [];
  for (const line of lines) {
    const last = batches.at(-1);
    const entryId = entryIdOf(line.sequence);
    if (last?.taskId === line.containerId && last.functionId === line.functionId) {
      last.items.push(itemOf(line));
      last.entryId = entryId;
    } else {
      const { containerId: taskId, functionId, baseFunctionId: rootFunctionId } = line;
      batches.push({ taskId, functionId, rootFunctionId, entryId, items: [itemOf(line)] });
    }
  }
  return batches;
}

function itemOf(line: StoredLogLine): modal.client.TaskLogs.$Properties {
  return {
    data: line.text,
    timestamp: line.atMs / 1000,
    timestampNs: Math.round(line.atMs * 1000) * 1000,
    fileDescriptor: descriptorOf[line.stream],
    functionCallId: line.callId ?? "",
    inputId: line.callId === undefined || line.index === undefined ? "" : inputId(line.callId, line.index),
  };
}
