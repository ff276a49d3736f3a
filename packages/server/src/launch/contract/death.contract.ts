import assert from "node:assert/strict";
import { test } from "node:test";
import type { Launcher } from "../launcher.ts";
import {
  leavesBehind,
  needsProc,
  processesWithArgument,
  run,
  specOf,
  uniqueName,
  until,
} from "./run-container.contract.ts";

/** Containers die whole. */
export function testDeath(launcher: () => Launcher): void {
  test(
    "exited resolves after the last process is gone, when the program is killed (L1)",
    { skip: needsProc },
    async () => {
      const sleep = uniqueName();
      const script = `sleep ${sleep} & setsid sleep ${sleep} & (trap "" TERM; sleep ${sleep}) & echo started; wait`;
      const container = await launcher().launch(specOf({ script }));
      await until("three sleep", () => processesWithArgument(sleep).length === 3);
      container.kill();
      container.kill();
      const exit = await container.exited;
      assert.deepEqual(processesWithArgument(sleep), []);
      assert.deepEqual(exit, { signal: "SIGKILL" });
    },
  );
  test(
    "exited resolves after the last process is gone, when the program ends by itself (L1)",
    { skip: needsProc },
    async () => {
      const sleep = uniqueName();
      const script = `sleep ${sleep} >/dev/null 2>&1 & setsid sleep ${sleep} >/dev/null 2>&1 & exit 3`;
      const ran = await run(launcher(), { script });
      assert.deepEqual(processesWithArgument(sleep), []);
      assert.deepEqual(ran.exit, { code: 3 });
    },
  );
  test(
    "a process that leaves its session and its environment dies too, with bubblewrap or control groups (L1)",
    {
      skip: needsProc,
    },
    async (context) => {
      if (leavesBehind(launcher())) {
        context.skip("plain processes without control groups");
        return;
      }
      const sleep = uniqueName();
      await run(launcher(), { script: `env -i setsid sleep ${sleep} >/dev/null 2>&1 & exit 0` });
      assert.deepEqual(processesWithArgument(sleep), []);
    },
  );
  test("a program that signals its own group does not reach the server", async () => {
    const ran = await run(launcher(), { script: "kill -TERM 0" });
    assert.deepEqual(ran.exit, { signal: "SIGTERM" });
  });
}
