import assert from "node:assert/strict";
import { test } from "node:test";
import { StackCleaner } from "./stack.ts";

const cleaner = new StackCleaner(new URL("file:///opt/runtime/"), "/scratch/app");

test("StackCleaner keeps frames of the user's own code, with paths as their author knows them", () => {
  const stack = [
    "TypeError: x",
    "    at inner (/scratch/app/lib/part.ts:1:2)",
    "    at async file:///scratch/app/main.ts:3:4",
    "    at run (file:///opt/runtime/main.js:5:6)",
    "    at processTicksAndRejections (node:internal/process/task_queues:104:5)",
    "    at node:fs:1:1",
  ].join("\n");
  assert.equal(
    cleaner.clean(stack),
    "TypeError: x\n    at inner (lib/part.ts:1:2)\n    at async main.ts:3:4",
  );
});

test("StackCleaner leaves the message as it is", () => {
  const stack = "Error: cannot read /scratch/app/data\nnode:internal is no frame\n    at f (a.ts:1:1)";
  assert.equal(cleaner.clean(stack), stack);
});
