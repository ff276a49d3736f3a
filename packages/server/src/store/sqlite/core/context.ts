import type { DatabaseSync } from "node:sqlite";
import { bytesOf, type Arena } from "../arena.ts";
import type { BytesHandle } from "../cells.ts";
import { AttachedCounts } from "./attached-counts.ts";
import { ByteCount } from "./byte-count.ts";
import { CallCounts } from "./call-counts.ts";
import { FunctionCounts } from "./function-counts.ts";
import { prepare, type Query } from "./query.ts";
import { Ranks } from "./ranks.ts";
import { Sequence } from "./sequence.ts";

/**
 * What verbs share: the database, and what is known of it in memory, which changes and is rolled
 * back with the transaction. Verbs are prepared once and run inside the transaction of a batch.
 */
export class Context {
  readonly #database: DatabaseSync;
  readonly sequence: Sequence;
  readonly functionCounts: FunctionCounts;
  readonly attachedCounts: AttachedCounts;
  readonly callCounts: CallCounts;
  readonly ranks: Ranks;
  readonly logSize: ByteCount;
  /** Items that were taken from queues, and values that were popped from dicts, and are remembered. */
  readonly takenSize: ByteCount;
  readonly poppedSize: ByteCount;
  /** Whether `complete` checks who completes; see `openInlineStore`. */
  readonly isFenced: boolean;
  #arena: Arena = { bytes: undefined, ends: [] };

  constructor(database: DatabaseSync, isFenced: boolean) {
    this.#database = database;
    this.isFenced = isFenced;
    this.sequence = new Sequence(database);
    this.functionCounts = new FunctionCounts(database);
    this.attachedCounts = new AttachedCounts(database);
    this.callCounts = new CallCounts(database);
    this.ranks = new Ranks(database);
    this.logSize = new ByteCount(database, "log_bytes");
    this.takenSize = new ByteCount(database, "taken_bytes");
    this.poppedSize = new ByteCount(database, "popped_bytes");
  }

  prepare<Row extends readonly unknown[] = never>(sql: string): Query<Row> {
    return prepare<Row>(this.#database, sql);
  }

  /** A view of bytes that came with the batch. */
  bytes(handle: BytesHandle): Uint8Array | null {
    return handle === null ? null : bytesOf(this.#arena, handle);
  }

  begin(arena: Arena): void {
    this.#arena = arena;
  }

  /** Writes what was gathered in memory; the last thing before a commit. */
  flush(): void {
    this.callCounts.flush();
    this.logSize.flush();
    this.takenSize.flush();
    this.poppedSize.flush();
  }

  committed(): void {
    this.sequence.committed();
    this.functionCounts.committed();
    this.attachedCounts.committed();
    this.logSize.committed();
    this.takenSize.committed();
    this.poppedSize.committed();
  }

  rolledBack(): void {
    this.sequence.rolledBack();
    this.functionCounts.rolledBack();
    this.attachedCounts.rolledBack();
    this.callCounts.rolledBack();
    this.logSize.rolledBack();
    this.takenSize.rolledBack();
    this.poppedSize.rolledBack();
  }
}
