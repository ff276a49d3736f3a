import { inputState } from "../../cells.ts";
import type { Context } from "../context.ts";

export type ReleasedCells = readonly [
  seq: number,
  callId: string,
  index: number,
  attempt: number,
  functionId: string,
  losses: number,
];

const { queued, claimed } = inputState;
const release = `UPDATE inputs SET state = ${queued}, losses = losses + 1, container_id = NULL`;

/** Returns what a lost container had claimed to the queue. */
export function releaseInputs(ctx: Context) {
  const select = ctx.prepare<ReleasedCells>(
    `SELECT seq, call_id, idx, attempt, function_id, losses + 1 FROM inputs INDEXED BY inputs_claimed
     WHERE container_id = ? AND state = ${claimed} ORDER BY seq`,
  );
  const update = ctx.prepare(`${release} WHERE seq = ?`);

  return (containerId: string): ReleasedCells[] => {
    const inputs = select.all(containerId);
    for (const [seq, , , , functionId] of inputs) {
      update.run(seq);
      ctx.functionCounts.move(functionId, claimed, queued);
    }
    return inputs;
  };
}

/** Returns everything that is claimed to the queue; says how many inputs. */
export function releaseAll(ctx: Context) {
  const select = ctx.prepare<[string]>(
    `SELECT function_id FROM inputs INDEXED BY inputs_claimed WHERE state = ${claimed}`,
  );
  const update = ctx.prepare(`${release} WHERE state = ${claimed}`);

  return (): number => {
    for (const [functionId] of select.all()) ctx.functionCounts.move(functionId, claimed, queued);
    return update.run();
  };
}
