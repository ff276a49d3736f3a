import { PayloadError, writeValue } from "./payloads.ts";
import type { RunningInput } from "./running-input.ts";
import type { Target } from "../code/target.ts";
import type { BlobTransfer } from "./payloads.ts";

type YieldIterator = Iterator<unknown> | AsyncIterator<unknown>;

/**
 * Sends what a generator yields, in order, never more than the window holds beyond what is stored.
 * Resolves with the number of yields once the generator is done, or has been told to stop because
 * the input was aborted. Rejects as the generator does.
 */
export async function streamYields(
  returned: unknown,
  input: RunningInput,
  options: {
    readonly target: Target;
    readonly blobs: BlobTransfer;
    readonly send: (chunk: { readonly index: number; readonly format: number }) => void;
  },
): Promise<number> {
  const iterator = iteratorOf(await returned, options.target);
  const { window } = input;
  // At once, for iterators that can end while they are waited for.
  input.signal.addEventListener("abort", () => void closeQuietly(iterator), { once: true });
  let isDone = false;
  try {
    while (!input.isAborted) {
      const step = await iterator.next();
      if (step.done === true) {
        isDone = true;
        break;
      }
      const payload = await writeValue(step.value, options.blobs, "yield");
      if (window.isFull) await window.room();
      if (input.isAborted || input.isSettled) break;
      options.send({ index: window.next(), ...payload });
    }
  } catch (error) {
    // The generator itself has ended if it threw; after an error of ours it has not.
    await closeQuietly(iterator);
    throw error;
  }
  if (!isDone) await iterator.return?.();
  return window.sent;
}

/** The first error is the one that counts. */
async function closeQuietly(iterator: YieldIterator): Promise<void> {
  try {
    await iterator.return?.();
  } catch {}
}

function iteratorOf(returned: unknown, target: Target): YieldIterator {
  const iterable = returned as Partial<Iterable<unknown> & AsyncIterable<unknown>> | null | undefined; // asked below
  const iterator = iterable?.[Symbol.asyncIterator]?.() ?? iterable?.[Symbol.iterator]?.();
  if (iterator === undefined) {
    throw new PayloadError(`Cannot stream from "${target.name}": it is a generator and returned no iterator`);
  }
  return iterator;
}
