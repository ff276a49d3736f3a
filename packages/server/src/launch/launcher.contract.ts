import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { after, before, describe, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { LydianError } from "../model/error.ts";
import type { ContainerId } from "../model/ids.ts";
import type { ContainerExit, LaunchedContainer, Launcher, LaunchSpec } from "./launcher.ts";

const deadlineMs = 20_000;
const linux = process.platform === "linux" ? false : "it looks into /proc";
export const node = realpathSync(process.execPath);

/** One adapter under the contract. `skip` is a reason why it cannot run here; with CI set that fails. */
export interface LauncherUnderTest {
  readonly name: Launcher["name"];
  readonly create: (runDirectory: string) => Promise<Launcher>;
  readonly skip: string | undefined;
}

/** What became of a container. */
export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: ContainerExit;
}

let count = 0;
export function specOf(changes: Partial<LaunchSpec> & { readonly script?: string }): LaunchSpec {
  const { script = "true", ...rest } = changes;
  count += 1;
  const containerId: ContainerId = `ta-TEST${process.pid}X${count}`;
  const environment = { PATH: "/usr/bin:/bin" };
  const command = ["/bin/sh", "-c", script];
  return { containerId, command, environment, readOnlyPaths: [], sockets: [], blockNetwork: false, ...rest };
}

export async function run(
  launcher: Launcher,
  changes: Partial<LaunchSpec> & { readonly script?: string },
): Promise<Ran> {
  return await finished(await launcher.launch(specOf(changes)));
}

export async function finished(container: LaunchedContainer): Promise<Ran> {
  const timer = setTimeout(() => container.kill(), deadlineMs);
  const [stdout, stderr, exit] = await Promise.all([
    text(container.stdout),
    text(container.stderr),
    container.exited,
  ]);
  clearTimeout(timer);
  return { stdout, stderr, exit };
}

/** Processes of this machine, in whatever namespace, that have this argument. */
function processesWithArgument(argument: string): number[] {
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => {
      try {
        return pid > 0 && readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").includes(argument);
      } catch {
        return false;
      }
    });
}

async function until(what: string, isSo: () => boolean): Promise<void> {
  const untilMs = performance.now() + deadlineMs;
  while (!isSo()) {
    if (performance.now() > untilMs) assert.fail(`still not so: ${what}`);
    await delay(5);
  }
}

/** An argument of `sleep` that nothing else on the machine has. */
function uniqueSleep(): string {
  count += 1;
  return `9${process.pid}.${count}`;
}

/** Runs the contract over one adapter. */
export function testLauncher({ name, create, skip }: LauncherUnderTest): void {
  test(
    `${name}: containers can be started on this machine`,
    { skip: process.env["CI"] ? false : (skip ?? false) },
    () => {
      assert.equal(skip, undefined);
    },
  );
  describe(`${name} launcher`, { skip: skip ?? false }, () => {
    const runDirectory = mkdtempSync(join(tmpdir(), "lydian-launch-"));
    let launcher: Launcher;
    before(async () => {
      launcher = await create(runDirectory);
    });
    after(() => {
      rmSync(runDirectory, { recursive: true, force: true });
    });
    testProgram(() => launcher);
    testSurroundings(() => launcher, runDirectory);
    testDeath(() => launcher);
    testOrphans(() => launcher, create, runDirectory);
    testLimits(() => launcher);
  });
}

