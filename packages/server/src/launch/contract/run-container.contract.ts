import assert from "node:assert/strict";
import { readdirSync, readFileSync, realpathSync } from "node:fs";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import type { ContainerId } from "../../model/ids.ts";
import type { ContainerExit, LaunchedContainer, Launcher, LaunchSpec } from "../launcher.ts";

const deadlineMs = 20_000;

/** Why a test that looks into /proc is skipped here, if it is. */
export const needsProc = process.platform === "linux" ? false : "it looks into /proc";

/** This Node, as containers are shown it. */
export const node = realpathSync(process.execPath);

/** What became of a container. */
export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: ContainerExit;
}

let count = 0;

/** A name that nothing else on the machine has; of digits, so that `sleep` takes it too. */
export function uniqueName(): string {
  count += 1;
  return `9${process.pid}.${count}`;
}

/** A container that runs a shell script, unless said otherwise. */
export function specOf(changes: Partial<LaunchSpec> & { readonly script?: string }): LaunchSpec {
  const { script = "true", ...rest } = changes;
  count += 1;
  const containerId: ContainerId = `ta-TEST${process.pid}X${count}`;
  const environment = { PATH: "/usr/bin:/bin" };
  const command = ["/bin/sh", "-c", script];
  return { containerId, command, environment, readOnlyPaths: [], sockets: [], blockNetwork: false, ...rest };
}

/** Starts a container and waits for its end. */
export async function run(
  launcher: Launcher,
  changes: Partial<LaunchSpec> & { readonly script?: string },
): Promise<Ran> {
  return await finished(await launcher.launch(specOf(changes)));
}

/** Waits for the end of a container, and kills it when that takes too long. */
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
export function processesWithArgument(argument: string): number[] {
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

/** Waits until something is so; fails if that takes too long. */
export async function until(what: string, isSo: () => boolean): Promise<void> {
  const untilMs = performance.now() + deadlineMs;
  while (!isSo()) {
    if (performance.now() > untilMs) assert.fail(`still not so: ${what}`);
    await delay(5);
  }
}

/** Whether a process that hides its origin outlives its container, as the launcher says itself. */
export function leavesBehind({ isolation }: Launcher): boolean {
  return isolation.doesNotStop.some((sentence) => sentence.includes("leave a process behind"));
}
