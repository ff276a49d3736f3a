import { modal, parseInputId } from "@lydian/protocol";
import type { Engine } from "../../../engine/engine.ts";
import { LydianError } from "../../../model/error.ts";
import type { LogFilter } from "../../../model/log-line.ts";
import { entryIdOf, parseEntryId } from "../entry-id.ts";
import { isWanted, logBatchesOf } from "./log-messages.ts";
import type { LogWishes } from "./log-messages.ts";
import { streaming, unary } from "../method.ts";
import type { Methods } from "../method.ts";

const { AppFetchLogsRequest, AppFetchLogsResponse, AppGetLogsRequest, FileDescriptor, TaskLogsBatch } =
  modal.client;

/** Clients ask for 55 s; more than a few minutes nobody needs, since they open the stream again. */
const streamMsMax = 300_000;
const linesPerReadMax = 500;
const linesFetchedDefault = 100;
const linesFetchedMax = 20_000;

/** What containers wrote. */
export function logMethods({ logs, apps }: Pick<Engine, "logs" | "apps">): Methods {
  return {
    AppGetLogs: streaming("clients", AppGetLogsRequest, TaskLogsBatch, async (request, { signal }, write) => {
      const filter = filterOf(request);
      // A client that is refused ends; one whose stream ends well asks again at once.
      if (request.appId !== "") await apps.read(request.appId);
      const wishes = wishesOf(request.inputId, request.fileDescriptor, request.searchText);
      const isFollowing = request.timeout > 0;
      const endMs = performance.now() + Math.min(request.timeout * 1000, streamMsMax);
      let after = parseEntryId(request.lastEntryId);
      while (!signal.aborted) {
        const timeoutMs = Math.max(endMs - performance.now(), 0);
        const options = { after, limit: linesPerReadMax, timeoutMs, signal };
        const page = await logs.follow(filter, options);
        for (const batch of logBatchesOf(page.lines.filter((line) => isWanted(line, wishes))))
          await write(batch);
        after = page.cursor;
        if (page.isFinished) {
          await write({ appDone: true, entryId: entryIdOf(after) });
          return;
        }
        const isOver = isFollowing ? performance.now() >= endMs : page.lines.length < linesPerReadMax;
        if (isOver) return;
      }
    }),
    AppFetchLogs: unary("clients", AppFetchLogsRequest, AppFetchLogsResponse, async (request) => {
      const filter = filterOf(request);
      if (request.appId !== "") await apps.read(request.appId);
      const wishes = {
        ...wishesOf("", request.source, request.searchText),
        sinceMs: millisecondsOf(request.since) ?? 0,
        untilMs: millisecondsOf(request.until) ?? Infinity,
      };
      const limit = Math.min(request.limit || linesFetchedDefault, linesFetchedMax);
      // What is filtered here must be read first: the newest lines may all be unwanted.
      const lines = await logs.tail(filter, isFiltered(request) ? linesFetchedMax : limit);
      return { batches: logBatchesOf(lines.filter((line) => isWanted(line, wishes)).slice(-limit)) };
    }),
  };
}

/** What both requests say of whose lines they want; empty means all. */
interface FilterRequest {
  readonly appId: string;
  readonly functionId: string;
  readonly functionCallId: string;
  readonly taskId: string;
  readonly inputId?: string;
}

function filterOf(request: FilterRequest): LogFilter {
  const callId = request.functionCallId || (parseInputId(request.inputId ?? "")?.callId ?? "");
  const { appId, functionId, taskId: containerId } = request;
  if (appId === "" && containerId === "" && callId === "" && functionId === "") {
    throw new LydianError(
      "invalid-argument",
      "Cannot read logs: name an app, a function, a call or a container",
    );
  }
  return {
    ...(appId === "" ? {} : { appId }),
    ...(functionId === "" ? {} : { functionId }),
    ...(containerId === "" ? {} : { containerId }),
    ...(callId === "" ? {} : { callId }),
  } as LogFilter; // ids of another shape match no line, which is what they deserve
}

function wishesOf(inputId: string, stream: modal.client.FileDescriptor, text: string): LogWishes {
  const index = parseInputId(inputId)?.index;
  return { stream, text, ...(index === undefined ? {} : { index }) };
}

function isFiltered(request: ReturnType<typeof AppFetchLogsRequest.decode>): boolean {
  const hasTimes = Boolean(request.since ?? request.until);
  return (
    hasTimes || request.searchText !== "" || request.source !== FileDescriptor.FILE_DESCRIPTOR_UNSPECIFIED
  );
}

function millisecondsOf(
  time: { readonly seconds?: unknown; readonly nanos?: number | null } | null | undefined,
): number | undefined {
  if (time === null || time === undefined) return undefined;
  return Number(time.seconds ?? 0) * 1000 + (time.nanos ?? 0) / 1_000_000;
}
