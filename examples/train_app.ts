/** Long work that a web server starts and asks about later. Used by `web_server.ts`. */
import { setTimeout as wait } from "node:timers/promises";
import { App } from "lydian";

export const app = new App("example");

export interface Job {
  readonly userId: string;
  readonly steps: number;
}

export const trainModel = app.function("train_model", async (job: Job) => {
  for (let step = 1; step <= job.steps; step += 1) {
    await wait(20);
    console.log(`step ${step} of ${job.steps} for ${job.userId}`);
  }
  return { userId: job.userId, loss: 1 / job.steps };
});
