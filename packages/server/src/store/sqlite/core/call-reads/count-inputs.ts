import type { Context } from "../context.ts";
import type { UnfinishedCounts } from "../function-counts.ts";

/** How many inputs of a function are in each unfinished state. */
export function countInputs(ctx: Context) {
  return (functionId: string): UnfinishedCounts => ctx.functionCounts.read(functionId);
}

/** Functions with inputs that wait. */
export function waitingFunctions(ctx: Context) {
  return (): readonly string[] => ctx.functionCounts.waiting();
}
