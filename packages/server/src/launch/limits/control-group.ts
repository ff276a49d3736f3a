import { closeSync, openSync, readFileSync } from "node:fs";
import { mkdir, readFile, rmdir, writeFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import type { ContainerLimits } from "../launcher.ts";
import { cpuShares, cpuWeight, hardMemoryBytes, tasksMax } from "./hard-limits.ts";

/** How long `remove` waits for the kernel to let go of the last dead process. */
const removalMsMax = 2_000;

/** Where one container's limits live. On cgroup v2 all three are the same directory. */
export interface ControlGroupPaths {
  readonly version: 1 | 2;
  readonly memory?: string;
  readonly cpu?: string;
  readonly pids?: string;
}

/**
 * The control groups of one container. A process enters by writing `0` to the files of
 * `openDoors()`, before it becomes the container, so that nothing of it is ever outside.
 */
export class ControlGroup {
  readonly directories: readonly string[];
  readonly #paths: ControlGroupPaths;

  private constructor(paths: ControlGroupPaths, directories: readonly string[]) {
    this.#paths = paths;
    this.directories = directories;
  }

  /** Makes the directories, with the limit on tasks but none on memory or CPU yet. */
  static async create(paths: ControlGroupPaths): Promise<ControlGroup> {
    const group = new ControlGroup(paths, directoriesOf(paths));
    await Promise.all(group.directories.map((directory) => mkdir(directory, { recursive: true })));
    if (paths.pids !== undefined) await writeFile(`${paths.pids}/pids.max`, String(tasksMax));
    return group;
  }

  /** One that may still exist from an earlier server, known by its directories only. */
  static leftover(directories: readonly string[]): ControlGroup {
    return new ControlGroup({ version: 1 }, directories);
  }

  /** Open descriptors that let whoever inherits them enter; the caller closes them. */
  openDoors(): number[] {
    const doors: number[] = [];
    try {
      for (const directory of this.directories) doors.push(openSync(`${directory}/cgroup.procs`, "w"));
    } catch (error) {
      for (const door of doors) closeSync(door);
      throw error;
    }
    return doors;
  }

  async limit(limits: ContainerLimits): Promise<void> {
    const { version, memory, cpu } = this.#paths;
    const bytes = String(hardMemoryBytes(limits));
    if (memory !== undefined && version === 1) await writeFile(`${memory}/memory.limit_in_bytes`, bytes);
    if (memory !== undefined && version === 2) {
      await writeFile(`${memory}/memory.max`, bytes);
      // Without swap accounting in the kernel the file does not exist, and there is no swap to limit.
      await writeFile(`${memory}/memory.swap.max`, "0").catch(ignoreMissing);
      await writeFile(`${memory}/memory.oom.group`, "1");
    }
    if (cpu !== undefined && version === 1) await writeFile(`${cpu}/cpu.shares`, String(cpuShares(limits)));
    if (cpu !== undefined && version === 2) await writeFile(`${cpu}/cpu.weight`, String(cpuWeight(limits)));
  }

  /** Whether the kernel killed a process of it for want of memory. */
  async ranOutOfMemory(): Promise<boolean> {
    const { version, memory } = this.#paths;
    if (memory === undefined) return false;
    const events = await readFile(
      `${memory}/${version === 1 ? "memory.oom_control" : "memory.events"}`,
      "utf8",
    );
    return Number(/^oom_kill (\d+)$/m.exec(events)?.[1] ?? 0) > 0;
  }

  /** Kills every process in it; returns how many there were. Zombies do not count. */
  kill(): number {
    const pids = new Set<number>();
    for (const directory of this.directories) for (const pid of processesIn(directory)) pids.add(pid);
    for (const pid of pids) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It is gone already.
      }
    }
    return pids.size;
  }

  /** Removes the directories of a group whose processes are gone. */
  async remove(): Promise<void> {
    await Promise.all(this.directories.map(removeDirectory));
  }
}

function directoriesOf({ memory, cpu, pids }: ControlGroupPaths): string[] {
  return [...new Set([memory, cpu, pids].filter((path) => path !== undefined))];
}

/** The file tells of live processes at this moment, so a pid in it cannot be a recycled one. */
function processesIn(directory: string): number[] {
  try {
    return readFileSync(`${directory}/cgroup.procs`, "utf8").split("\n").map(Number).filter(isVisible);
  } catch {
    return [];
  }
}

/** A process of another pid namespace is listed as 0, which `kill` would take for our own group. */
function isVisible(pid: number): boolean {
  return pid > 1;
}

/** `rmdir` answers EBUSY until the kernel has let go of the dead. */
async function removeDirectory(directory: string): Promise<void> {
  const untilMs = performance.now() + removalMsMax;
  for (;;) {
    try {
      return await rmdir(directory);
    } catch (error) {
      if (errorCode(error) === "ENOENT") return;
      if (performance.now() > untilMs) throw error;
      await delay(5);
    }
  }
}

function ignoreMissing(error: unknown): void {
  if (errorCode(error) !== "ENOENT") throw error;
}

/** Such as `ENOENT`; `undefined` for what is no system error. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
