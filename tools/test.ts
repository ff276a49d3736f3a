/** `npm test`: the gate, then everything that starts the whole system. The last line is the verdict. */
import { runGate, wholeSystemTests } from "./gate.ts";
import { addTallies, findTests, runTests } from "./run-tests.ts";

/** Tests that kill servers again and again take minutes; one that takes longer than this hangs. */
const wholeSystemTestFileMsMax = 600_000;

const gate = await runGate();
console.log("\nWhole-system tests");
const wholeSystem = await runTests(findTests(wholeSystemTests), {
  // One after another: many of them measure time, and each starts several processes.
  concurrency: 1,
  timeoutMs: wholeSystemTestFileMsMax,
  write: (text) => process.stdout.write(text),
});
const { passed, failed, skipped } = addTallies(gate, wholeSystem);
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = failed === 0 ? 0 : 1;
