import type { DatabaseSync } from "node:sqlite";
import { inputState, type InputState } from "../cells.ts";
import { prepare } from "./query.ts";

type Counts = [queued: number, delayed: number, claimed: number, finished: number];

export interface UnfinishedCounts {
  readonly queued: number;
  readonly delayed: number;
  readonly claimed: number;
}

/**
 * How many inputs of each function are in each state, in memory: this process alone has the
 * database open, and counting a million rows at each question would take too long.
 *
 * - F1. At the end of each transaction the counts equal those of the rows.
 */
export class FunctionCounts {
  readonly #counts = new Map<string, Counts>();
  /** Function, from, to, function, from, to, …: what to undo if the transaction fails. */
  #moves: (string | InputState | undefined)[] = [];

  constructor(database: DatabaseSync) {
    for (const state of [inputState.queued, inputState.delayed, inputState.claimed]) {
      const sql = `SELECT function_id, count(*) FROM inputs WHERE state = ${state} GROUP BY function_id`;
      for (const [functionId, count] of prepare<[string, number]>(database, sql).all()) {
        this.#of(functionId)[state] = count;
      }
    }
  }

  /** One input of a function goes from a state, or from nowhere, to another. */
  move(functionId: string, from: InputState | undefined, to: InputState): void {
    const counts = this.#of(functionId);
    if (from !== undefined) counts[from] -= 1;
    counts[to] += 1;
    this.#moves.push(functionId, from, to);
  }

  read(functionId: string): UnfinishedCounts {
    const [queued, delayed, claimed] = this.#counts.get(functionId) ?? [0, 0, 0];
    return { queued, delayed, claimed };
  }

  /** Functions with queued or delayed inputs, in the order of their ids. */
  waiting(): readonly string[] {
    const waiting = [...this.#counts].filter(([, counts]) => counts[0] + counts[1] > 0);
    return waiting.map(([functionId]) => functionId).toSorted();
  }

  committed(): void {
    this.#moves = [];
  }

  rolledBack(): void {
    for (let i = 0; i < this.#moves.length; i += 3) {
      // Pushed as triples by `move`.
      const counts = this.#of(this.#moves[i] as string);
      const from = this.#moves[i + 1] as InputState | undefined;
      if (from !== undefined) counts[from] += 1;
      counts[this.#moves[i + 2] as InputState] -= 1;
    }
    this.#moves = [];
  }

  #of(functionId: string): Counts {
    let counts = this.#counts.get(functionId);
    if (counts === undefined) this.#counts.set(functionId, (counts = [0, 0, 0, 0]));
    return counts;
  }
}