function testProgram(launcher: () => Launcher): void {
  test("launch() tells stdout, stderr and the exit code", async () => {
    const ran = await run(launcher(), { script: "echo out; echo err >&2; exit 7" });
    assert.deepEqual(ran, { stdout: "out\n", stderr: "err\n", exit: { code: 7 } });
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
  test("kill() of a container that is gone does nothing", async () => {
    const container = await launcher().launch(specOf({}));
    await finished(container);
    container.kill();
    await container.limit({ cpuMilli: 1000, memoryMiB: 1024 });
    assert.deepEqual(await container.exited, { code: 0 });
  });
}

function testSurroundings(launcher: () => Launcher, runDirectory: string): void {
  test("launch() gives the environment of the spec, HOME and TMPDIR, and nothing else (L2)", async () => {
    const container = await launcher().launch(
      specOf({ environment: { A: "b c\n'\"$x" }, command: ["/usr/bin/env", "-0"] }),
    );
    const { stdout } = await finished(container);
    const lines = stdout.split("\0").filter((line) => line !== "" && !line.startsWith("PWD="));
    assert.deepEqual(lines.toSorted(), [
      "A=b c\n'\"$x",
      `HOME=${container.scratch}`,
      `TMPDIR=${container.scratch}`,
    ]);
  });
  test("launch() gives no open file but the three streams (L2)", { skip: linux }, async () => {
    const { stdout } = await run(launcher(), { command: ["/bin/ls", "/proc/self/fd"] });
    // The fourth is the listing's own.
    assert.deepEqual(stdout.trim().split(/\s+/), ["0", "1", "2", "3"]);
  });
  test("scratch is writable, private, the working directory, and gone with the container", async () => {
    const container = await launcher().launch(
      specOf({ script: 'pwd; echo x >"$TMPDIR/file" && cat "$HOME/file"; stat -c %a .' }),
    );
    const { stdout, stderr } = await finished(container);
    const [directory, file, mode] = stdout.trim().split("\n");
    assert.equal(directory, container.scratch, stderr);
    assert.equal(file, "x");
    assert.ok(mode === "700" || container.scratch === "/tmp");
    assert.equal(existsSync(join(container.scratch, "file")), false);
    assert.deepEqual(
      readdirSync(runDirectory).filter((entry) => entry === container.containerId),
      [],
    );
  });
  test("scratch goes even if the program left folders without permissions", async () => {
    const container = await launcher().launch(
      specOf({ script: "mkdir -p a/b; echo x >a/b/c; chmod 0 a/b a" }),
    );
    await finished(container);
    assert.equal(existsSync(join(runDirectory, container.containerId)), false);
  });
  test("readOnlyPaths are readable where they are", async () => {
    const file = join(runDirectory, "shown.txt");
    await writeFile(file, "shown", { mode: 0o644 });
    const { stdout } = await run(launcher(), { command: ["/bin/cat", file], readOnlyPaths: [file] });
    assert.equal(stdout, "shown");
  });
  test("sockets can be connected to", async () => {
    const { stdout, stderr } = await withSocket(runDirectory, (socket) =>
      run(launcher(), connecting(socket, false)),
    );
    assert.equal(stdout, "hello", stderr);
  });
  test("blockNetwork leaves the sockets alone, or is refused", async () => {
    if (launcher().name === "process") {
      await assert.rejects(launcher().launch(specOf({ blockNetwork: true })), (error) => {
        return error instanceof LydianError && error.kind === "failed-precondition";
      });
      return;
    }
    const { stdout } = await withSocket(runDirectory, (socket) => run(launcher(), connecting(socket, true)));
    assert.equal(stdout, "hello");
    const { stdout: interfaces } = await run(launcher(), { script: "cat /proc/net/dev", blockNetwork: true });
    assert.deepEqual(
      [...interfaces.matchAll(/^\s*(\w+):/gm)].map((match) => match[1]),
      ["lo"],
    );
  });
}

function connecting(socket: string, blockNetwork: boolean): Partial<LaunchSpec> {
  const code = `require("net").connect(${JSON.stringify(socket)}).pipe(process.stdout)`;
  return { command: [node, "-e", code], readOnlyPaths: [node], sockets: [socket], blockNetwork };
}

async function withSocket(directory: string, use: (socket: string) => Promise<Ran>): Promise<Ran> {
  count += 1;
  const socket = join(directory, `s${count}`);
  const server = createServer((connection) => connection.end("hello"));
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  await chmod(socket, 0o666);
  try {
    return await use(socket);
  } finally {
    server.close();
  }
}

function leavesBehind({ isolation }: Launcher): boolean {
  return isolation.doesNotStop.some((sentence) => sentence.includes("leave a process behind"));
}

function testDeath(launcher: () => Launcher): void {
  test(
    "exited resolves after the last process is gone, when the program is killed (L1)",
    { skip: linux },
    async () => {
      const sleep = uniqueSleep();
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
    { skip: linux },
    async () => {
      const sleep = uniqueSleep();
      const script = `sleep ${sleep} >/dev/null 2>&1 & setsid sleep ${sleep} >/dev/null 2>&1 & exit 3`;
      const ran = await run(launcher(), { script });
      assert.deepEqual(processesWithArgument(sleep), []);
      assert.deepEqual(ran.exit, { code: 3 });
    },
  );
  test(
    "a process that leaves its session and its environment dies too, with bubblewrap or control groups (L1)",
    {
      skip: linux,
    },
    async (context) => {
      if (leavesBehind(launcher())) {
        context.skip("plain processes without control groups");
        return;
      }
      const sleep = uniqueSleep();
      await run(launcher(), { script: `env -i setsid sleep ${sleep} >/dev/null 2>&1 & exit 0` });
      assert.deepEqual(processesWithArgument(sleep), []);
    },
  );
  test("a program that signals its own group does not reach the server", async () => {
    const ran = await run(launcher(), { script: "kill -TERM 0" });
    assert.deepEqual(ran.exit, { signal: "SIGTERM" });
  });
}

function startServer(name: string, runDirectory: string, script: string, wrap = false): ChildProcess {
  const server = fileURLToPath(new URL("launcher.contract.server.ts", import.meta.url));
  const command = [process.execPath, server, name, runDirectory, script];
  const opened = ["/bin/bash", "-c", 'exec 251</etc/hostname; exec "$@"', "bash", ...command];
  const [file = "", ...rest] = wrap ? opened : command;
  return spawn(file, rest, { stdio: ["ignore", "pipe", "inherit"] });
}

function testOrphans(
  launcher: () => Launcher,
  create: LauncherUnderTest["create"],
  runDirectory: string,
): void {
  const own = join(runDirectory, "orphans");
  test("a container dies when its server is killed, and its children too (L3)", { skip: linux }, async () => {
    const sleep = uniqueSleep();
    // Only the next sweep() can find a process that left its group, where there are no control groups.
    const leaves = leavesBehind(launcher()) ? "" : "setsid";
    const server = startServer(launcher().name, own, `${leaves} sleep ${sleep} & sleep ${sleep}`);
    await until("two sleep", () => processesWithArgument(sleep).length >= 2);
    server.kill("SIGKILL");
    await until("none sleeps", () => processesWithArgument(sleep).length === 0);
    await (await create(own)).sweep();
    assert.deepEqual(readdirSync(own), []);
  });
  test(
    "sweep() kills what a killed server left, and no process with a recycled pid",
    { skip: linux },
    async () => {
      const sleep = uniqueSleep();
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
      skip: existsSync("/bin/bash") ? linux : "bash opens the descriptor",
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

/** Takes 20 MB at a time, and says so, up to twice the smallest hard limit. */
const glutton = `const held = []; (function more() {
  if (held.length === 50) process.exit(0);
  held.push(Buffer.alloc(20_000_000, 1)); console.log("ate"); setTimeout(more, 10);
})()`;

function testLimits(launcher: () => Launcher): void {
  const unlimited = () => launcher().isolation.limits.memory === "none" && "no memory limit can be had here";
  const eating = { command: [node, "-e", glutton], readOnlyPaths: [node] };
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
    const container = await launcher().launch(specOf(eating));
    container.stdout.once("data", () => void container.limit({ cpuMilli: 125, memoryMiB: 128 }));
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
