import type { Inputs } from "./input/inputs.ts";
import type { RunningInput } from "./input/running-input.ts";
import type { WireResult } from "./wire.ts";

/**
 * Decides what becomes of the inputs that run when an error that nobody caught ends the process.
 * The input whose code it came from fails with it, those of its batch too, and the others are given back to
 * run elsewhere.
 * Where it came from no input's code, all fail: giving them back could go on for ever.
 */
export function settleCrash(inputs: Inputs, origin: RunningInput | undefined, result: WireResult): void {
  inputs.endTaking();
  const running = inputs.running;
  const blamed = origin === undefined ? running : running.filter((input) => origin.batch.includes(input));
  for (const input of blamed) inputs.complete(input, result);
  for (const input of inputs.running) inputs.giveBack(input);
}
