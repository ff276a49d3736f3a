import { InvalidError } from "../errors.ts";

type Callable = (...args: unknown[]) => unknown;

/** A batched function as its callers see it, run here for a batch of one. */
export function localBatched(name: string, handler: Callable): (...args: unknown[]) => Promise<unknown> {
  return async (...args) => {
    const results = await handler(...args.map((argument) => [argument]));
    if (Array.isArray(results) && results.length === 1) return results[0] as unknown;
    throw new InvalidError(`"${name}" must return a list of one result for a batch of one input`);
  };
}
