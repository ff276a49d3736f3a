/**
 * Small documents that change rarely: apps, definitions, functions, secrets, environments, tokens,
 * settings. Values are opaque bytes to the store; `engine/catalog.ts` knows what they say.
 */
export interface Records {
  /** The record, or `undefined`. */
  read(kind: string, key: string): Promise<StoredRecord | undefined>;
  /** All records of a kind whose keys begin with `prefix`, in key order. At most `limit` (default 10,000). */
  list(kind: string, prefix?: string, limit?: number): Promise<readonly StoredRecord[]>;
  /**
   * Makes all changes or none, synced. If any change's `expect` does not hold, nothing changes and
   * the outcome names the first such record: read it again, decide again, try again.
   */
  write(changes: readonly RecordChange[]): Promise<WriteOutcome>;
}

export interface StoredRecord {
  readonly kind: string;
  readonly key: string;
  readonly value: Uint8Array;
  /** Grows with each write of this record. */
  readonly revision: number;
}

export interface RecordChange {
  readonly kind: string;
  readonly key: string;
  /** Absent: the record is deleted. */
  readonly value?: Uint8Array;
  /** The revision that must be there now; 0: none may be there; absent: whatever is there. */
  readonly expect?: number;
}

export type WriteOutcome =
  | { readonly kind: "written" }
  | { readonly kind: "conflict"; readonly record: { readonly kind: string; readonly key: string } };
