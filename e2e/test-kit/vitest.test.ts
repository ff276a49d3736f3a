/** The kit in the test runner that most people use. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { runProcess } from "../fixture/run-process.ts";

const project = fileURLToPath(new URL("./vitest", import.meta.url));
const vitest = fileURLToPath(new URL("./vitest.mjs", import.meta.resolve("vitest/package.json")));

test("a Vitest project starts the whole system in its process", { timeout: 120_000 }, async (t) => {
  const args = [vitest, "run", "--root", project];
  const { stdout, stderr, code } = await runProcess(process.execPath, args, { deadlineMs: 100_000 });
  assert.equal(code, 0, `${stdout}\n${stderr}`);
  assert.match(stdout, /Tests\s+3 passed \(3\)/);
  t.diagnostic(/started in .*/.exec(stdout)?.[0] ?? "");
});
