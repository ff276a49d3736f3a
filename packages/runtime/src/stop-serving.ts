import type { Inputs } from "./input/inputs.ts";
import type { Service } from "./code/target.ts";

/** What `exit` hooks get even where the inputs have used up the grace period. */
const exitHooksMsMin = 1000;

export interface StopOptions {
  readonly graceMs: number;
  /** Give inputs back at once. */
  readonly isAbrupt: boolean;
  /** An `exit` hook failed, or all of them together took too long. */
  readonly onExitFailed: (error: unknown) => void;
}

/**
 * Takes nothing more, waits for what runs, gives back what is not done when the grace period ends,
 * then runs the `exit` hooks in what is left of it. Never rejects.
 */
export async function stopServing(inputs: Inputs, service: Service, options: StopOptions): Promise<void> {
  const deadlineMs = Date.now() + options.graceMs;
  inputs.endTaking();
  if (!options.isAbrupt) await settledWithin(inputs.idle(), options.graceMs);
  for (const input of inputs.running) inputs.giveBack(input);
  const hooks = runHooks(service.exitHooks, options.onExitFailed);
  const leftMs = Math.max(deadlineMs - Date.now(), exitHooksMsMin);
  if (!(await settledWithin(hooks, leftMs))) {
    options.onExitFailed(new Error(`Exit hooks did not finish within ${leftMs} ms`));
  }
}

async function runHooks(
  hooks: readonly (() => unknown)[],
  onFailed: (error: unknown) => void,
): Promise<void> {
  for (const hook of hooks) {
    try {
      await hook();
    } catch (error) {
      onFailed(error);
    }
  }
}

/** Whether `work`, which never rejects, was done in time. */
async function settledWithin(work: Promise<void>, limitMs: number): Promise<boolean> {
  const { promise: deadline, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), limitMs);
  try {
    return await Promise.race([work.then(() => true), deadline]);
  } finally {
    clearTimeout(timer);
  }
}
