/** Functions that take several inputs together, and say which. */
import { setTimeout as sleep } from "node:timers/promises";
import { App, currentInput } from "lydian";

export const app = new App("batched");
const inFours = { batchMaxSize: 4, batchLingerMs: 300, maxContainers: 1 };

export const double = app.function("double", inFours, (numbers: readonly number[]) =>
  numbers.map((n) => ({ twice: 2 * n, together: numbers.length })),
);

export const add = app.function(
  "add",
  inFours,
  async (a: readonly number[], b: readonly (number | undefined)[]) => a.map((x, i) => x + (b[i] ?? 1_000)),
);

let running = 0;
/** How many batches ran when each one began. */
export const count = app.function(
  "count",
  { ...inFours, batchLingerMs: 50, maxConcurrentInputs: 2 },
  async (numbers: readonly number[]) => {
    running += 1;
    const now = running;
    await sleep(100);
    running -= 1;
    return numbers.map(() => now);
  },
);

/** Fails together, crashes, returns too little, or what cannot be sent for one of them. */
export const fail = app.function("fail", inFours, async (ways: readonly string[]) => {
  if (ways.includes("crash")) {
    setImmediate(() => {
      throw new EvalError("nobody caught it");
    });
    await sleep(60_000);
  }
  if (ways.includes("throw")) throw new RangeError("all of them");
  if (ways.includes("short")) return ["one"];
  return ways.map((way) => (way === "symbol" ? Symbol("none") : way));
});

const even = {
  "~standard": {
    version: 1,
    vendor: "e2e",
    validate: (value: unknown) =>
      typeof value === "number" && value % 2 === 0
        ? { value: value / 2 }
        : { issues: [{ message: "is odd" }] },
  },
} as const;
export const half = app.function("half", { ...inFours, input: even }, (numbers: readonly number[]) => [
  ...numbers,
]);

/** Waits until nobody wants any of them, or for longer than a container may go on with what was called off. */
export const wait = app.function("wait", inFours, async (names: readonly string[]) => {
  const { signal, attempt } = currentInput() ?? {};
  await sleep(8_000, undefined, { signal }).catch(() => console.log("nobody wants", names.join()));
  return names.map((name) => `${name} in attempt ${attempt}`);
});

class Words {
  upper(words: readonly string[]) {
    return words.map((word) => `${word.toUpperCase()} of ${words.length}`);
  }
  async lower(words: readonly string[]) {
    return words.map((word) => `${word.toLowerCase()} of ${words.length}`);
  }
}
export const words = app.cls("Words", inFours, Words);
