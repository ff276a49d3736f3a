import { encode, inputState, invocations } from "../../cells.ts";
import type { Context } from "../context.ts";
import { pageBytesMax } from "../page.ts";

/** What a container is told of an input. */
export type ClaimedCells = readonly [
  seq: number,
  callId: string,
  index: number,
  attempt: number,
  invocation: number,
  method: string | null,
  format: number,
  data: Uint8Array | null,
  blobId: string | null,
  failures: number,
  losses: number,
  createdAtMs: number,
  rank: number,
  acceptedAtMs: number,
  traceparent: string | null,
];

const attached = encode(invocations, "attached");

/** Gives the queued inputs of a function whose turn it is to a container. */
export function claimInputs(ctx: Context) {
  const { queued, claimed } = inputState;
  const select = ctx.prepare<ClaimedCells>(
    `SELECT i.seq, i.call_id, i.idx, i.attempt + 1, c.invocation, i.method, i.format, i.data, i.blob_id,
       i.failures, i.losses, c.created_at, i.rank, i.accepted_at, c.traceparent
     FROM inputs i INDEXED BY inputs_queued CROSS JOIN calls c ON c.id = i.call_id
     WHERE i.function_id = ? AND i.state = ${queued} ORDER BY i.rank, i.seq LIMIT ?`,
  );
  const claim = ctx.prepare(
    `UPDATE inputs SET state = ${claimed}, attempt = attempt + 1, container_id = ? WHERE seq = ?`,
  );

  return (functionId: string, containerId: string, limit: number): ClaimedCells[] => {
    const inputs: ClaimedCells[] = [];
    let bytes = 0;
    for (const input of select.iterate(functionId, limit)) {
      inputs.push(input);
      bytes += input[7]?.byteLength ?? 0;
      if (bytes >= pageBytesMax) break;
    }
    for (const input of inputs) {
      claim.run(containerId, input[0]);
      ctx.functionCounts.move(functionId, queued, claimed);
      ctx.ranks.claimed(functionId, input[12]);
      if (input[3] === 1 && input[4] === attached) ctx.attachedCounts.add(functionId, -1);
    }
    return inputs;
  };
}
