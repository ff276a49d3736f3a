import type { DatabaseSync } from "node:sqlite";
import { prepare, type Query } from "./query.ts";

/**
 * How many numbers are reserved at once. Numbers of a reservation that were not given out when the
 * process ended are skipped; 2^53 numbers last for billions of restarts.
 */
const reservation = 2 ** 20;

/**
 * Numbers that only grow, also over restarts and after the newest rows were deleted: the order of
 * inputs, outputs, log lines, entries of dicts and items of queues, and the revisions of records.
 */
export class Sequence {
  readonly #write: Query<never>;
  #last: number;
  #reserved: number;
  #reservedBefore: number;

  /** Reserves durably: the caller has the database in synchronous mode. */
  constructor(database: DatabaseSync) {
    this.#write = prepare(
      database,
      "INSERT INTO meta VALUES ('sequence', ?) ON CONFLICT DO UPDATE SET value = excluded.value",
    );
    const row = prepare<[number]>(database, "SELECT value FROM meta WHERE name = 'sequence'").get();
    this.#last = row?.[0] ?? 0;
    this.#reserved = this.#reserve(this.#last);
    this.#reservedBefore = this.#reserved;
  }

  /** The last number that was given out. */
  get last(): number {
    return this.#last;
  }

  next(): number {
    this.#last += 1;
    if (this.#last > this.#reserved) this.#reserved = this.#reserve(this.#last);
    return this.#last;
  }

  committed(): void {
    this.#reservedBefore = this.#reserved;
  }

  /** Numbers that were given out stay used; what was reserved in the transaction is not. */
  rolledBack(): void {
    this.#reserved = this.#reservedBefore;
  }

  #reserve(from: number): number {
    this.#write.run(from + reservation);
    return from + reservation;
  }
}
