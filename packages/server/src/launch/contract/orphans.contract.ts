import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import type { Launcher } from "../launcher.ts";
import {
  leavesBehind,
  needsProc,
  processesWithArgument,
  specOf,
  uniqueName,
  until,
} from "./run-container.contract.ts";

function startServer(name: string, runDirectory: string, script: string, wrap = false): ChildProcess {
  const server = fileURLToPath(new URL("orphans.contract.server.ts", import.meta.url));
  const command = [process.execPath, server, name, runDirectory, script];
  const opened = ["/bin/bash", "-c", 'exec 251</etc/hostname; exec "$@"', "bash", ...command];
  const [file = "", ...rest] = wrap ? opened : command;
  return spawn(file, rest, { stdio: ["ignore", "pipe", "inherit"] });
}

/** Its shell may have started a child of its own. */
function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // It had none.
  }
}

/** Containers die with their server, or with the next one's sweep. */
export function testOrphans(
  launcher: () => Launcher,
  create: (runDirectory: string) => Promise<Launcher>,
  runDirectory: string,
): void {
  const own = join(runDirectory, "orphans");
  test(
    "a container dies when its server is killed, and its children too (L3)",
    { skip: needsProc },
    async () => {
      const sleep = uniqueName();
      // Only the next sweep() can find a process that left its group, where there are no control groups.
      const leaves = leavesBehind(launcher()) ? "" : "setsid";
      const server = startServer(launcher().name, own, `${leaves} sleep ${sleep} & sleep ${sleep}`);
      await until("two sleep", () => processesWithArgument(sleep).length >= 2);
      server.kill("SIGKILL");
      await until("none sleeps", () => processesWithArgument(sleep).length === 0);
      await (await create(own)).sweep();
      assert.deepEqual(readdirSync(own), []);
    },
  );
  test(
    "sweep() kills what a killed server left, and no process with a recycled pid",
    { skip: needsProc },
    async () => {
      const sleep = uniqueName();
      const server = startServer(launcher().name, own, `setsid sleep ${sleep} & sleep ${sleep}`);
      await until("two sleep", () => processesWithArgument(sleep).length >= 2);
      const innocent = spawn("/bin/sleep", ["1000"], { detached: true, stdio: "ignore" });
      server.kill("SIGKILL");
      await mkdir(join(own, "ta-RECYCLED"));
      await writeFile(join(own, "ta-RECYCLED", "record"), `${innocent.pid} 1\n`);
      await (await create(own)).sweep();
      assert.deepEqual(processesWithArgument(sleep), []);
      assert.equal(innocent.exitCode ?? innocent.signalCode, null);
      innocent.kill();
    },
  );
  test(
    "sweep() kills what was being set up for a container when its server was killed",
    { skip: needsProc },
    async () => {
      const directory = join(own, "ta-HALFBUILT");
      await mkdir(directory, { recursive: true });
      const passwd = join(directory, "passwd");
      const half = spawn("/bin/sh", ["-c", "sleep 1000", passwd], { detached: true, stdio: "ignore" });
      await until("it runs", () => processesWithArgument(passwd).length > 0);
      await (await create(own)).sweep();
      assert.equal(half.signalCode ?? (await once(half, "exit"))[1], "SIGKILL");
      killGroup(half);
    },
  );
  test("sweep() leaves running containers alone", async () => {
    const container = await launcher().launch(specOf({ script: "echo on; sleep 1000" }));
    await launcher().sweep();
    assert.equal(existsSync(join(runDirectory, container.containerId, "record")), true);
    container.kill();
    await container.exited;
  });
  test(
    "no descriptor that the server inherited reaches the container (L2)",
    {
      skip: existsSync("/bin/bash") ? needsProc : "bash opens the descriptor",
    },
    async () => {
      const server = startServer(launcher().name, own, "exec ls -l /proc/self/fd", true);
      const { stdout } = server;
      assert.ok(stdout);
      const listing = await text(stdout);
      const open = [...listing.matchAll(/ (\d+) -> /g)].map((match) => Number(match[1]));
      assert.deepEqual(open, [0, 1, 2, 3], listing);
    },
  );
}
