/** Which core processes run on. Linux only, by `taskset` of util-linux. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Keeps a process on one core, with all threads that it has and will have, and what it starts from now on. */
export async function placeOn(core: number, pid: number): Promise<void> {
  await promisify(execFile)("taskset", ["--all-tasks", "--cpu-list", "--pid", String(core), String(pid)]);
}
