import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { probeBubblewrap } from "./bubblewrap/probe.ts";
import { chooseLauncher } from "./choose-launcher.ts";

const runDirectory = mkdtempSync(join(tmpdir(), "lydian-choose-"));
after(() => rmSync(runDirectory, { recursive: true, force: true }));

test("chooseLauncher() takes bubblewrap where it works, and says why where it does not", async () => {
  const probe = await probeBubblewrap({ runDirectory });
  const { launcher, sentence } = await chooseLauncher({ runDirectory });
  assert.equal(launcher.name, probe.passed ? "bubblewrap" : "process");
  assert.ok(probe.passed || sentence.includes(probe.reason));
});

test("chooseLauncher() says what plain processes do not stop", async () => {
  const { launcher, sentence } = await chooseLauncher({ runDirectory, wanted: "process" });
  assert.equal(launcher.name, "process");
  assert.match(sentence, /plain processes, for trusted code only \(as asked\)/);
  assert.match(sentence, /reach the network/);
  assert.match(sentence, /Memory limit: /);
});

test("chooseLauncher() rejects when bubblewrap is wanted and cannot be had", async (context) => {
  const probe = await probeBubblewrap({ runDirectory });
  const chosen = chooseLauncher({ runDirectory, wanted: "bubblewrap" });
  if (!probe.passed) return assert.rejects(chosen, /Cannot use bubblewrap: /);
  assert.equal((await chosen).launcher.name, "bubblewrap");
  context.diagnostic("bubblewrap works here: its absence is not seen");
});
