import type { BytesHandle } from "../cells.ts";
import type { Context } from "./context.ts";

export type RecordRow = readonly [key: string, value: Uint8Array, revision: number];
/** Without a value the record is deleted; `expect` is as in `RecordChange`. */
export type ChangeCells = readonly [kind: string, key: string, value: BytesHandle, expect: number | null];

export function readRecord(ctx: Context) {
  const select = ctx.prepare<RecordRow>(
    "SELECT key, value, revision FROM records WHERE kind = ? AND key = ?",
  );
  return (kind: string, key: string): RecordRow | undefined => select.get(kind, key);
}

/** Records whose keys begin with a prefix, in key order. */
export function listRecords(ctx: Context) {
  const select = ctx.prepare<RecordRow>(
    `SELECT key, value, revision FROM records
     WHERE kind = ? AND key >= ? AND substr(key, 1, length(?)) = ? ORDER BY key LIMIT ?`,
  );
  return (kind: string, prefix: string, limit: number): RecordRow[] =>
    select.all(kind, prefix, prefix, prefix, limit);
}

/** Makes all changes or none; answers the place of the first change whose expectation fails. */
export function writeRecords(ctx: Context) {
  const readRevision = ctx.prepare<[number]>("SELECT revision FROM records WHERE kind = ? AND key = ?");
  const write = ctx.prepare(
    `INSERT INTO records (kind, key, revision, value) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET revision = excluded.revision, value = excluded.value`,
  );
  const remove = ctx.prepare("DELETE FROM records WHERE kind = ? AND key = ?");

  return (changes: readonly ChangeCells[]): number | null => {
    const conflict = changes.findIndex(
      ([kind, key, , expect]) => expect !== null && expect !== (readRevision.get(kind, key)?.[0] ?? 0),
    );
    if (conflict >= 0) return conflict;
    for (const [kind, key, value] of changes) {
      // Revisions come from the store's sequence: a record that is deleted and made again never has
      // a revision that somebody read before.
      if (value === null) remove.run(kind, key);
      else write.run(kind, key, ctx.sequence.next(), ctx.bytes(value));
    }
    return null;
  };
}
