import type { DictId } from "../model/ids.ts";

/** How far behind the note of an entry's last use may be, so that reading need not write each time. */
export const dictUseMsPrecision = 3_600_000;

/**
 * Entries of dicts: opaque keys and values. Which dicts there are is not known here; one that was
 * never written to is empty.
 *
 * - D1. Changes are synced. `put` changes all of its entries or none.
 * - D2. A `request` that is repeated within the time that requests are remembered, also after a
 *   restart, changes nothing and is answered as it was before.
 * - D3. Reading an entry counts as a use of it, noted to within `dictUseMsPrecision`.
 */
export interface Dicts {
  /**
   * Writes entries, or only those whose keys are not there. `full` if the dict would come to have
   * more than `bytesMax` bytes of keys and values.
   */
  put(dictId: DictId, entries: readonly DictEntry[], options: PutEntriesOptions): Promise<PutEntriesOutcome>;
  /** The value of a key, or `undefined`. */
  get(dictId: DictId, key: Uint8Array, atMs: number): Promise<Uint8Array | undefined>;
  /** Whether there is such a key. */
  has(dictId: DictId, key: Uint8Array, atMs: number): Promise<boolean>;
  /** Removes an entry; its value, or `undefined` if it was not there. */
  pop(
    dictId: DictId,
    key: Uint8Array,
    options: { readonly atMs: number; readonly request?: string },
  ): Promise<Uint8Array | undefined>;
  /** How many entries there are, without counting them. */
  count(dictId: DictId): Promise<number>;
  /**
   * Entries in the order of their keys, beyond `after`. A page of large entries ends before `limit`;
   * it is empty only where nothing is left.
   */
  read(
    dictId: DictId,
    options: { readonly after?: Uint8Array; readonly limit: number; readonly atMs: number },
  ): Promise<readonly DictEntry[]>;
  /**
   * Deletes entries, `limit` at most. The first step says `until`: with it, later ones leave alone
   * what was added since. `isDone` when nothing is left to delete.
   */
  clear(
    dictId: DictId,
    options: { readonly until?: number; readonly limit: number },
  ): Promise<{ readonly until: number; readonly isDone: boolean }>;
  /** Forgets entries last used and requests made before those times; tells how many, `limit` of each at most. */
  expire(options: {
    readonly usedBeforeMs: number;
    readonly requestsBeforeMs: number;
    readonly limit: number;
  }): Promise<number>;
}

export interface DictEntry {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

export interface PutEntriesOptions {
  /** Leaves entries alone that are there. */
  readonly isKeepingExisting: boolean;
  readonly bytesMax: number;
  readonly atMs: number;
  readonly request?: string;
}

export type PutEntriesOutcome =
  /** How many of the entries were not there before. */
  { readonly kind: "put"; readonly created: number } | { readonly kind: "full" };
