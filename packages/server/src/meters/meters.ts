import type { FunctionId } from "../model/ids.ts";
import type { Ledger } from "../model/ledger.ts";
import type { ResultStatus } from "../model/result.ts";

/** Counts what happens, for who watches the server from outside. Never throws, and is quick: it is told of every input. */
export interface Meters {
  /** Inputs of a function were taken in. */
  accepted(functionId: FunctionId, count: number): void;
  /** An input has its output. `ledger` is that of an attempt that a container ended. */
  ended(functionId: FunctionId, status: ResultStatus, ledger?: Ledger): void;
  /** A container came to serve, this long after it was asked for. */
  started(functionId: FunctionId, startupMs: number): void;
}

/** Counts nothing. */
export const noMeters: Meters = { accepted() {}, ended() {}, started() {} };
