/** Functions that write down what happens to them, in a file that their caller names. */
import { appendFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { App, currentInput } from "lydian";

export const app = new App("vanished-typescript");

const note = (file: string, what: string): void => appendFileSync(file, `${what}\n`);

export const fails = app.function(
  "fails",
  { retries: { maxRetries: 2, initialDelayMs: 1_000, backoffCoefficient: 1 } },
  (file: string) => {
    note(file, "began");
    throw new Error("as it was told");
  },
);

async function waitForEver(file: string): Promise<void> {
  const input = currentInput();
  note(file, `began ${input?.callId}`);
  await sleep(60_000, undefined, { signal: input?.signal }).catch(() => note(file, "ended"));
}

export const runs_out = app.function("runs_out", { timeoutMs: 2_000 }, waitForEver);
export const waits = app.function("waits", waitForEver);

export const counts = app.function("counts", { maxContainers: 1 }, async (file: string, n: number) => {
  note(file, String(n));
  await sleep(100);
});
