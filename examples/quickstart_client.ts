/**
 * A program of its own that knows nothing of the apps but their names and types. It needs
 * `my-shared-app` and `another-app` to be deployed; `npm run quickstart` does that and runs it.
 */
import assert from "node:assert/strict";
import { Cls, Function, FunctionCall } from "lydian";
import type { cube } from "./another_app.ts";
import type { countdown, MyLifecycleClass, square } from "./my_shared_app.ts";

const app = "my-shared-app";
const squareOf = Function.fromName<typeof square>(app, "square");

const one = await squareOf.remote(42);
show("square.remote(42)", one, 1764);

const many: number[] = [];
for await (const value of squareOf.map([1, 2, 3, 4, 5])) many.push(value);
show("square.map([1, 2, 3, 4, 5])", many, [1, 4, 9, 16, 25]);

const yields: number[] = [];
const startedAtMs = performance.now();
for await (const value of Function.fromName<typeof countdown>(app, "countdown").remoteGen(3)) {
  yields.push(value);
  console.log(
    `  countdown.remoteGen(3) yields ${value} after ${(performance.now() - startedAtMs).toFixed(0)} ms`,
  );
}
assert.deepEqual(yields, [3, 2, 1]);

const greeter = Cls.fromName<typeof MyLifecycleClass>(app, "MyLifecycleClass").instance();
show("new MyLifecycleClass().foo.remote()", await greeter.foo.remote(), "hello world");

const { objectId } = await squareOf.spawn(12);
console.log(`  square.spawn(12) is call ${objectId}`);
const later = await FunctionCall.fromId<number>(objectId).get({ timeoutMs: 10_000 });
show("FunctionCall.fromId(…).get()", later, 144);

const cubed = await Function.fromName<typeof cube>("another-app", "cube").remote(42);
show("cube.remote(42), which calls square", cubed, 74_088);

const stats = await squareOf.getCurrentStats();
console.log("  square.getCurrentStats() =", JSON.stringify(stats));
assert.equal(stats.backlog, 0);

function show(what: string, value: unknown, expected: unknown): void {
  console.log(`  ${what} =`, value);
  assert.deepEqual(value, expected);
}
