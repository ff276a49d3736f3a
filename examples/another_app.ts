/** An app whose function calls a function of another app, by name and with its types. */
import assert from "node:assert/strict";
import { App, Function } from "lydian";
import type { square } from "./my_shared_app.ts";

export const app = new App("another-app");

export const cube = app.function("cube", async (x: number) => {
  const shared = Function.fromName<typeof square>("my-shared-app", "square");
  return x * (await shared.remote(x));
});

/** Needs `my-shared-app` to be deployed: `lydian run examples/another_app.ts` */
export const main = app.localEntrypoint(async () => {
  assert.equal(await cube.remote(42), 74_088);
  console.log("cube(42) is 74088");
});
