import type { Target } from "../code/target.ts";
import type { WireResult } from "../wire.ts";
import { fail, readChecked, type RunInputOptions, succeed, terminated } from "./run-input.ts";
import { runFor, type RunningInput } from "./running-input.ts";

type Results = Map<RunningInput, WireResult>;

/** What a batched function returned is not a list with an item for each input. */
class BatchError extends Error {
  override name = "BatchError";
}

/**
 * Runs inputs of one method together: a list for each argument goes in, a list of results comes out. Never
 * rejects. One whose arguments cannot be read, or whose result cannot be sent, fails alone; where the code
 * itself fails, all do.
 */
export async function runBatch(
  inputs: readonly RunningInput[],
  options: RunInputOptions,
): Promise<ReadonlyMap<RunningInput, WireResult>> {
  const results: Results = new Map();
  try {
    const target = options.service.target(inputs[0]?.delivered.method ?? "");
    const argsOf = await readAll(target, inputs, results, options);
    const batch = [...argsOf.keys()];
    for (const input of batch) input.batch = batch;
    const returned = await invoke(target, argsOf);
    await Promise.all(
      batch.map(async (input, i) => {
        results.set(input, await settle(input, () => succeed(target, returned[i], options), options));
      }),
    );
  } catch (error) {
    failRest(inputs, results, error, options);
  }
  return results;
}

/** The arguments of those that can run; the others have their results. */
async function readAll(
  target: Target,
  inputs: readonly RunningInput[],
  results: Results,
  options: RunInputOptions,
): Promise<ReadonlyMap<RunningInput, readonly unknown[]>> {
  const argsOf = new Map<RunningInput, readonly unknown[]>();
  for (const input of inputs) {
    const failure = await settle(
      input,
      async () => void argsOf.set(input, await readChecked(target, input, options)),
      options,
    );
    if (failure === undefined) continue;
    argsOf.delete(input);
    results.set(input, failure);
  }
  return argsOf;
}

/** What the code gave for each of them, in their order. */
async function invoke(
  target: Target,
  argsOf: ReadonlyMap<RunningInput, readonly unknown[]>,
): Promise<readonly unknown[]> {
  const [first] = argsOf.keys();
  if (first === undefined) return [];
  const rows = [...argsOf.values()];
  const width = Math.max(...rows.map((args) => args.length));
  const lists = Array.from({ length: width }, (_, column) => rows.map((args) => args[column]));
  const returned: unknown = await runFor(first, () => target.invoke(lists));
  if (Array.isArray(returned) && returned.length === rows.length) return returned as unknown[];
  const found = Array.isArray(returned) ? `one of ${returned.length}` : `a value of type ${typeof returned}`;
  throw new BatchError(
    `"${target.name}" must return a list of ${rows.length} results, one for each input of its batch; it returned ${found}`,
  );
}

/** What one input comes to where `work` is about it alone; `undefined` where it has no result yet. */
async function settle<T extends WireResult | void>(
  input: RunningInput,
  work: () => Promise<T>,
  options: RunInputOptions,
): Promise<T | WireResult> {
  try {
    const outcome = await work();
    return input.isAborted ? terminated() : outcome;
  } catch (error) {
    return fail(input, error, options);
  }
}

/** Told once, though it is the failure of all of them. */
function failRest(
  inputs: readonly RunningInput[],
  results: Results,
  error: unknown,
  options: RunInputOptions,
): void {
  const failed = inputs.filter((input) => !results.has(input));
  const heard = failed.find((input) => !input.isAborted);
  const failure = heard === undefined ? terminated() : fail(heard, error, options);
  for (const input of failed) results.set(input, input.isAborted ? terminated() : failure);
}
