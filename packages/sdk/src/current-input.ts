import { findRuntime, type CurrentInput } from "./session/runtime-seam.ts";

/**
 * The input that the code runs for: its ids, which attempt it is, and a signal that aborts when it is
 * cancelled. `undefined` outside a container, and outside an input.
 *
 * @example
 * await fetch(url, { signal: currentInput()?.signal ?? null });
 */
export function currentInput(): CurrentInput | undefined {
  return findRuntime()?.currentInput();
}
