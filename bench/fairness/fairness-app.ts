import { setTimeout as sleep } from "node:timers/promises";
import { App } from "lydian";

export const app = new App("bench-fairness");

/** When it was entered, by the machine's clock, in ms. */
const now = (): number => performance.timeOrigin + performance.now();

export const sleeper = app.function("sleeper", {}, async (_number: number) => {
  const enteredAtMs = now();
  await sleep(50);
  return enteredAtMs;
});

export const probe = app.function("probe", { minContainers: 1 }, (_number: number) => now());
