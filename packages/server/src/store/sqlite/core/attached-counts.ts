import type { DatabaseSync } from "node:sqlite";
import { encode, inputState, invocations } from "../cells.ts";
import { prepare } from "./query.ts";

/**
 * How many inputs of each function wait for their first attempt whose callers wait for them, in memory as
 * `FunctionCounts` are.
 *
 * - B1. At the end of each transaction the counts equal those of the rows.
 */
export class AttachedCounts {
  readonly #counts = new Map<string, number>();
  /** What to undo if the transaction fails. */
  #added: (readonly [functionId: string, count: number])[] = [];

  constructor(database: DatabaseSync) {
    const sql = `SELECT i.function_id, count(*) FROM inputs i INDEXED BY inputs_queued
      CROSS JOIN calls c ON c.id = i.call_id
      WHERE i.state = ${inputState.queued} AND i.attempt = 0 AND c.invocation = ${encode(invocations, "attached")}
      GROUP BY i.function_id`;
    for (const [functionId, count] of prepare<[string, number]>(database, sql).all())
      this.#counts.set(functionId, count);
  }

  add(functionId: string, count: number): void {
    this.#counts.set(functionId, this.read(functionId) + count);
    this.#added.push([functionId, count]);
  }

  read(functionId: string): number {
    return this.#counts.get(functionId) ?? 0;
  }

  committed(): void {
    this.#added = [];
  }

  rolledBack(): void {
    for (const [functionId, count] of this.#added)
      this.#counts.set(functionId, this.read(functionId) - count);
    this.#added = [];
  }
}
