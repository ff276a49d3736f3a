/** One input at a time, so that what is enqueued faster waits on the disk. */
import { setTimeout as delay } from "node:timers/promises";
import { App } from "lydian";

export const app = new App("queued");

export const measure = app.function("measure", { maxContainers: 1 }, async (bytes: Uint8Array) => {
  await delay(20);
  return { length: bytes.length, first: bytes[0] };
});
