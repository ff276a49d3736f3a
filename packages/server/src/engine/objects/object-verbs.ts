/** The verbs of dicts, queues and volumes, as doors see them. */
import type { Caller } from "../../model/caller.ts";
import type { Dict, Queue, Volume } from "../../model/shared-object.ts";
import type { DictEntry } from "../../store/dicts.ts";
import type { QueueItem } from "../../store/queues.ts";

/** What they have in common. In all of it, `""` is the caller's default environment. */
export interface ObjectVerbs<T> {
  /** The object of this name. Rejects with `not-found`, or `invalid-argument` for what is no name. */
  lookUp(caller: Caller, name: string, environmentName: string): Promise<T>;
  /** Rejects with `not-found` also where it was deleted. */
  read(id: string): Promise<T>;
  /** Those with a name, in no particular order. */
  list(
    caller: Caller,
    environmentName: string,
  ): Promise<{ readonly environmentName: string; readonly objects: readonly T[] }>;
  /** Says that the client of an anonymous object is there. Has no effect on one with a name. */
  heartbeat(id: string): Promise<void>;
  /** Deletes it with everything in it. */
  delete(id: string): Promise<void>;
}

export type CreateObjectRequest =
  | {
      readonly mode: "keep-existing" | "fail-if-exists";
      readonly name: string;
      readonly environmentName: string;
    }
  | { readonly mode: "anonymous"; readonly owner: "app" | "client"; readonly environmentName: string };

/**
 * `request` is the same for all attempts of one request: a repeated one changes nothing, and is
 * answered as it was before, also by the next server on this state.
 */
export interface DictVerbs extends ObjectVerbs<Dict> {
  /** `mode` says what happens if one of this name is there. A new one begins with `entries`. */
  create(caller: Caller, request: CreateObjectRequest, entries?: readonly DictEntry[]): Promise<Dict>;
  /**
   * Writes all entries or none; resolves to how many are new once they are on disk. Rejects with
   * `resource-exhausted` where the dict is full.
   */
  put(
    dictId: string,
    entries: readonly DictEntry[],
    options: { readonly isKeepingExisting: boolean; readonly request?: string },
  ): Promise<number>;
  get(dictId: string, key: Uint8Array): Promise<Uint8Array | undefined>;
  has(dictId: string, key: Uint8Array): Promise<boolean>;
  /** Removes an entry. */
  pop(
    dictId: string,
    key: Uint8Array,
    options: { readonly request?: string },
  ): Promise<Uint8Array | undefined>;
  count(dictId: string): Promise<number>;
  /** A page of entries beyond a key; empty when there are no more. */
  entries(dictId: string, after?: Uint8Array): Promise<readonly DictEntry[]>;
  clear(dictId: string): Promise<void>;
}

/** `request` as for dicts. The partition of no name has an empty key. */
export interface QueueVerbs extends ObjectVerbs<Queue> {
  create(caller: Caller, request: CreateObjectRequest): Promise<Queue>;
  /**
   * Adds all items or none, and sets the time anew at which the partition expires. Rejects with
   * `resource-exhausted` where there is no room now, `invalid-argument` where there never will be.
   */
  put(
    queueId: string,
    partition: Uint8Array,
    items: readonly Uint8Array[],
    options: { readonly ttlMs?: number; readonly request?: string },
  ): Promise<void>;
  /**
   * Takes the oldest items, one at least and `limit` at most; none if none came until `timeoutMs`.
   * Takes none for a caller whose signal has fired.
   */
  get(
    queueId: string,
    partition: Uint8Array,
    options: {
      readonly limit: number;
      readonly timeoutMs: number;
      readonly request?: string;
      readonly signal?: AbortSignal;
    },
  ): Promise<readonly Uint8Array[]>;
  /** Waits for items beyond `after`, which stay in the queue. */
  peek(
    queueId: string,
    partition: Uint8Array,
    options: { readonly after: number; readonly timeoutMs: number; readonly signal?: AbortSignal },
  ): Promise<readonly QueueItem[]>;
  count(
    queueId: string,
    partition: Uint8Array | "all",
  ): Promise<{ readonly items: number; readonly partitions: number }>;
  clear(queueId: string, partition: Uint8Array | "all"): Promise<void>;
}

export interface VolumeVerbs extends ObjectVerbs<Volume> {
  create(caller: Caller, request: CreateObjectRequest): Promise<Volume>;
}
