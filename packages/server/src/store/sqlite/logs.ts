import type { AppId, CallId, ContainerId, FunctionId } from "../../model/ids.ts";
import type { LogFilter, LogLine } from "../../model/log-line.ts";
import type { LogCounts, LogPage, LogPosition, Logs, LogTail, StoredLogLine } from "../logs.ts";
import { decode, encode, logStreams } from "./cells.ts";
import type { FilterCells, LineRow, PositionCells } from "./core/logs.ts";
import type { GroupCommit } from "./group-commit.ts";

export class SqliteLogs implements Logs {
  readonly #commits: GroupCommit;

  constructor(commits: GroupCommit) {
    this.#commits = commits;
  }

  async append(lines: readonly LogLine[]): Promise<void> {
    const cells = lines.map((line) => {
      const { appId, functionId, containerId, callId = null, index = null, stream, atMs, text } = line;
      const code = encode(logStreams, stream);
      return [appId, functionId, containerId, callId, index, code, atMs, text, line.baseFunctionId] as const;
    });
    await this.#commits.submit("appendLogs", false, cells);
  }

  async read(filter: LogFilter, after: number, limit: number): Promise<LogPage> {
    const cells = filterCells(filter);
    const { rows, ...page } = await this.#commits.submit("readLogs", false, cells, after, limit);
    return { ...page, lines: rows.map(storedLine) };
  }

  async tail(filter: LogFilter, limit: number, before?: LogPosition): Promise<LogTail> {
    const position = positionCells(before);
    const page = await this.#commits.submit("tailLogs", false, filterCells(filter), limit, position);
    const lines = page.rows.map(storedLine).toReversed();
    return page.before === null ? { lines } : { lines, before: positionOf(page.before) };
  }

  async count(filter: LogFilter, bucketMs: number, after?: LogPosition): Promise<LogCounts> {
    const position = positionCells(after);
    const page = await this.#commits.submit("countLogs", false, filterCells(filter), bucketMs, position);
    const buckets = page.buckets.map(([startMs, [stdout = 0, stderr = 0, system = 0]]) => ({
      startMs,
      lines: { stdout, stderr, system },
    }));
    return page.after === null ? { buckets } : { buckets, after: positionOf(page.after) };
  }

  expire(options: {
    readonly beforeMs: number;
    readonly bytesMax: number;
    readonly limit: number;
  }): Promise<number> {
    return this.#commits.submit("expireLogs", false, options.beforeMs, options.bytesMax, options.limit);
  }
}

function filterCells(filter: LogFilter): FilterCells {
  const { callId = null, containerId = null, appId = null, functionId = null } = filter;
  const { index = null, text = null, sinceMs = null, untilMs = null } = filter;
  const stream = filter.stream === undefined ? null : encode(logStreams, filter.stream);
  const baseId = filter.baseFunctionId ?? null;
  return { callId, containerId, appId, functionId, baseId, index, stream, text, sinceMs, untilMs };
}

function positionCells(position: LogPosition | undefined): PositionCells | null {
  return position === undefined ? null : [position.atMs, position.sequence];
}

function positionOf([atMs, sequence]: PositionCells): LogPosition {
  return { atMs, sequence };
}

function storedLine(row: LineRow): StoredLogLine {
  const [sequence, appId, functionId, containerId, callId, index, stream, atMs, text, baseId] = row;
  return {
    sequence,
    // Columns of ids hold what was given as such ids.
    appId: appId as AppId,
    functionId: functionId as FunctionId,
    baseFunctionId: baseId as FunctionId,
    containerId: containerId as ContainerId,
    ...(callId === null ? {} : { callId: callId as CallId }),
    ...(index === null ? {} : { index }),
    stream: decode(logStreams, stream),
    atMs,
    text,
  };
}
