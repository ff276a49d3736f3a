/** Functions whose failures end when somebody says so. */
import { existsSync, appendFileSync } from "node:fs";
import { App } from "lydian";

export const app = new App("sets");

/** Every seventh number fails until this file is there. */
export const double = app.function(
  "double",
  { maxConcurrentInputs: 64, maxContainers: 1 },
  (n: number, mended: string) => {
    if (n % 7 === 0 && !existsSync(mended)) throw new RangeError(`${n} is unlucky`);
    return 2 * n;
  },
);

/** Writes a line for each run, so that runs can be counted. */
export const count = app.function("count", async (file: string, name: string, waitMs: number) => {
  appendFileSync(file, `${name}\n`);
  await new Promise((resolve) => setTimeout(resolve, waitMs));
  if (name === "fails") throw new TypeError("as it was told");
  return `result of ${name}`;
});
