import type { Context } from "./context.ts";
import type { Query } from "./query.ts";

export type LineCells = readonly [
  appId: string,
  functionId: string,
  containerId: string,
  callId: string | null,
  index: number | null,
  stream: number,
  atMs: number,
  text: string,
];
export type LineRow = readonly [sequence: number, ...LineCells];
/** In the order in which columns narrow a search down most. */
export type FilterCells = readonly [
  callId: string | null,
  containerId: string | null,
  functionId: string | null,
  appId: string | null,
];
const filterColumns = ["call_id", "container_id", "function_id", "app_id"] as const;

export function appendLogs(ctx: Context) {
  const insert = ctx.prepare("INSERT INTO logs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  return (lines: readonly LineCells[]): void => {
    for (const line of lines) {
      insert.run(ctx.sequence.next(), ...line);
      ctx.logSize.change(Buffer.byteLength(line[7]));
    }
  };
}

/** Lines that match beyond `after`, oldest first. */
export function readLogs(ctx: Context) {
  const select = filtered(ctx, "seq > ?", "seq");
  return (filter: FilterCells, after: number, limit: number): LineRow[] => select(filter, after, limit);
}

/** The newest lines that match, oldest first. */
export function tailLogs(ctx: Context) {
  const select = filtered(ctx, "seq > ?", "seq DESC");
  return (filter: FilterCells, limit: number): LineRow[] => select(filter, 0, limit).toReversed();
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

/** A search for each combination of filters, prepared when it is first asked for. */
function filtered(ctx: Context, where: string, order: string) {
  const queries = new Map<string, Query<LineRow>>();
  return (filter: FilterCells, after: number, limit: number): LineRow[] => {
    const columns = filterColumns.filter((_, place) => filter[place] !== null);
    const key = columns.join();
    let query = queries.get(key);
    if (query === undefined) {
      // A plus sign keeps SQLite from choosing the index of a column that narrows less.
      const terms = columns.map((column, place) => `${place === 0 ? "" : "+"}${column} = ?`);
      query = ctx.prepare<LineRow>(
        `SELECT seq, app_id, function_id, container_id, call_id, idx, stream, at, text FROM logs
         WHERE ${[...terms, where].join(" AND ")} ORDER BY ${order} LIMIT ?`,
      );
      queries.set(key, query);
    }
    return query.all(...filter.filter((value) => value !== null), after, limit);
  };
}
