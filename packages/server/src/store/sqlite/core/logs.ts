import type { Context } from "./context.ts";
import type { Query, Value } from "./query.ts";
import { pageBytesMax } from "./page.ts";

export type LineCells = readonly [
  appId: string,
  functionId: string,
  containerId: string,
  callId: string | null,
  index: number | null,
  stream: number,
  atMs: number,
  text: string,
  baseId: string,
];
export type LineRow = readonly [sequence: number, ...LineCells];

/** What is null is not asked for. */
export interface FilterCells {
  readonly callId: string | null;
  readonly containerId: string | null;
  readonly baseId: string | null;
  readonly appId: string | null;
  readonly functionId: string | null;
  readonly index: number | null;
  readonly stream: number | null;
  readonly text: string | null;
  readonly sinceMs: number | null;
  readonly untilMs: number | null;
}

export type PositionCells = readonly [atMs: number, sequence: number];

interface ReadPage {
  readonly rows: readonly LineRow[];
  readonly cursor: number;
  readonly isPartial: boolean;
}

interface TailPage {
  readonly rows: readonly LineRow[];
  readonly before: PositionCells | null;
}

interface CountPage {
  readonly buckets: readonly (readonly [startMs: number, counts: readonly number[]])[];
  readonly after: PositionCells | null;
}

/** L1: what one operation looks at. Some tens of milliseconds. */
const linesExaminedMax = 20_000;

export function appendLogs(ctx: Context) {
  const insert = ctx.prepare("INSERT INTO logs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  return (lines: readonly LineCells[]): void => {
    for (const line of lines) {
      insert.run(ctx.sequence.next(), ...line);
      ctx.logSize.change(Buffer.byteLength(line[7]));
    }
  };
}

/** Lines that match beyond `after`, oldest first, and how far was looked. */
export function readLogs(ctx: Context) {
  const walks = arrivalWalks(ctx, "seq > ?", "seq");
  const newest = ctx.prepare<[sequence: number | null]>("SELECT max(seq) FROM logs");
  return (filter: FilterCells, after: number, limit: number): ReadPage => {
    const { rows, last, isCut } = examine(walks(filter, [after]), filter, limit);
    const lookedAt = isCut && last !== undefined ? last[1] : (newest.get()?.[0] ?? 0);
    return { rows, cursor: Math.max(after, lookedAt), isPartial: isCut };
  };
}

/** The newest lines that match, newest first, and where to look for older ones. */
export function tailLogs(ctx: Context) {
  const byArrival = arrivalWalks(ctx, "seq < ?", "seq DESC");
  const byTime = timeWalks(ctx, "at >= ? AND at <= ? AND (at < ? OR seq < ?)", "at DESC, seq DESC");
  return (filter: FilterCells, limit: number, before: PositionCells | null): TailPage => {
    const [beforeMs, beforeSequence] = before ?? [filter.untilMs ?? Infinity, 0];
    const walk = isByTime(filter)
      ? byTime(filter, [filter.sinceMs ?? 0, beforeMs, beforeMs, beforeSequence])
      : byArrival(filter, [before === null ? Number.MAX_SAFE_INTEGER : beforeSequence]);
    const { rows, last, isCut } = examine(walk, filter, limit);
    return { rows, before: isCut && rows.length < limit ? (last ?? null) : null };
  };
}

/** How many lines match in each bucket of time, by their streams. */
export function countLogs(ctx: Context) {
  const byArrival = arrivalWalks(ctx, "seq > ?", "seq");
  const byTime = timeWalks(ctx, "at >= ? AND at < ? AND (at > ? OR seq > ?)", "at, seq");
  return (filter: FilterCells, bucketMs: number, after: PositionCells | null): CountPage => {
    const [afterMs, afterSequence] = after ?? [filter.sinceMs ?? 0, 0];
    const walk = isByTime(filter)
      ? byTime(filter, [afterMs, filter.untilMs ?? Infinity, afterMs, afterSequence])
      : byArrival(filter, [afterSequence]);
    const { rows, last, isCut } = examine(walk, filter, Infinity);
    const buckets = new Map<number, number[]>();
    for (const [, , , , , , stream, atMs] of rows) {
      const startMs = Math.floor(atMs / bucketMs) * bucketMs;
      const counts = buckets.get(startMs) ?? [0, 0, 0];
      buckets.set(startMs, counts);
      counts[stream] = (counts[stream] ?? 0) + 1;
    }
    return { buckets: [...buckets].toSorted(([a], [b]) => a - b), after: isCut ? (last ?? null) : null };
  };
}

