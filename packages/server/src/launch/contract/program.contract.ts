import assert from "node:assert/strict";
import { test } from "node:test";
import { LydianError } from "../../model/error.ts";
import type { Launcher } from "../launcher.ts";
import { finished, node, run, specOf } from "./run-container.contract.ts";

/** Programs start, end, and are told of. */
export function testProgram(launcher: () => Launcher): void {
  test("launch() tells stdout, stderr and the exit code", async () => {
    const ran = await run(launcher(), { script: "echo out; echo err >&2; exit 7" });
    assert.deepEqual(ran, { stdout: "out\n", stderr: "err\n", exit: { code: 7 } });
  });
  test("exited comes after all that a program wrote, also where that is much", async () => {
    const script = "head -c 3000000 /dev/zero | tr '\\0' x; echo; echo last";
    const container = await launcher().launch(specOf({ script }));
    let stdout = "";
    container.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    container.stderr.resume();
    await container.exited;
    assert.equal(stdout.length, 3_000_006);
    assert.ok(stdout.endsWith("last\n"));
  });
  test("launch() tells the signal that a program died of", async () => {
    const ran = await run(launcher(), { script: "kill -TERM $$" });
    assert.deepEqual(ran.exit, { signal: "SIGTERM" });
  });
  test("launch() rejects when the program is not there, and leaves nothing behind", async () => {
    const spec = specOf({ command: ["/nonexistent/program"] });
    await assert.rejects(
      launcher().launch(spec),
      (error) => error instanceof LydianError && /no program/.test(error.message),
    );
    await assert.rejects(launcher().launch(specOf({ command: ["sh"] })), /not an absolute path/);
  });
  test("launch() runs this Node", async () => {
    const ran = await run(launcher(), { command: [node, "-p", "process.version"], readOnlyPaths: [node] });
    assert.equal(ran.stdout.trim(), process.version, ran.stderr);
  });
  test("launch() starts many at once, and each is told of by itself", async () => {
    const codes = Array.from({ length: 20 }, (_, index) => index);
    const all = await Promise.all(
      codes.map((code) => run(launcher(), { script: `echo ${code}; exit ${code}` })),
    );
    const told = all.map(({ exit, stdout }) => [exit.code, stdout]);
    assert.deepEqual(
      told,
      codes.map((code) => [code, `${code}\n`]),
    );
  });
  test("kill() of a container that is gone does nothing", async () => {
    const container = await launcher().launch(specOf({}));
    await finished(container);
    container.kill();
    await container.limit({ cpuMilli: 1000, memoryMiB: 1024 });
    assert.deepEqual(await container.exited, { code: 0 });
  });
}
