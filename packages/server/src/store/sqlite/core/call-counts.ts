import type { DatabaseSync } from "node:sqlite";
import type { ResultStatus } from "../../../model/result.ts";
import { decode, statuses } from "../cells.ts";
import { prepare, type Query } from "./query.ts";

interface Delta {
  added: number;
  finished: number;
  failed: number;
  timedOut: number;
  terminated: number;
  lastOutputAtMs: number;
}

/**
 * What the transaction changes in the counts of calls, gathered so that a thousand outputs of a map
 * update its row once.
 *
 * - T1. `flush` runs before counts are read and before the transaction commits.
 */
export class CallCounts {
  readonly #update: Query<never>;
  readonly #deltas = new Map<string, Delta>();

  constructor(database: DatabaseSync) {
    this.#update = prepare(
      database,
      `UPDATE calls SET inputs = inputs + ?, unfinished = unfinished + ?, failed = failed + ?,
         timed_out = timed_out + ?, terminated = terminated + ?, last_output_at = max(last_output_at, ?)
       WHERE id = ?`,
    );
  }

  add(callId: string, inputs: number): void {
    this.#of(callId).added += inputs;
  }

  finish(callId: string, status: number, atMs: number): void {
    const delta = this.#of(callId);
    delta.finished += 1;
    delta.lastOutputAtMs = Math.max(delta.lastOutputAtMs, atMs);
    const count = countOf[decode(statuses, status)];
    if (count !== undefined) delta[count] += 1;
  }

  /** An input that had finished is to run again. */
  unfinish(callId: string, status: number): void {
    const delta = this.#of(callId);
    delta.finished -= 1;
    const count = countOf[decode(statuses, status)];
    if (count !== undefined) delta[count] -= 1;
  }

  flush(): void {
    if (this.#deltas.size === 0) return;
    for (const [callId, delta] of this.#deltas) {
      const { added, finished, failed, timedOut, terminated, lastOutputAtMs } = delta;
      this.#update.run(added, added - finished, failed, timedOut, terminated, lastOutputAtMs, callId);
    }
    this.#deltas.clear();
  }

  rolledBack(): void {
    this.#deltas.clear();
  }

  #of(callId: string): Delta {
    let delta = this.#deltas.get(callId);
    if (delta === undefined) {
      delta = { added: 0, finished: 0, failed: 0, timedOut: 0, terminated: 0, lastOutputAtMs: 0 };
      this.#deltas.set(callId, delta);
    }
    return delta;
  }
}

/** Successes are what remains. */
const countOf: Readonly<Record<ResultStatus, "failed" | "timedOut" | "terminated" | undefined>> = {
  success: undefined,
  failure: "failed",
  "init-failure": "failed",
  "internal-failure": "failed",
  timeout: "timedOut",
  terminated: "terminated",
};
