import type { LogFilter, LogLine } from "../model/log-line.ts";

/** What containers wrote, in the order in which it arrived. */
export interface Logs {
  /** Written, not synced. */
  append(lines: readonly LogLine[]): Promise<void>;
  /** Lines with `sequence > after` that match, oldest first. */
  read(filter: LogFilter, after: number, limit: number): Promise<readonly StoredLogLine[]>;
  /** The newest `limit` lines that match, oldest first. */
  tail(filter: LogFilter, limit: number): Promise<readonly StoredLogLine[]>;
  /** Deletes lines older than `beforeMs`, and the oldest beyond `bytesMax` of text. Tells how many went. */
  expire(options: {
    readonly beforeMs: number;
    readonly bytesMax: number;
    readonly limit: number;
  }): Promise<number>;
}

export interface StoredLogLine extends LogLine {
  readonly sequence: number;
}
