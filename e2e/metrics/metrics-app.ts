import { setTimeout as sleep } from "node:timers/promises";
import { App } from "lydian";

export const app = new App("metered");

export const fails = app.function("fails", {}, (n: number) => {
  if (n % 2 === 1) throw new Error("odd");
  return n;
});

export const waits = app.function("waits", { maxContainers: 1 }, (ms: number) => sleep(ms));
