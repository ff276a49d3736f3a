import { callClosing, inputState, type ResultRow } from "../../cells.ts";
import type { Context } from "../context.ts";
import { pageBytesMax } from "../page.ts";

export type OutputRow = readonly [
  index: number,
  sequence: number,
  containerId: string | null,
  startedAtMs: number | null,
  finishedAtMs: number,
  ...ResultRow,
];
const dataColumn = 7;

export interface OutputRows {
  readonly rows: readonly OutputRow[];
  readonly unfinished: number;
  readonly isOpen: boolean;
}

const columns = `idx, output_seq, container_id, started_at, finished_at,
  status, format, data, blob_id, exception, traceback, serialized_traceback, traceback_lines`;

/** Up to so many indexes, outputs are found by index and sorted; beyond, by order and filtered. */
const narrowMax = 1024;

/** A page of a call's outputs, and what is left of it. */
export function readOutputs(ctx: Context) {
  const readCall = ctx.prepare<[closing: number, unfinished: number]>(
    "SELECT closing, unfinished FROM calls WHERE id = ?",
  );
  const select = {
    all: ctx.prepare<OutputRow>(`SELECT ${columns} FROM inputs INDEXED BY inputs_output
      WHERE call_id = ? AND output_seq > ? ORDER BY output_seq LIMIT ?`),
    wide: ctx.prepare<OutputRow>(`SELECT ${columns} FROM inputs INDEXED BY inputs_output
      WHERE call_id = ? AND output_seq > ? AND idx BETWEEN ? AND ? ORDER BY output_seq LIMIT ?`),
    narrow: ctx.prepare<OutputRow>(`SELECT ${columns} FROM inputs INDEXED BY inputs_place
      WHERE call_id = ? AND output_seq > ? AND idx BETWEEN ? AND ? ORDER BY output_seq LIMIT ?`),
  };
  const readLast = ctx.prepare<[number]>(`SELECT idx FROM inputs INDEXED BY inputs_place
    WHERE call_id = ? ORDER BY idx DESC LIMIT 1`);
  const countUnfinished = ctx.prepare<[number]>(`SELECT count(*) FROM inputs INDEXED BY inputs_place
    WHERE call_id = ? AND idx BETWEEN ? AND ? AND state < ${inputState.finished}`);

  return (
    callId: string,
    after: number,
    limit: number,
    indexes: readonly [from: number, to: number] | null,
  ): OutputRows | null => {
    ctx.callCounts.flush();
    const call = readCall.get(callId);
    if (call === undefined) return null;
    const [closing, unfinished] = call;
    const isOpen = closing === callClosing.open;
    if (indexes === null) {
      return { rows: takePage(select.all.iterate(callId, after, limit)), unfinished, isOpen };
    }
    const [from, to] = indexes;
    const query = to - from < narrowMax ? select.narrow : select.wide;
    return {
      rows: takePage(query.iterate(callId, after, from, to, limit)),
      // Whoever asks for all indexes, or when all are finished, is answered without a scan.
      unfinished:
        unfinished === 0 || (from <= 0 && to >= (readLast.get(callId)?.[0] ?? 0))
          ? unfinished
          : (countUnfinished.get(callId, from, to)?.[0] ?? 0),
      isOpen,
    };
  };
}

function takePage(rows: Iterable<OutputRow>): OutputRow[] {
  const page: OutputRow[] = [];
  let bytes = 0;
  for (const row of rows) {
    page.push(row);
    bytes += row[dataColumn]?.byteLength ?? 0;
    if (bytes >= pageBytesMax) break;
  }
  return page;
}
