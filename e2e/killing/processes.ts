/** Processes of this machine, as /proc tells of them. */
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

export interface Process {
  readonly pid: number;
  /** With the pid it names a process for good. */
  readonly startTime: string;
  readonly parent: number;
  readonly command: string;
}

/** How long a killed process may take to go. */
const goneDeadlineMs = 10_000;

/** All processes below this one, however deep. */
export function descendantsOf(pid: number): readonly Process[] {
  const all = readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? (read(Number(name)) ?? []) : []));
  const found: Process[] = [];
  for (let parents = [pid]; parents.length > 0;) {
    const children = all.filter(({ parent }) => parents.includes(parent));
    found.push(...children);
    parents = children.map((child) => child.pid);
  }
  return found;
}

/** Those that run containers: user code, and what holds it together. */
export function containersOf(serverPid: number): readonly Process[] {
  const all = descendantsOf(serverPid);
  const isContainer = ({ command }: Process): boolean =>
    /bwrap|setpriv|\/images\/|bootstrap\.py/.test(command);
  return all.filter((each) => isContainer(each));
}

/** Waits until all of these are gone. Throws naming those that are not. */
export async function waitUntilGone(processes: readonly Process[]): Promise<void> {
  const untilMs = performance.now() + goneDeadlineMs;
  for (;;) {
    const left = processes.filter(isAlive);
    if (left.length === 0) return;
    if (performance.now() > untilMs) {
      throw new Error(`left over: ${left.map(({ pid, command }) => `${pid} ${command}`).join("; ")}`);
    }
    await delay(20);
  }
}

export function isAlive({ pid, startTime }: Process): boolean {
  return read(pid)?.startTime === startTime;
}

function read(pid: number): Process | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field may hold spaces and brackets: counted from behind it.
    const [state, parent, ...rest] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (state === "Z") return undefined;
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return { pid, startTime: rest[17] ?? "", parent: Number(parent), command };
  } catch {
    return undefined; // gone meanwhile
  }
}
