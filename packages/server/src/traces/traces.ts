import type { ClaimedInput } from "../model/call.ts";
import type { ContainerId } from "../model/ids.ts";
import type { Ledger } from "../model/ledger.ts";
import type { Result } from "../model/result.ts";

/** An attempt that a container ended. */
export interface TracedAttempt {
  readonly input: ClaimedInput;
  readonly appName: string;
  /** The name that the function is called by; `Name.*` for a class. */
  readonly functionTag: string;
  readonly containerId: ContainerId;
  readonly result: Result;
  readonly ledger: Ledger;
}

/** Tells somebody outside how inputs came to their results. Never throws, and is quick: it is told of every attempt. */
export interface Traces {
  /** Whether anybody is told. */
  readonly isOn: boolean;
  /** W3C trace context for the code of an attempt, and so for the calls that it makes. */
  contextOf(input: ClaimedInput): string | undefined;
  ended(attempt: TracedAttempt): void;
  /** Tells what is still to be told. */
  close(): Promise<void>;
}

/** Tells nobody, and passes on what callers say. */
export const noTraces: Traces = {
  isOn: false,
  contextOf: ({ traceparent }) => traceparent,
  ended() {},
  async close() {},
};
