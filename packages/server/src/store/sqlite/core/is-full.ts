import type { Context } from "./context.ts";

/** How many inputs of a function may wait, and be unfinished, before no more are taken in. */
export type RoomCells = readonly [waitingMax: number, unfinishedMax: number];

/**
 * Whether a function has as many inputs as may be. Those that callers wait for have room of their own, so
 * that a million of others, which wait for days, are not in their way.
 */
export function isFull(
  ctx: Context,
  functionId: string,
  isAttached: boolean,
  [waitingMax, unfinishedMax]: RoomCells,
): boolean {
  const { queued, delayed, claimed } = ctx.functionCounts.read(functionId);
  const attached = ctx.attachedCounts.read(functionId);
  const waiting = isAttached ? attached : queued + delayed - attached;
  return waiting >= waitingMax || waiting + claimed >= unfinishedMax;
}
