import { LydianError, type ErrorKind } from "../../model/error.ts";
import { ArenaWriter, type Arena } from "./arena.ts";
import type { Verb, Verbs } from "./core/verbs.ts";

/** Above this a commit would make those who wait for it wait longer than the next one saves. */
const batchOperationsMax = 1024;
const batchBytesMax = 16 * 1024 * 1024;
/** More than this many waiting operations mean that callers do not wait for answers. */
const queuedOperationsMax = 200_000;
const queuedBytesMax = 512 * 1024 * 1024;
const overloadRetryAfterMs = 1000;

/** Operations that are committed together, as they cross to the database. */
export interface Batch {
  /** Verb, arguments, verb, arguments, … */
  readonly operations: readonly unknown[];
  readonly arena: Arena;
  readonly isSynced: boolean;
}

/** What became of a batch: a result per operation, and those that failed instead. */
export interface BatchReply {
  readonly results: readonly unknown[];
  readonly failures?: readonly OperationFailure[];
}

export type OperationFailure = readonly [index: number, kind: ErrorKind, message: string];

/** Runs one batch; the next one is handed over only when this one is settled. */
export type ExecuteBatch = (batch: Batch) => Promise<BatchReply>;

/** Calls back later, but before the caller's event loop waits for anything. */
export type Defer = (run: () => void) => void;

/**
 * Gathers operations into batches: one is in flight, whatever is called meanwhile is the next.
 * Operations of one turn share a batch, which goes once `defer` says that the turn is over.
 *
 * - G1. Batches are executed one after the other, in the order of their operations' calls (S2).
 * - G2. Every operation's promise is settled exactly once, also when the executor fails.
 */
export class GroupCommit {
  readonly #execute: ExecuteBatch;
  readonly #defer: Defer;
  readonly #sealed: Gathering[] = [];
  #open = new Gathering();
  #queuedOperations = 0;
  #queuedBytes = 0;
  #running: Promise<void> | undefined;
  #refusal: LydianError | undefined;

  constructor(execute: ExecuteBatch, defer: Defer) {
    this.#execute = execute;
    this.#defer = defer;
  }

  /** Copies bytes for the operation that is submitted next, before anything else is. */
  readonly keep = (bytes: Uint8Array): number => {
    const refusal = this.#refusal ?? this.#overload();
    if (refusal !== undefined) throw refusal;
    return this.#open.arena.keep(bytes);
  };

  /** Queues an operation. Rejects with what the commit or the operation failed with. */
  submit<V extends Verb>(
    verb: V,
    isSynced: boolean,
    ...args: Parameters<Verbs[V]>
  ): Promise<ReturnType<Verbs[V]>> {
    const refusal = this.#refusal ?? this.#overload();
    if (refusal !== undefined) return Promise.reject(refusal);
    return new Promise((resolve, reject) => {
      const open = this.#open;
      open.operations.push(verb, args);
      // The reply carries what this verb returned, in the place of this operation.
      open.settlers.push(resolve as (value: unknown) => void, reject);
      if (isSynced) open.isSynced = true;
      this.#queuedOperations += 1;
      if (open.settlers.length >= 2 * batchOperationsMax || open.arena.size >= batchBytesMax) this.#seal();
      this.#running ??= this.#run();
    });
  }

  /** Refuses what is called later with this error; what was called before is still committed. */
  refuse(refusal: LydianError): void {
    this.#refusal ??= refusal;
  }

  /** Resolves when nothing is queued or in flight. */
  async drain(): Promise<void> {
    await this.#running;
  }

  #overload(): LydianError | undefined {
    const bytes = this.#queuedBytes + this.#open.arena.size;
    if (this.#queuedOperations < queuedOperationsMax && bytes < queuedBytesMax) return undefined;
    return new LydianError(
      "resource-exhausted",
      `Cannot queue an operation: ${this.#queuedOperations} operations with ${bytes} bytes wait for the disk`,
      { retryAfterMs: overloadRetryAfterMs },
    );
  }

  #seal(): void {
    this.#queuedBytes += this.#open.arena.size;
    this.#sealed.push(this.#open);
    this.#open = new Gathering();
  }

  async #run(): Promise<void> {
    while (this.#queuedOperations > 0) {
      await new Promise<void>(this.#defer);
      if (this.#sealed.length === 0) this.#seal();
      const gathering = this.#sealed.shift();
      if (gathering === undefined) break;
      this.#queuedOperations -= gathering.settlers.length / 2;
      this.#queuedBytes -= gathering.arena.size;
      await this.#commit(gathering);
    }
    this.#running = undefined;
  }

  async #commit(gathering: Gathering): Promise<void> {
    const { operations, settlers, isSynced } = gathering;
    try {
      const reply = await this.#execute({ operations, isSynced, arena: gathering.arena.finish() });
      for (const [index, kind, message] of reply.failures ?? []) {
        settlers[2 * index + 1]?.(new LydianError(kind, message));
      }
      // Settling a promise twice has no effect, so that the failed ones stay rejected.
      for (let i = 0; i < reply.results.length; i += 1) settlers[2 * i]?.(reply.results[i]);
    } catch (error) {
      for (let i = 1; i < settlers.length; i += 2) settlers[i]?.(error);
    }
  }
}

/** A batch that still grows. */
class Gathering {
  readonly operations: unknown[] = [];
  /** Resolve, reject, resolve, reject, … */
  readonly settlers: ((value: unknown) => void)[] = [];
  readonly arena = new ArenaWriter();
  isSynced = false;
}
