import type { LogFilter, LogLine, LogStream } from "../model/log-line.ts";

/**
 * What containers wrote.
 *
 * - L1. No operation looks at more than some ten thousand lines, nor answers more than some MiB, so that
 *   a search through all that is kept holds nobody up: an answer tells where to go on.
 * - L2. Lines are in order of arrival. Where a filter names an app or a function, `tail` and `count` go by the
 *   time at which they were written, and by arrival among those of one moment.
 */
export interface Logs {
  /** Written, not synced. */
  append(lines: readonly LogLine[]): Promise<void>;
  /** Lines that match and arrived after `after`, oldest first. */
  read(filter: LogFilter, after: number, limit: number): Promise<LogPage>;
  /** The newest `limit` lines that match, oldest first; before `before`, where that is given. */
  tail(filter: LogFilter, limit: number, before?: LogPosition): Promise<LogTail>;
  /** How many lines match, by the time at which they were written, from `after` on where that is given. */
  count(filter: LogFilter, bucketMs: number, after?: LogPosition): Promise<LogCounts>;
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

export interface LogPage {
  readonly lines: readonly StoredLogLine[];
  /** Where to go on: no line up to it is wanted that is not among these. */
  readonly cursor: number;
  /** Whether there may be more beyond the cursor. */
  readonly isPartial: boolean;
}

/** Between two lines. To be given back with the same filter only. */
export interface LogPosition {
  readonly atMs: number;
  readonly sequence: number;
}

export interface LogTail {
  readonly lines: readonly StoredLogLine[];
  /** Where to look for older lines; absent if none is left, or enough were found. */
  readonly before?: LogPosition;
}

export interface LogCounts {
  /** Oldest first, without empty ones. Another page may go on with the last of these. */
  readonly buckets: readonly LogBucket[];
  /** Where to go on counting; absent if all are counted. */
  readonly after?: LogPosition;
}

export interface LogBucket {
  /** A multiple of its length. */
  readonly startMs: number;
  readonly lines: Readonly<Record<LogStream, number>>;
}
