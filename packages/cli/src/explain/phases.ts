/** The phases of an input's life, by its ledger: what took how long, one after the other. */
import type { modal } from "@lydian/protocol";

type Input = modal.client.ExplainedInput.$Properties;

export interface Phase {
  readonly name: string;
  /** What happened in it, for people. */
  readonly meaning: string;
  /** After the input was accepted, in milliseconds. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** `deliveredAtMs`: when the caller had the result, if that is known here. */
export function phasesOf(input: Input, deliveredAtMs?: number): readonly Phase[] {
  const { ledger, acceptedAt = 0 } = input;
  if (!ledger || !acceptedAt) return [];
  const phases: Phase[] = [];
  let fromMs = 0;
  const until = (atMs: number | null | undefined, name: string, meaning: string): void => {
    if (!atMs) return;
    // What was done before it was asked for, as a pool does, took no time.
    const toMs = Math.max(fromMs, atMs - acceptedAt);
    if (toMs > fromMs || !isOptional.has(name)) phases.push({ name, meaning, fromMs, toMs });
    fromMs = toMs;
  };
  const isFirst = !input.failures && !input.losses;
  until(ledger.askedAt, "queued", "until a container was asked for");
  until(ledger.bootedAt, "booted", "the container's process started");
  until(ledger.importedAt, "imported", "the code was loaded");
  until(ledger.readyAt, "ready", "enter hooks, and the word that it is ready");
  until(
    ledger.placedAt,
    "placed",
    isFirst
      ? "it waited for its turn and was given to a container"
      : "earlier attempts, and waiting for the next one",
  );
  until(ledger.enteredAt, "entered", "on its way to the function's first line");
  until(ledger.ranAt, "ran", "the function's code");
  until(deliveredAtMs, "delivered", "the result was kept and came to the caller");
  return phases;
}

/** Phases that some inputs do not have. */
const isOptional = new Set(["queued", "booted", "imported", "ready"]);
