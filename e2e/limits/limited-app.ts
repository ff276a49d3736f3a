import { setTimeout as sleep } from "node:timers/promises";
import { App } from "lydian";

export const app = new App("limited");

export const slow = app.function("slow", { maxContainers: 1, maxConcurrentInputs: 4 }, async (n: number) => {
  await sleep(20);
  return n;
});
