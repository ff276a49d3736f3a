/** What runs while things are killed. Every run draws a number, so that two runs of one input differ. */
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { App } from "lydian";

export const app = new App("killed", { maxContainers: 2 });

export const work = app.function("work", { maxConcurrentInputs: 4 }, async (argument: number, ms: number) => {
  await delay(ms);
  return { argument, value: argument * argument + 1, run: randomUUID() };
});

export const count = app.function(
  "count",
  { maxConcurrentInputs: 4 },
  async function* (from: number, length: number, ms: number) {
    for (let argument = from; argument < from + length; argument += 1) {
      await delay(ms);
      yield { argument, value: argument * argument + 1, run: randomUUID() };
    }
  },
);
