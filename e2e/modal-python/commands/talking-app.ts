/** An app of ours that the Python client's commands are about. */
import { setTimeout as delay } from "node:timers/promises";
import { App } from "lydian";

export const app = new App("talking");

export const talk = app.function("talk", (lines: number) => {
  for (let i = 0; i < lines; i += 1) console.log(`line ${i}`);
  console.error("an error line");
  return lines;
});

export const wait = app.function("wait", async (ms: number) => {
  console.log("waiting");
  await delay(ms);
});
