import type { DatabaseSync } from "node:sqlite";
import { inputState } from "../cells.ts";
import { prepare, type Query } from "./query.ts";

/** Flows whose last rank is kept; what is known of more is forgotten, those first that have waited longest. */
const flowsMax = 10_000;

/**
 * In which order the queued inputs of a function are claimed: fair queueing by start times. The inputs of
 * one flow follow each other, rank after rank; a flow that had nothing queued begins with the rank whose turn
 * it is. So flows take turns, however many inputs one of them has.
 *
 * - R1. Ranks of one call grow in the order in which its inputs were accepted, over restarts too.
 * - R2. Nobody gets a rank whose turn is over: having been idle gives no right to overtake.
 * - R3. An input keeps its rank: what is tried again does not wait behind those that came later.
 *
 * Held in memory and not rolled back: a rank that nobody has leaves a gap, and no more.
 */
export class Ranks {
  readonly #readLast: Query<[rank: number]>;
  /** By function: the rank that was claimed last. */
  readonly #turns = new Map<string, number>();
  /** By function and flow: the rank that was given last. */
  readonly #last = new Map<string, { readonly functionId: string; rank: number }>();

  constructor(database: DatabaseSync) {
    this.#readLast = prepare(
      database,
      "SELECT rank FROM inputs INDEXED BY inputs_place WHERE call_id = ? ORDER BY idx DESC LIMIT 1",
    );
    const { queued, claimed } = inputState;
    // What is claimed had its turn; where nothing is, it is that of the first in the queue.
    for (const [what, state] of [
      ["min", queued],
      ["max", claimed],
    ] as const) {
      const sql = `SELECT function_id, ${what}(rank) FROM inputs WHERE state = ${state} GROUP BY function_id`;
      for (const [functionId, rank] of prepare<[string, number]>(database, sql).all())
        this.#turns.set(functionId, rank);
    }
  }

  /** Whose turn it is. */
  turn(functionId: string): number {
    return this.#turns.get(functionId) ?? 0;
  }

  /** The rank of an input that is queued. The flow of an input without one is its call. */
  next(functionId: string, callId: string, flow: string | null): number {
    const key = `${functionId} ${flow ?? callId}`;
    let last = this.#last.get(key);
    if (last === undefined) {
      const rank = flow === null ? (this.#readLast.get(callId)?.[0] ?? 0) : 0;
      this.#last.set(key, (last = { functionId, rank }));
      if (this.#last.size > flowsMax) this.#forgetSome();
    }
    last.rank = Math.max(this.turn(functionId), last.rank) + 1;
    return last.rank;
  }

  /** The rank that was given last was not needed: repeating what is there costs a flow no turn. */
  giveBack(functionId: string, callId: string, flow: string | null): void {
    const last = this.#last.get(`${functionId} ${flow ?? callId}`);
    if (last !== undefined) last.rank -= 1;
  }

  claimed(functionId: string, rank: number): void {
    if (rank > this.turn(functionId)) this.#turns.set(functionId, rank);
  }

  /** Those that wait for no turn are as if they were new (R2). */
  #forgetSome(): void {
    for (const [key, { functionId, rank }] of this.#last)
      if (rank <= this.turn(functionId)) this.#last.delete(key);
    for (const key of this.#last.keys()) {
      if (this.#last.size <= flowsMax / 2) return;
      this.#last.delete(key);
    }
  }
}
