import { dictUseMsPrecision } from "../../../dicts.ts";
import type { BytesHandle } from "../../cells.ts";
import type { Context } from "../context.ts";
import { pageBytesMax } from "../page.ts";

export type EntryRow = readonly [key: Uint8Array, value: Uint8Array];

/** The value of a key, whose use is noted. */
export function getEntry(ctx: Context) {
  const select = ctx.prepare<[seq: number, usedAtMs: number, value: Uint8Array]>(
    "SELECT seq, used_at, value FROM dict_entries WHERE dict_id = ? AND key = ?",
  );
  const note = noteUse(ctx);
  return (dictId: string, key: BytesHandle, atMs: number): Uint8Array | null => {
    const row = select.get(dictId, ctx.bytes(key));
    if (row === undefined) return null;
    const [seq, usedAtMs, value] = row;
    note(seq, usedAtMs, atMs);
    return value;
  };
}

/** Whether a key is there, which is a use of it too. */
export function hasEntry(ctx: Context) {
  const select = ctx.prepare<[seq: number, usedAtMs: number]>(
    "SELECT seq, used_at FROM dict_entries WHERE dict_id = ? AND key = ?",
  );
  const note = noteUse(ctx);
  return (dictId: string, key: BytesHandle, atMs: number): boolean => {
    const row = select.get(dictId, ctx.bytes(key));
    if (row !== undefined) note(row[0], row[1], atMs);
    return row !== undefined;
  };
}

/** A page of entries in the order of their keys, beyond one if it is given. */
export function readEntries(ctx: Context) {
  const columns = "seq, used_at, key, value FROM dict_entries INDEXED BY dict_entries_place";
  type Row = readonly [seq: number, usedAtMs: number, ...EntryRow];
  const first = ctx.prepare<Row>(`SELECT ${columns} WHERE dict_id = ? ORDER BY key LIMIT ?`);
  const next = ctx.prepare<Row>(`SELECT ${columns} WHERE dict_id = ? AND key > ? ORDER BY key LIMIT ?`);
  const note = noteUse(ctx);

  return (dictId: string, after: BytesHandle, limit: number, atMs: number): EntryRow[] => {
    const rows: Row[] = [];
    let bytes = 0;
    const all = after === null ? first.iterate(dictId, limit) : next.iterate(dictId, ctx.bytes(after), limit);
    for (const row of all) {
      rows.push(row);
      bytes += row[2].byteLength + row[3].byteLength;
      if (bytes >= pageBytesMax) break;
    }
    return rows.map(([seq, usedAtMs, key, value]) => {
      note(seq, usedAtMs, atMs);
      return [key, value];
    });
  };
}

/** Notes a use where the last one that was noted is some time ago. */
function noteUse(ctx: Context): (seq: number, usedAtMs: number, atMs: number) => void {
  const update = ctx.prepare("UPDATE dict_entries SET used_at = ? WHERE seq = ?");
  return (seq, usedAtMs, atMs) => {
    if (atMs - usedAtMs >= dictUseMsPrecision) update.run(atMs, seq);
  };
}
