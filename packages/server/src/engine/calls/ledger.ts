import type { Ledger } from "../../model/ledger.ts";
import type { Container, RunningInput } from "../containers/container.ts";
import type { FinishedAttempt } from "../containers/container-verbs.ts";

/** What became of an input that ends now. How its container came to be is of interest only if that was after it. */
export function ledgerOf(
  { birth }: Container,
  running: RunningInput,
  finished: Pick<FinishedAttempt, "startedAtMs" | "finishedAtMs">,
): Ledger {
  const { acceptedAtMs } = running.input;
  const ledger = {
    acceptedAtMs,
    // Nothing is seen of it where it was kept before.
    durableAtMs: running.durableAtMs,
    placedAtMs: running.placedAtMs,
    enteredAtMs: finished.startedAtMs,
    ranAtMs: finished.finishedAtMs,
  };
  return (birth.readyAtMs ?? 0) > acceptedAtMs ? { ...birth, ...ledger } : ledger;
}
