import type { BytesHandle } from "../../cells.ts";
import type { Context } from "../context.ts";
import { openAnswers } from "./answers.ts";
import { openSizes } from "./sizes.ts";

/** Removes an entry; answers its value, or `null` if it was not there. */
export function popEntry(ctx: Context) {
  const select = ctx.prepare<[seq: number, value: Uint8Array]>(
    "SELECT seq, value FROM dict_entries WHERE dict_id = ? AND key = ?",
  );
  const remove = ctx.prepare("DELETE FROM dict_entries WHERE seq = ?");
  const answers = openAnswers(ctx);
  const sizes = openSizes(ctx);

  return (dictId: string, handle: BytesHandle, atMs: number, request: string | null): Uint8Array | null => {
    const known = answers.recall(request);
    if (known !== undefined) return known[1];
    const key = ctx.bytes(handle);
    const row = select.get(dictId, key);
    // Nothing to remember: whoever asks again may as well get what was put meanwhile.
    if (row === undefined) return null;
    const [seq, value] = row;
    remove.run(seq);
    sizes.change(dictId, -1, -((key?.byteLength ?? 0) + value.byteLength));
    answers.remember(request, atMs, [null, value]);
    return value;
  };
}

/** Deletes entries of a dict that were there at `until`; answers that, and whether all are gone. */
export function clearDict(ctx: Context) {
  const select = ctx.prepare<[seq: number, bytes: number]>(
    `SELECT seq, length(key) + length(value) FROM dict_entries INDEXED BY dict_entries_place
     WHERE dict_id = ? AND seq <= ? ORDER BY key LIMIT ?`,
  );
  const remove = ctx.prepare("DELETE FROM dict_entries WHERE seq = ?");
  const sizes = openSizes(ctx);

  return (dictId: string, given: number | null, limit: number): { until: number; isDone: boolean } => {
    const until = given ?? ctx.sequence.last;
    const rows = select.all(dictId, until, limit);
    let bytes = 0;
    for (const [seq, size] of rows) {
      remove.run(seq);
      bytes += size;
    }
    sizes.change(dictId, -rows.length, -bytes);
    return { until, isDone: rows.length < limit };
  };
}

/** Deletes entries that were not used for long, of whatever dict, and old answers; says how many. */
export function expireDicts(ctx: Context) {
  const select = ctx.prepare<[seq: number, dictId: string, bytes: number]>(
    `SELECT seq, dict_id, length(key) + length(value) FROM dict_entries INDEXED BY dict_entries_used
     WHERE used_at < ? ORDER BY used_at LIMIT ?`,
  );
  const remove = ctx.prepare("DELETE FROM dict_entries WHERE seq = ?");
  const answers = openAnswers(ctx);
  const sizes = openSizes(ctx);

  return (usedBeforeMs: number, requestsBeforeMs: number, limit: number): number => {
    const rows = select.all(usedBeforeMs, limit);
    for (const [seq, dictId, bytes] of rows) {
      remove.run(seq);
      sizes.change(dictId, -1, -bytes);
    }
    return Math.max(rows.length, answers.forgetBefore(requestsBeforeMs, limit));
  };
}
