import assert from "node:assert/strict";
import { test } from "node:test";
import { DatabaseThread } from "./database-thread.ts";

const options = { path: "x.db", isAlwaysSynced: false, isFenced: true };
const batch = { operations: [], isSynced: false, arena: { bytes: undefined, ends: [] } };

/** A thread that opens well and then does this at the first message. */
function program(atMessage: string): URL {
  const source = `import { parentPort } from "node:worker_threads";
    parentPort.on("message", () => { ${atMessage} });
    parentPort.postMessage({ results: [] });`;
  return new URL(`data:text/javascript,${encodeURIComponent(source)}`);
}

for (const [name, death, reason] of [
  ["throws", 'throw new Error("broken")', ": broken"],
  ["exits", "process.exit(1)", ""],
] as const) {
  test(`a thread that ${name} refuses whoever waits and whoever comes later (W2)`, async () => {
    const thread = await DatabaseThread.start(options, program(death));
    const refusal = {
      kind: "unavailable",
      message: `Cannot use store "x.db": its thread has ended${reason}`,
    };
    await assert.rejects(thread.execute(batch), refusal);
    await assert.rejects(thread.execute(batch), refusal);
    await thread.close();
  });
}
