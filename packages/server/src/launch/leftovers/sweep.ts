import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { LydianError } from "../../model/error.ts";
import { ControlGroup } from "../limits/control-group.ts";
import { type ContainerRecord, readRecords, removeContainerDirectory } from "./container-record.ts";
import { isAlive, killNow, processesNaming, processesOfGroup, processesWith } from "./process-table.ts";

/** How long a killed process may take to go; longer means that it hangs in the kernel. */
const sweepMsMax = 5_000;

/**
 * Kills the containers that the run directory tells of and which are not `running`; returns how many
 * still had a process. A pid is believed only together with its start time.
 */
export async function sweep(
  runDirectory: string,
  isRunning: (directory: string) => boolean,
): Promise<number> {
  const left = readRecords(runDirectory).filter((record) => !isRunning(record.directory));
  const killed = await Promise.all(left.map(sweepOne));
  return killed.filter(Boolean).length;
}

async function sweepOne(record: ContainerRecord): Promise<boolean> {
  const group = ControlGroup.leftover(record.controlGroups);
  const untilMs = performance.now() + sweepMsMax;
  let killed = false;
  while (killLeftovers(record, group)) {
    killed = true;
    if (performance.now() > untilMs) {
      throw new LydianError(
        "unavailable",
        `Cannot kill a container of an earlier server: process ${record.pid} hangs`,
      );
    }
    await delay(5);
  }
  await group.remove();
  await removeContainerDirectory(record.directory);
  return killed;
}

/** Whether anything of it was still there. */
function killLeftovers(record: ContainerRecord, group: ControlGroup): boolean {
  const pids = processesWith(`TMPDIR=${join(record.directory, "scratch")}`);
  // Bubblewrap's inner half waits for its outer half for ever, if that was killed while it set things up.
  pids.push(...processesNaming(join(record.directory, "passwd")));
  if (isAlive(record.pid, record.startTime)) pids.push(...processesOfGroup(record.pid));
  const killed = pids.filter(killNow).length;
  return group.kill() + killed > 0;
}
