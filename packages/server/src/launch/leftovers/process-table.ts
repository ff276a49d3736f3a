import { readdirSync, readFileSync } from "node:fs";

/**
 * When a process started, in the kernel's own clock ticks: with its pid it names a process for good,
 * however often pids are used again. `undefined`: it is gone, or this system has no /proc.
 */
export function startTimeOf(pid: number): string | undefined {
  const fields = statOf(pid);
  // A zombie is gone for our purposes: it runs nothing, and its parent has yet to notice.
  return fields === undefined || fields[0] === "Z" ? undefined : fields[19];
}

/** Whether this very process, and not a later one with its pid, is there. */
export function isAlive(pid: number, startTime: string | undefined): boolean {
  return startTime !== undefined && startTimeOf(pid) === startTime;
}

/** The processes of a process group. */
export function processesOfGroup(group: number): number[] {
  return listPids().filter((pid) => {
    const fields = statOf(pid);
    return fields !== undefined && fields[0] !== "Z" && Number(fields[2]) === group;
  });
}

/** The processes that were started with `name=value` in their environment. Other users' are not seen. */
export function processesWith(variable: string): number[] {
  return listPids().filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(variable);
    } catch {
      return false;
    }
  });
}

/** The processes that have this among their arguments. */
export function processesNaming(argument: string): number[] {
  return listPids().filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").includes(argument);
    } catch {
      return false;
    }
  });
}

/** Kills at once; whether there was anything to kill. A negative pid is a process group. */
export function killNow(pid: number): boolean {
  try {
    return process.kill(pid, "SIGKILL");
  } catch {
    return false;
  }
}

/** Fields of `/proc/<pid>/stat` from the third on; the second may hold spaces and brackets. */
function statOf(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}

function listPids(): number[] {
  try {
    return readdirSync("/proc").map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}
