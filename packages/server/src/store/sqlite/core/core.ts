import type { DatabaseSync } from "node:sqlite";
import { LydianError } from "../../../model/error.ts";
import type { Batch, BatchReply, OperationFailure } from "../group-commit.ts";
import { Context } from "./context.ts";
import { openDatabase } from "./open-database.ts";
import { isStorageError, sqliteError } from "./sqlite-error.ts";
import { createVerbs, type Verb } from "./verbs.ts";

export interface CoreOptions {
  readonly path: string;
  /** Syncs every commit, also of those operations that only ask to be written. */
  readonly isAlwaysSynced: boolean;
  readonly isFenced: boolean;
}

/**
 * The database and everything that is done to it, synchronously, on whatever thread this lives.
 *
 * - D1. A batch is one transaction: all its operations happen, or none.
 * - D2. An operation that throws does not happen, and the others of its batch do. It is rare, a bug
 *   of its caller, so the batch is rolled back and run again without it; savepoints would cost every
 *   operation of every batch.
 * - D3. What is kept in memory changes and is rolled back with the transaction.
 */
export class Core {
  readonly #options: CoreOptions;
  readonly #database: DatabaseSync;
  readonly #context: Context;
  readonly #verbs: Readonly<Record<string, (...args: never[]) => unknown>>;
  #isSynchronous = true;

  /** Opens the database, if it is not given one. Throws a `LydianError` that says why it cannot. */
  constructor(options: CoreOptions, database?: DatabaseSync) {
    this.#options = options;
    this.#database = database ?? openDatabase(options.path);
    try {
      this.#context = new Context(this.#database, options.isFenced);
      this.#verbs = createVerbs(this.#context);
    } catch (error) {
      this.#database.close();
      throw sqliteError(`Cannot open store "${options.path}"`, error);
    }
  }

  /** Commits a batch. Throws a `LydianError` if none of it happened. */
  execute(batch: Batch): BatchReply {
    const failures: OperationFailure[] = [];
    try {
      this.#synchronize(batch.isSynced || this.#options.isAlwaysSynced);
      for (;;) {
        const results = this.#attempt(batch, failures);
        if (results !== undefined) return failures.length === 0 ? { results } : { results, failures };
      }
    } catch (error) {
      throw sqliteError(`Cannot commit to store "${this.#options.path}"`, error);
    }
  }

  close(): void {
    this.#database.close();
  }

  /** What the next process finds: all that was committed, and nothing of what was kept in memory. */
  reopen(): Core {
    return new Core(this.#options, this.#database);
  }

  /** One try at the batch without what has failed; `undefined` if one more operation failed. */
  #attempt(batch: Batch, failures: OperationFailure[]): unknown[] | undefined {
    const { operations, arena } = batch;
    const failed = new Set(failures.map(([index]) => index));
    const results: unknown[] = [];
    let current: number | undefined;
    try {
      this.#database.exec("BEGIN");
      this.#context.begin(arena);
      for (current = 0; current < operations.length / 2; current += 1) {
        results.push(failed.has(current) ? undefined : this.#run(operations, current));
      }
      current = undefined;
      this.#context.flush();
      this.#database.exec("COMMIT");
      this.#context.committed();
      return results;
    } catch (error) {
      this.#rollBack();
      if (current === undefined || isStorageError(error)) throw error;
      failures.push(failureOf(current, operations[2 * current], error));
      return undefined;
    }
  }

  #run(operations: readonly unknown[], index: number): unknown {
    // Pairs of verb and arguments, put there by `GroupCommit.submit`, whose types fit each other.
    const verb = operations[2 * index] as Verb;
    const args = operations[2 * index + 1] as never[];
    return this.#verbs[verb]?.(...args);
  }

  #rollBack(): void {
    // A full disk may have ended the transaction already.
    if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
    this.#context.rolledBack();
  }

  #synchronize(isSynchronous: boolean): void {
    if (this.#isSynchronous === isSynchronous) return;
    this.#database.exec(`PRAGMA synchronous = ${isSynchronous ? "FULL" : "NORMAL"}`);
    this.#isSynchronous = isSynchronous;
  }
}

function failureOf(index: number, verb: unknown, error: unknown): OperationFailure {
  if (error instanceof LydianError) return [index, error.kind, error.message];
  return [
    index,
    "internal",
    `Cannot ${String(verb)}: ${error instanceof Error ? error.message : String(error)}`,
  ];
}
