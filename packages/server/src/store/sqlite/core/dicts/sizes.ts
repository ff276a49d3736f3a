import type { Context } from "../context.ts";

/** How many entries a dict has, and bytes in them. */
export interface DictSizes {
  read(dictId: string): { readonly entries: number; readonly bytes: number };
  change(dictId: string, entries: number, bytes: number): void;
}

export function openSizes(ctx: Context): DictSizes {
  const select = ctx.prepare<[entries: number, bytes: number]>(
    "SELECT entries, bytes FROM dict_sizes WHERE dict_id = ?",
  );
  const write = ctx.prepare(
    `INSERT INTO dict_sizes VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET entries = entries + excluded.entries, bytes = bytes + excluded.bytes`,
  );
  const removeEmpty = ctx.prepare("DELETE FROM dict_sizes WHERE dict_id = ? AND entries = 0");
  return {
    read(dictId) {
      const [entries, bytes] = select.get(dictId) ?? [0, 0];
      return { entries, bytes };
    },
    change(dictId, entries, bytes) {
      if (entries === 0 && bytes === 0) return;
      write.run(dictId, entries, bytes);
      if (entries < 0) removeEmpty.run(dictId);
    },
  };
}

export function countEntries(ctx: Context) {
  const sizes = openSizes(ctx);
  return (dictId: string): number => sizes.read(dictId).entries;
}
