import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { Launcher } from "../launcher.ts";
import { finished, node, run, specOf } from "./run-container.contract.ts";

/** Takes 20 MB at a time, up to twice the smallest hard limit, once the file of its argument is there. */
const glutton = `const held = []; (function more() {
  if (held.length === 50) process.exit(0);
  if (require("node:fs").existsSync(process.argv[1])) held.push(Buffer.alloc(20_000_000, 1));
  setTimeout(more, 10);
})()`;

/** Limits hold where the launcher says that they do. */
export function testLimits(launcher: () => Launcher): void {
  const unlimited = () => launcher().isolation.limits.memory === "none" && "no memory limit can be had here";
  const eating = { command: [node, "-e", glutton, "/"], readOnlyPaths: [node] };
  test("limits.memoryMiB ends a container that takes more, and the exit says so", async (context) => {
    const reason = unlimited();
    if (reason) return context.skip(reason);
    const ran = await run(launcher(), { ...eating, limits: { cpuMilli: 1000, memoryMiB: 128 } });
    assert.deepEqual(ran.exit, { signal: "SIGKILL", exceeded: "memory" }, ran.stderr);
  });
  test("limits.memoryMiB above the floor is room to use", async (context) => {
    const reason = unlimited();
    if (reason) return context.skip(reason);
    const ran = await run(launcher(), { ...eating, limits: { cpuMilli: 125, memoryMiB: 1500 } });
    assert.deepEqual(ran.exit, { code: 0 }, ran.stderr);
  });
  test("limit() holds for a container that runs", async (context) => {
    const reason = unlimited();
    if (reason) return context.skip(reason);
    const folder = mkdtempSync(join(tmpdir(), "lydian-limits-"));
    context.after(() => rmSync(folder, { recursive: true }));
    // Containers may be another user.
    chmodSync(folder, 0o755);
    const go = join(folder, "go");
    const command = [node, "-e", glutton, go];
    const container = await launcher().launch(specOf({ command, readOnlyPaths: [node, folder] }));
    await container.limit({ cpuMilli: 125, memoryMiB: 128 });
    writeFileSync(go, "");
    const ran = await finished(container);
    assert.deepEqual(ran.exit, { signal: "SIGKILL", exceeded: "memory" }, ran.stderr);
  });
  test("a kill() is not told of as a memory limit", async () => {
    const container = await launcher().launch(
      specOf({ script: "sleep 1000", limits: { cpuMilli: 125, memoryMiB: 128 } }),
    );
    container.kill();
    assert.deepEqual(await container.exited, { signal: "SIGKILL" });
  });
  test("a fork bomb ends at the limit of tasks", async (context) => {
    const reason = unlimited();
    if (reason) return context.skip(reason);
    const script = "i=0; while [ $i -lt 1200 ]; do sleep 1000 & i=$((i+1)); done; echo all";
    const ran = await run(launcher(), { script });
    assert.doesNotMatch(ran.stdout, /all/);
    assert.match(ran.stderr, /fork/i);
  });
}
