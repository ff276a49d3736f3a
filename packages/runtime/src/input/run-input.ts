import { checkSchema } from "./check-schema.ts";
import type { Failures } from "../report/failure.ts";
import { readArguments, writeValue } from "./payloads.ts";
import { runFor } from "./running-input.ts";
import type { RunningInput } from "./running-input.ts";
import { streamYields } from "./stream-yields.ts";
import type { Service, Target } from "../code/target.ts";
import type { BlobTransfer } from "./payloads.ts";
import { dataFormats, encodeGeneratorDone, resultStatuses } from "../wire.ts";
import type { WireResult } from "../wire.ts";

/** What it takes to run inputs. */
export interface RunInputOptions {
  readonly service: Service;
  readonly blobs: BlobTransfer;
  readonly failures: Failures;
  readonly sendChunk: (
    input: RunningInput,
    chunk: { readonly index: number; readonly format: number },
  ) => void;
}

/**
 * Runs one input to its end. Never rejects: whatever goes wrong is its result. An input that was
 * aborted ends as terminated whatever its code makes of that, once its code is done.
 */
export async function runInput(input: RunningInput, options: RunInputOptions): Promise<WireResult> {
  try {
    const target = options.service.target(input.delivered.method);
    const result = await runTarget(target, input, options);
    return input.isAborted ? terminated() : result;
  } catch (error) {
    return fail(input, error, options);
  }
}

/** What an input comes to that its code, or what came in or went out, made fail. */
export function fail(input: RunningInput, error: unknown, { failures }: RunInputOptions): WireResult {
  if (input.isAborted) return terminated();
  const result = failures.result(error);
  // People look for failures in the logs too, and an attempt that is retried shows up nowhere else.
  runFor(input, () => process.stderr.write(`${result.traceback}\n`));
  return result;
}

async function runTarget(target: Target, input: RunningInput, options: RunInputOptions): Promise<WireResult> {
  const read = readChecked(target, input, options);
  const args = read instanceof Promise ? await read : read;
  if (input.isAborted) return terminated();
  const returned = runFor(input, () => target.invoke(args));
  if (target.isGenerator) return runGenerator(target, returned, input, options);
  return succeed(target, await returned, options);
}

/** The arguments of an input as its target takes them. Not a promise unless there is something to wait for. */
export function readChecked(
  target: Target,
  input: RunningInput,
  { blobs }: RunInputOptions,
): readonly unknown[] | Promise<readonly unknown[]> {
  const read = readArguments(input.delivered, blobs);
  return target.input === undefined ? read : checkFirst(target, target.input, read);
}

async function checkFirst(
  { name }: Target,
  schema: NonNullable<Target["input"]>,
  read: readonly unknown[] | Promise<readonly unknown[]>,
): Promise<readonly unknown[]> {
  const [first, ...others] = await read;
  return [await checkSchema(schema, first, `Cannot call "${name}"`), ...others];
}

/** What a target gave for an input, checked and written. */
export async function succeed(
  { name, output }: Target,
  returned: unknown,
  { blobs }: RunInputOptions,
): Promise<WireResult> {
  const value =
    output === undefined ? returned : await checkSchema(output, returned, `Cannot return from "${name}"`);
  const written = writeValue(value, blobs, "result");
  return { status: resultStatuses.success, ...(written instanceof Promise ? await written : written) };
}

async function runGenerator(
  target: Target,
  returned: unknown,
  input: RunningInput,
  options: RunInputOptions,
): Promise<WireResult> {
  const count = await runFor(input, () =>
    streamYields(returned, input, {
      target,
      blobs: options.blobs,
      send: (chunk) => options.sendChunk(input, chunk),
    }),
  );
  return {
    status: resultStatuses.success,
    format: dataFormats.generatorDone,
    data: encodeGeneratorDone(count),
  };
}

export function terminated(): WireResult {
  return { status: resultStatuses.terminated, exception: "InputCancelledError: The input was cancelled" };
}
