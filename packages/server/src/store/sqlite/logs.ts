import type { AppId, CallId, ContainerId, FunctionId } from "../../model/ids.ts";
import type { LogFilter, LogLine } from "../../model/log-line.ts";
import type { Logs, StoredLogLine } from "../logs.ts";
import { decode, encode, logStreams } from "./cells.ts";
import type { FilterCells, LineRow } from "./core/logs.ts";
import type { GroupCommit } from "./group-commit.ts";

export class SqliteLogs implements Logs {
  readonly #commits: GroupCommit;

  constructor(commits: GroupCommit) {
    this.#commits = commits;
  }

  async append(lines: readonly LogLine[]): Promise<void> {
    const cells = lines.map((line) => {
      const { appId, functionId, containerId, callId, index, stream, atMs, text } = line;
      const code = encode(logStreams, stream);
      return [appId, functionId, containerId, callId ?? null, index ?? null, code, atMs, text] as const;
    });
    await this.#commits.submit("appendLogs", false, cells);
  }

  async read(filter: LogFilter, after: number, limit: number): Promise<readonly StoredLogLine[]> {
    return (await this.#commits.submit("readLogs", false, filterCells(filter), after, limit)).map(storedLine);
  }

  async tail(filter: LogFilter, limit: number): Promise<readonly StoredLogLine[]> {
    return (await this.#commits.submit("tailLogs", false, filterCells(filter), limit)).map(storedLine);
  }

  expire(options: {
    readonly beforeMs: number;
    readonly bytesMax: number;
    readonly limit: number;
  }): Promise<number> {
    return this.#commits.submit("expireLogs", false, options.beforeMs, options.bytesMax, options.limit);
  }
}

function filterCells({ callId, containerId, functionId, appId }: LogFilter): FilterCells {
  return [callId ?? null, containerId ?? null, functionId ?? null, appId ?? null];
}

function storedLine(row: LineRow): StoredLogLine {
  const [sequence, appId, functionId, containerId, callId, index, stream, atMs, text] = row;
  return {
    sequence,
    // Columns of ids hold what was given as such ids.
    appId: appId as AppId,
    functionId: functionId as FunctionId,
    containerId: containerId as ContainerId,
    ...(callId === null ? {} : { callId: callId as CallId }),
    ...(index === null ? {} : { index }),
    stream: decode(logStreams, stream),
    atMs,
    text,
  };
}
