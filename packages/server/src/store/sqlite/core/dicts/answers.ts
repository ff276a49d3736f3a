import type { Context } from "../context.ts";

/** What was answered to a request: how many entries it created, or the value that it popped. */
export type AnswerRow = readonly [created: number | null, value: Uint8Array | null];

/**
 * Popped values are kept for requests that come again, but not without bound: beyond this, the
 * oldest go. A client asks again within seconds, if at all.
 */
const poppedBytesMax = 64 * 1024 * 1024;

/** Answers that were given, by request. */
export interface Answers {
  recall(request: string | null): AnswerRow | undefined;
  remember(request: string | null, atMs: number, answer: AnswerRow): void;
  forgetBefore(atMs: number, limit: number): number;
}

export function openAnswers(ctx: Context): Answers {
  const select = ctx.prepare<AnswerRow>("SELECT created, value FROM dict_answers WHERE request = ?");
  const insert = ctx.prepare("INSERT INTO dict_answers VALUES (?, ?, ?, ?, ?)");
  const selectOldest = ctx.prepare<[seq: number, at: number, bytes: number]>(
    "SELECT seq, at, coalesce(length(value), 0) FROM dict_answers ORDER BY seq LIMIT ?",
  );
  const remove = ctx.prepare("DELETE FROM dict_answers WHERE seq = ?");

  function forget(isOld: (atMs: number) => boolean, limit: number): number {
    let forgotten = 0;
    for (const [seq, atMs, bytes] of selectOldest.all(limit)) {
      if (!isOld(atMs)) break;
      remove.run(seq);
      ctx.poppedSize.change(-bytes);
      forgotten += 1;
    }
    return forgotten;
  }

  return {
    recall: (request) => (request === null ? undefined : select.get(request)),
    remember(request, atMs, [created, value]) {
      if (request === null) return;
      ctx.poppedSize.change(value?.byteLength ?? 0);
      while (ctx.poppedSize.bytes > poppedBytesMax && forget(() => true, 1) > 0);
      insert.run(ctx.sequence.next(), request, atMs, created, value);
    },
    forgetBefore: (beforeMs, limit) => forget((atMs) => atMs < beforeMs, limit),
  };
}