/** Looks at the oldest lines and deletes those that are too old or too many; says how many. */
export function expireLogs(ctx: Context) {
  const select = ctx.prepare<[sequence: number, atMs: number, bytes: number]>(
    "SELECT seq, at, octet_length(text) FROM logs ORDER BY seq LIMIT ?",
  );
  const remove = ctx.prepare("DELETE FROM logs WHERE seq = ?");
  return (beforeMs: number, bytesMax: number, limit: number): number => {
    let expired = 0;
    for (const [sequence, atMs, bytes] of select.all(limit)) {
      if (atMs >= beforeMs && ctx.logSize.bytes <= bytesMax) continue;
      remove.run(sequence);
      ctx.logSize.change(-bytes);
      expired += 1;
    }
    return expired;
  };
}

const columns = "seq, app_id, function_id, container_id, call_id, idx, stream, at, text, base_id";

/** Lines in order, for the filter that narrows them down most; what else it asks for is looked at later. */
type Walk = (filter: FilterCells, range: readonly Value[]) => Iterable<LineRow>;

/** Lines of few writers: a call or a container, or else of an app, or all. */
function arrivalWalks(ctx: Context, range: string, order: string): Walk {
  const walk = (source: string, condition: string): Query<LineRow> =>
    ctx.prepare(`SELECT ${columns} FROM logs ${source} WHERE ${condition} ${range} ORDER BY ${order}`);
  const ofCall = walk("INDEXED BY logs_call", "call_id = ? AND");
  const ofContainer = walk("INDEXED BY logs_container", "container_id = ? AND");
  const ofApp = walk("INDEXED BY logs_app", "app_id = ? AND");
  const ofAll = walk("NOT INDEXED", "");
  return ({ callId, containerId, appId }, values) => {
    if (callId !== null) return ofCall.iterate(callId, ...values);
    if (containerId !== null) return ofContainer.iterate(containerId, ...values);
    return appId === null ? ofAll.iterate(...values) : ofApp.iterate(appId, ...values);
  };
}

/** Lines of a function or an app, which may have written for weeks. */
function timeWalks(ctx: Context, range: string, order: string): Walk {
  const walk = (index: string, column: string): Query<LineRow> =>
    ctx.prepare(
      `SELECT ${columns} FROM logs INDEXED BY ${index} WHERE ${column} = ? AND ${range} ORDER BY ${order}`,
    );
  const ofFunction = walk("logs_base_at", "base_id");
  const ofApp = walk("logs_app_at", "app_id");
  return ({ baseId, appId }, values) =>
    baseId === null ? ofApp.iterate(appId, ...values) : ofFunction.iterate(baseId, ...values);
}

function isByTime({ callId, containerId, baseId, appId }: FilterCells): boolean {
  return callId === null && containerId === null && (baseId !== null || appId !== null);
}

interface Examined {
  readonly rows: LineRow[];
  /** The last line that was looked at. */
  readonly last: PositionCells | undefined;
  /** Whether there may be more: a bound was reached (L1), or as many found as were wanted. */
  readonly isCut: boolean;
}

function examine(walk: Iterable<LineRow>, filter: FilterCells, limit: number): Examined {
  const rows: LineRow[] = [];
  let examined = 0;
  let bytes = 0;
  let last: PositionCells | undefined;
  if (limit <= 0) return { rows, last, isCut: true };
  for (const row of walk) {
    examined += 1;
    last = [row[7], row[0]];
    if (isWanted(row, filter)) {
      rows.push(row);
      bytes += row[8].length;
    }
    if (rows.length >= limit || examined >= linesExaminedMax || bytes >= pageBytesMax)
      return { rows, last, isCut: true };
  }
  return { rows, last, isCut: false };
}

function isWanted(row: LineRow, filter: FilterCells): boolean {
  const [, appId, functionId, containerId, callId, index, stream, atMs, text, baseId] = row;
  return (
    (filter.appId === null || filter.appId === appId) &&
    (filter.baseId === null || filter.baseId === baseId) &&
    (filter.functionId === null || filter.functionId === functionId) &&
    (filter.containerId === null || filter.containerId === containerId) &&
    (filter.callId === null || filter.callId === callId) &&
    (filter.index === null || filter.index === index) &&
    (filter.stream === null || filter.stream === stream) &&
    (filter.text === null || text.includes(filter.text)) &&
    atMs >= (filter.sinceMs ?? -Infinity) &&
    atMs < (filter.untilMs ?? Infinity)
  );
}
