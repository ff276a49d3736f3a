import type { BytesHandle } from "../../cells.ts";
import type { Context } from "../context.ts";
import { openAnswers } from "./answers.ts";
import { openSizes } from "./sizes.ts";

export type EntryCells = readonly [key: BytesHandle, value: BytesHandle];

/** Writes entries; answers how many were not there, or `null` where they would be too many bytes. */
export function putEntries(ctx: Context) {
  const find = ctx.prepare<[seq: number, bytes: number]>(
    "SELECT seq, length(value) FROM dict_entries WHERE dict_id = ? AND key = ?",
  );
  const insert = ctx.prepare(
    "INSERT INTO dict_entries (seq, dict_id, key, used_at, value) VALUES (?, ?, ?, ?, ?)",
  );
  const overwrite = ctx.prepare("UPDATE dict_entries SET used_at = ?, value = ? WHERE seq = ?");
  const answers = openAnswers(ctx);
  const sizes = openSizes(ctx);

  return (
    dictId: string,
    entries: readonly EntryCells[],
    options: readonly [isKeepingExisting: boolean, bytesMax: number, atMs: number, request: string | null],
  ): number | null => {
    const [isKeepingExisting, bytesMax, atMs, request] = options;
    const known = answers.recall(request);
    if (known !== undefined) return known[0] ?? 0;
    const incoming = entries.map(([key, value]) => [bytesOf(ctx, key), bytesOf(ctx, value)] as const);
    const incomingBytes = incoming.reduce((sum, [key, value]) => sum + key.byteLength + value.byteLength, 0);
    // What is overwritten is not taken off: near the limit a dict is full a little early.
    if (sizes.read(dictId).bytes + incomingBytes > bytesMax) return null;
    let created = 0;
    let bytes = 0;
    for (const [key, value] of incoming) {
      const existing = find.get(dictId, key);
      if (existing === undefined) {
        insert.run(ctx.sequence.next(), dictId, key, atMs, value);
        created += 1;
        bytes += key.byteLength + value.byteLength;
      } else if (!isKeepingExisting) {
        overwrite.run(atMs, value, existing[0]);
        bytes += value.byteLength - existing[1];
      }
    }
    sizes.change(dictId, created, bytes);
    answers.remember(request, atMs, [created, null]);
    return created;
  };
}

/** Bytes of an entry, which are always there. */
function bytesOf(ctx: Context, handle: BytesHandle): Uint8Array {
  return ctx.bytes(handle) ?? new Uint8Array(0);
}
