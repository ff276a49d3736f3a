/** A TypeScript app that others call. */
import { App } from "lydian";
import { write } from "./notation.ts";

export const app = new App("echo-typescript");

export const echo = app.function("echo", (value: unknown) => value);

/** What it was called with, as it arrived here. */
export const show = app.function("show", (...args: unknown[]) => JSON.stringify(write(args)));

export const fail = app.function("fail", (message: string) => {
  throw new RangeError(message);
});

/** Values that no other language takes. */
const strange: Readonly<Record<string, unknown>> = {
  function: { callback: () => 1 },
  set: [new Set([1])],
  instance: new URL("http://localhost/"),
  symbol: { deep: [Symbol("s")] },
};

export const strangeValue = app.function("strange", (name: string) => strange[name]);
