import { setTimeout as sleep } from "node:timers/promises";
import { App } from "lydian";

export const app = new App("explained");

class Slow {
  async setUp() {
    await sleep(200);
  }
  echo(x: number) {
    return x;
  }
}
export const slow = app.cls("Slow", { enter: "setUp", methods: ["echo"] }, Slow);

let tries = 0;
export const flaky = app.function("flaky", { retries: { maxRetries: 1, initialDelayMs: 100 } }, () => {
  tries += 1;
  if (tries % 2 === 1) throw new Error("not yet");
  return tries;
});

export const alone = app.function("alone", { maxContainers: 1 }, async (ms: number) => {
  await sleep(ms);
  return ms;
});
