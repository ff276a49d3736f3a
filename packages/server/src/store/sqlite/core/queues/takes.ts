import type { Context } from "../context.ts";

/** Which items were taken by which request, for requests that come again. */
export interface Takes {
  isKnown(request: string): boolean;
  /** Forgets the oldest others where all would be more than `bytesMax`. */
  remember(request: string, atMs: number, bytes: number, bytesMax: number): void;
  /** Forgets a request without its items; answers how many bytes they have. */
  withdraw(request: string): number;
  forgetBefore(atMs: number, limit: number): number;
}

export function openTakes(ctx: Context): Takes {
  const find = ctx.prepare<[seq: number, bytes: number]>(
    "SELECT seq, bytes FROM queue_takes WHERE request = ?",
  );
  const insert = ctx.prepare("INSERT INTO queue_takes VALUES (?, ?, ?, ?)");
  const selectOldest = ctx.prepare<[seq: number, request: string, at: number, bytes: number]>(
    "SELECT seq, request, at, bytes FROM queue_takes ORDER BY seq LIMIT ?",
  );
  const remove = ctx.prepare("DELETE FROM queue_takes WHERE seq = ?");
  const removeItems = ctx.prepare("DELETE FROM queue_items WHERE take = ?");

  function forget(isOld: (atMs: number) => boolean, limit: number): number {
    let forgotten = 0;
    for (const [seq, request, atMs, bytes] of selectOldest.all(limit)) {
      if (!isOld(atMs)) break;
      removeItems.run(request);
      remove.run(seq);
      ctx.takenSize.change(-bytes);
      forgotten += 1;
    }
    return forgotten;
  }

  return {
    isKnown: (request) => find.get(request) !== undefined,
    remember(request, atMs, bytes, bytesMax) {
      ctx.takenSize.change(bytes);
      while (ctx.takenSize.bytes > bytesMax && forget(() => true, 1) > 0);
      insert.run(ctx.sequence.next(), request, atMs, bytes);
    },
    withdraw(request) {
      const [seq, bytes] = find.get(request) ?? [0, 0];
      remove.run(seq);
      ctx.takenSize.change(-bytes);
      return bytes;
    },
    forgetBefore: (beforeMs, limit) => forget((atMs) => atMs < beforeMs, limit),
  };
}
