import { encode, inputState, type InputState, type ResultCells, statuses } from "../../cells.ts";
import type { Context } from "../context.ts";
import { keepArguments } from "./retry-failed.ts";

const [succeeded, terminated] = [encode(statuses, "success"), encode(statuses, "terminated")];

/** What is known of an input that ends. */
export interface EndingInput {
  readonly seq: number;
  readonly callId: string;
  readonly functionId: string;
  readonly state: InputState;
  readonly containerId: string | null;
}

export interface EndingTimes {
  readonly startedAtMs: number | null;
  readonly finishedAtMs: number;
  readonly ledger: string | null;
}

/** Makes an input's output visible; answers its sequence number. The caller has checked C1. */
export function writeOutput(ctx: Context) {
  const finish = ctx.prepare(
    `UPDATE inputs SET state = ${inputState.finished}, ready_at = NULL, method = NULL,
       output_seq = ?, container_id = ?, started_at = ?, finished_at = ?, ledger = ?,
       status = ?, format = ?, data = ?, blob_id = ?, exception = ?, traceback = ?,
       serialized_traceback = ?, traceback_lines = ?
     WHERE seq = ?`,
  );
  const keep = keepArguments(ctx);
  return (
    input: EndingInput,
    result: ResultCells,
    { startedAtMs, finishedAtMs, ledger }: EndingTimes,
  ): number => {
    const [status, payload, exception, traceback, serializedTraceback, tracebackLines] = result;
    const sequence = ctx.sequence.next();
    if (status !== succeeded && status !== terminated) keep(input.seq, input.callId);
    finish.run(
      sequence,
      input.containerId,
      startedAtMs,
      finishedAtMs,
      ledger,
      status,
      payload === null ? null : payload[0],
      payload === null ? null : ctx.bytes(payload[1]),
      payload === null ? null : payload[2],
      exception,
      traceback,
      ctx.bytes(serializedTraceback),
      ctx.bytes(tracebackLines),
      input.seq,
    );
    ctx.functionCounts.move(input.functionId, input.state, inputState.finished);
    if (input.state !== inputState.finished) ctx.callCounts.finish(input.callId, status, finishedAtMs);
    return sequence;
  };
}
