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
    if (input.isAborted) return terminated();
    const result = options.failures.result(error);
    // People look for failures in the logs too, and an attempt that is retried shows up nowhere else.
    runFor(input, () => process.stderr.write(`${result.traceback}\n`));
    return result;
  }
}

async function runTarget(target: Target, input: RunningInput, options: RunInputOptions): Promise<WireResult> {
  const read = readArguments(input.delivered, options.blobs);
  let args = read instanceof Promise ? await read : read;
  if (target.input !== undefined) {
    const first = await checkSchema(target.input, args[0], `Cannot call "${target.name}"`);
    args = [first, ...args.slice(1)];
  }
  if (input.isAborted) return terminated();
  const returned = runFor(input, () => target.invoke(args));
  if (target.isGenerator) return runGenerator(target, returned, input, options);
  let value: unknown = await returned;
  if (target.output !== undefined) {
    value = await checkSchema(target.output, value, `Cannot return from "${target.name}"`);
  }
  const written = writeValue(value, options.blobs, "result");
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

function terminated(): WireResult {
  return { status: resultStatuses.terminated, exception: "InputCancelledError: The input was cancelled" };
}
