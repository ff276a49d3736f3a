import type { Context } from "../context.ts";

/** Whether an input, an output, a yield or the argument of a failed input has the blob. */
export function usesBlob(ctx: Context) {
  const select = ctx.prepare<[isUsed: number]>(
    `SELECT EXISTS (SELECT 1 FROM inputs WHERE blob_id = ?1) OR EXISTS (SELECT 1 FROM chunks WHERE blob_id = ?1)
       OR EXISTS (SELECT 1 FROM kept_arguments WHERE blob_id = ?1)`,
  );
  return (blobId: string): boolean => select.get(blobId)?.[0] === 1;
}
