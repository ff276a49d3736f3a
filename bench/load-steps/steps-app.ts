import { setTimeout as sleep } from "node:timers/promises";
import { App } from "lydian";

export const app = new App("bench-load-steps");

export const windowMs = 3_000;
export const workMs = 50;

/** Works without keeping a core busy, and says in which process. */
export const work = app.function(
  "work",
  { scaledownWindowMs: windowMs, maxContainers: 20 },
  async (_number: number) => {
    await sleep(workMs);
    return process.pid;
  },
);
