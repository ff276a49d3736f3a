/** Argument lists, one after the other, out of the iterables that a user gave. */
import { InvalidError } from "../errors.ts";

/** Answers without a promise where it can: most iterables are arrays. */
export interface ArgumentLists {
  /** The next list, or `undefined` at the end. */
  next(): readonly unknown[] | undefined | Promise<readonly unknown[] | undefined>;
  /** Tells the iterables that no more is wanted. Does not wait for them, and never throws. */
  stop(): void;
}

type AnyIterator = Iterator<unknown> | AsyncIterator<unknown>;

/** One list per tuple of items; the shortest iterable ends it. */
export function zip(iterables: readonly unknown[]): ArgumentLists {
  if (iterables.length === 0)
    throw new InvalidError("Cannot map: give one iterable for each argument of the function");
  const iterators = iterables.map(open);
  const all = iterators.map(({ iterator }) => iterator);
  const sync = all as readonly Iterator<unknown>[]; // used if all of them are
  const next = iterators.every(({ isSync }) => isSync) ? () => zipSync(sync) : () => zipAsync(all);
  return { next, stop: () => stopAll(all) };
}

/** The items themselves, each of which must be a list. */
export function spread(iterable: unknown): ArgumentLists {
  const { iterator, isSync } = open(iterable, 0);
  let index = 0;
  const check = (result: IteratorResult<unknown>): readonly unknown[] | undefined => {
    if (result.done) return undefined;
    if (!Array.isArray(result.value))
      throw new InvalidError(`Cannot map: item ${index} is no list of arguments`);
    index += 1;
    return result.value as readonly unknown[]; // an array of anything
  };
  return {
    next: isSync
      ? () => check((iterator as Iterator<unknown>).next()) // it is sync
      : async () => check(await iterator.next()),
    stop: () => stopAll([iterator]),
  };
}

function open(
  iterable: unknown,
  index: number,
): { readonly iterator: AnyIterator; readonly isSync: boolean } {
  if (isIterable(iterable, Symbol.asyncIterator)) {
    return { iterator: iterable[Symbol.asyncIterator](), isSync: false };
  }
  if (isIterable(iterable, Symbol.iterator)) return { iterator: iterable[Symbol.iterator](), isSync: true };
  throw new InvalidError(`Cannot map: argument ${index} is not iterable`);
}

function isIterable<Key extends typeof Symbol.iterator | typeof Symbol.asyncIterator>(
  value: unknown,
  key: Key,
): value is Record<Key, () => AnyIterator> {
  const boxed = Object(value) as object; // a text is iterable too
  return value !== null && value !== undefined && typeof Reflect.get(boxed, key) === "function";
}

function zipSync(iterators: readonly Iterator<unknown>[]): readonly unknown[] | undefined {
  const args: unknown[] = [];
  for (const iterator of iterators) {
    const result = iterator.next();
    if (result.done) return undefined;
    args.push(result.value);
  }
  return args;
}

/** One after the other: a longer iterable must not lose an item to a shorter one that ended before it. */
async function zipAsync(iterators: readonly AnyIterator[]): Promise<readonly unknown[] | undefined> {
  const args: unknown[] = [];
  for (const iterator of iterators) {
    const result = await iterator.next();
    if (result.done) return undefined;
    args.push(result.value);
  }
  return args;
}

function stopAll(iterators: readonly AnyIterator[]): void {
  for (const iterator of iterators) {
    // An iterable that fails while it is stopped has nobody left to tell.
    Promise.resolve()
      .then(() => iterator.return?.())
      .catch(() => {});
  }
}
