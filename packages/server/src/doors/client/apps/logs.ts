import { modal } from "@lydian/protocol";
import type { Engine, LogBucket } from "../../../engine/engine.ts";
import { LydianError } from "../../../model/error.ts";
import type { LogFilter } from "../../../model/log-line.ts";
import { entryIdOf, parseEntryId } from "../entry-id.ts";
import { filterOf } from "./log-filter.ts";
import { logBatchesOf } from "./log-messages.ts";
import { streaming, unary } from "../method.ts";
import type { Methods } from "../method.ts";
import { TaskStates } from "./task-states.ts";

const {
  AppCountLogsRequest,
  AppCountLogsResponse,
  AppFetchLogsRequest,
  AppFetchLogsResponse,
  AppGetLogsRequest,
  TaskLogsBatch,
} = modal.client;

/** Clients ask for 55 s; more than a few minutes nobody needs, since they open the stream again. */
const streamMsMax = 300_000;
const linesPerReadMax = 500;
const linesFetchedDefault = 100;
const linesFetchedMax = 20_000;

/** What containers wrote. */
export function logMethods(engine: Pick<Engine, "logs" | "apps" | "containers">): Methods {
  const { logs, apps } = engine;
  return {
    AppGetLogs: streaming("clients", AppGetLogsRequest, TaskLogsBatch, async (request, { signal }, write) => {
      const filter = filterOf(request, request.fileDescriptor);
      // A client that is refused ends; one whose stream ends well asks again at once.
      if (request.appId !== "") await apps.read(request.appId);
      const order = {
        filter,
        after: parseEntryId(request.lastEntryId),
        timeoutMs: Math.min(request.timeout * 1000, streamMsMax),
        signal,
      };
      await follow(engine, order, write);
    }),
    AppFetchLogs: unary("clients", AppFetchLogsRequest, AppFetchLogsResponse, async (request) => {
      if (request.appId !== "") await apps.read(request.appId);
      const limit = Math.min(request.limit || linesFetchedDefault, linesFetchedMax);
      return { batches: logBatchesOf(await logs.tail(filterOf(request, request.source), limit)) };
    }),
    AppCountLogs: unary("clients", AppCountLogsRequest, AppCountLogsResponse, async (request) => {
      if (request.appId !== "") await apps.read(request.appId);
      if (request.bucketSecs === 0)
        throw new LydianError("invalid-argument", "Cannot count log lines: say how long the buckets are");
      const buckets = await logs.count(filterOf(request, request.source), request.bucketSecs * 1000);
      return { appId: request.appId, buckets: buckets.map(bucketMessageOf) };
    }),
  };
}

interface Order {
  readonly filter: LogFilter;
  readonly after: number;
  /** 0 for what there is already. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Writes lines as they come and, beside them, what becomes of the containers of an app. */
async function follow(
  { logs, containers }: Pick<Engine, "logs" | "containers">,
  { filter, timeoutMs, signal, ...order }: Order,
  write: (batch: modal.client.TaskLogsBatch.$Properties) => Promise<void>,
): Promise<void> {
  const endMs = performance.now() + timeoutMs;
  const states = timeoutMs > 0 && filter.appId !== undefined ? new TaskStates() : undefined;
  let { after } = order;
  let changes: number | undefined;
  while (!signal.aborted) {
    for (const batch of states?.changes(containers.list(listed(filter))) ?? []) await write(batch);
    const leftMs = Math.max(endMs - performance.now(), 0);
    const page = await logs.follow(filter, {
      after,
      limit: linesPerReadMax,
      timeoutMs: leftMs,
      signal,
      ...(changes === undefined ? {} : { changes }),
    });
    for (const batch of logBatchesOf(page.lines)) await write(batch);
    ({ cursor: after, changes } = page);
    if (page.isFinished) {
      await write({ appDone: true, entryId: entryIdOf(after) });
      return;
    }
    const isOver = timeoutMs > 0 ? performance.now() >= endMs : page.lines.length === 0;
    if (isOver) return;
  }
}

function listed({ appId }: LogFilter): Parameters<Engine["containers"]["list"]>[0] {
  return appId === undefined ? {} : { appId };
}

function bucketMessageOf({
  startMs,
  lines,
}: LogBucket): modal.client.AppCountLogsResponse.LogBucket.$Properties {
  return {
    bucketStartAt: { seconds: startMs / 1000 },
    stdoutLogs: lines.stdout,
    stderrLogs: lines.stderr,
    systemLogs: lines.system,
  };
}
