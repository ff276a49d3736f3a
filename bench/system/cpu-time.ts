/** The processor time of processes. Linux only. */
import { readdir, readFile } from "node:fs/promises";

/** Of the ticks in which Linux counts, whatever the machine. */
const tickMs = 10;

/** What a process has used so far, and what all processes that come from it have, in ms. */
export interface CpuTime {
  readonly ownMs: number;
  readonly descendantsMs: number;
}

/** Counts processes that are running: what has ended is not in it. */
export async function cpuTimeOf(pid: number): Promise<CpuTime> {
  const processes = await readProcesses();
  let descendantsMs = 0;
  for (const id of descendantsIn(processes, pid)) descendantsMs += processes.get(id)?.cpuMs ?? 0;
  return { ownMs: processes.get(pid)?.cpuMs ?? 0, descendantsMs };
}

/** The ids of all running processes that come from one. */
export async function descendantsOf(pid: number): Promise<readonly number[]> {
  return descendantsIn(await readProcesses(), pid);
}

interface Process {
  readonly parent: number;
  readonly cpuMs: number;
}

async function readProcesses(): Promise<ReadonlyMap<number, Process>> {
  const ids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const read = await Promise.all(ids.map(async (id) => [Number(id), await readProcess(id)] as const));
  return new Map(read.flatMap(([id, process]) => (process === undefined ? [] : [[id, process]])));
}

/** `undefined` of one that has just ended. */
async function readProcess(id: string): Promise<Process | undefined> {
  const stat = await readFile(`/proc/${id}/stat`, "utf8").catch(() => undefined);
  // Behind the name, which may have anything in it: state, parent and so on.
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (fields === undefined) return undefined;
  return { parent: Number(fields[1]), cpuMs: (Number(fields[11]) + Number(fields[12])) * tickMs };
}

function descendantsIn(processes: ReadonlyMap<number, Process>, ancestor: number): readonly number[] {
  return [...processes.keys()].filter((id) => descendsFrom(processes, id, ancestor));
}

function descendsFrom(processes: ReadonlyMap<number, Process>, id: number, ancestor: number): boolean {
  for (let parent = processes.get(id)?.parent; parent !== undefined; parent = processes.get(parent)?.parent) {
    if (parent === ancestor) return true;
  }
  return false;
}
