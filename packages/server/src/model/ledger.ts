/**
 * What became of an input, moment by moment: milliseconds since the epoch, with fractions. Those of the container
 * are by its own clock, which is that of its machine. What is absent did not happen, or nobody saw it.
 */
export interface Ledger {
  /** The server has it. */
  readonly acceptedAtMs: number;
  /** It is kept as safely as its caller was promised; seen only where it was given to a container at once. */
  readonly durableAtMs?: number | undefined;
  /** It is given to a container: the attempt begins that ended it. */
  readonly placedAtMs: number;
  /** That container was asked for, came to be, had loaded the code, and was ready. */
  readonly askedAtMs?: number;
  readonly bootedAtMs?: number;
  readonly importedAtMs?: number;
  readonly readyAtMs?: number;
  /** The function's code began, and ended. */
  readonly enteredAtMs: number;
  readonly ranAtMs: number;
}

/** An input, with how it came to what it is. */
export interface ExplainedInput {
  readonly index: number;
  readonly state: "queued" | "delayed" | "running" | "finished";
  readonly status?: string;
  /** The attempt that ended it, or the last one. */
  readonly attempt: number;
  /** Attempts whose code failed, and attempts that were lost with their containers. */
  readonly failures: number;
  readonly losses: number;
  readonly containerId?: string;
  readonly acceptedAtMs?: number;
  readonly finishedAtMs?: number;
  readonly ledger?: Ledger;
}
