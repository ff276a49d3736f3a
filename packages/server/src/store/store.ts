import type { Calls } from "./calls.ts";
import type { Dicts } from "./dicts.ts";
import type { Logs } from "./logs.ts";
import type { Queues } from "./queues.ts";
import type { Records } from "./records.ts";

/**
 * The one truth: apps and their definitions, calls, inputs, outputs and logs, what is in dicts and
 * queues, changed only in the store's own transactions. The store is the queue; nothing above it keeps one.
 *
 * Guarantees of every adapter:
 * - S1. An operation happens wholly or not at all, and its promise resolves only after its
 *   transaction has committed.
 * - S2. Operations take effect in the order in which they were called on this object.
 * - S3. Group commit: one commit is in flight; whatever is called meanwhile is the next one. No timers.
 * - S4. An operation that asks for `synced` resolves only when its commit is on disk, as far as the
 *   operating system tells. One that asks for `written` survives the death of this process, but
 *   perhaps not that of the machine.
 * - S5. A failed commit (a full disk, a read-only file) rejects exactly the operations in it with a
 *   `LydianError`, `resource-exhausted` where space is what lacks; the store stays usable.
 */
export interface Store {
  readonly records: Records;
  readonly calls: Calls;
  readonly logs: Logs;
  readonly dicts: Dicts;
  readonly queues: Queues;
  /** Commits what was called before, then frees files and threads. Later calls reject. */
  close(): Promise<void>;
}

export type { Durability } from "./durability.ts";
