import { spawn } from "node:child_process";
import { closeSync } from "node:fs";
import { join } from "node:path";
import { LydianError } from "../../model/error.ts";
import { withRoot } from "../container/container-root.ts";
import { refuseProgram } from "../container/refuse-program.ts";
import { refuseWords } from "../container/refuse-words.ts";
import { enterThen, leakingDescriptors } from "../container/entrance.ts";
import { plainExit, RunningContainer } from "../container/running-container.ts";
import { spawnedChild } from "../container/spawned-child.ts";
import { type Berth, Berths } from "../container/berths.ts";
import type { Isolation, LaunchedContainer, Launcher, LaunchSpec } from "../launcher.ts";
import { killNow, processesOfGroup, processesWith } from "../leftovers/process-table.ts";
import { type ControlGroups, findControlGroups } from "../limits/find-control-groups.ts";
import { layOutRoot } from "./lay-out.ts";
import { Warden } from "./warden.ts";

/**
 * Starts containers as plain processes: for code that is trusted as the server itself is. A child
 * that leaves the process group is hunted by its control group, where there are any, and by the
 * `TMPDIR` in its environment, which names its container.
 */
export class ProcessLauncher implements Launcher {
  readonly name = "process";
  readonly isolation: Isolation;
  readonly #berths: Berths;
  readonly #leaking = leakingDescriptors();
  readonly #warden: Warden;

  private constructor(runDirectory: string, groups: ControlGroups | undefined) {
    this.#berths = new Berths(runDirectory, groups);
    this.#warden = new Warden(runDirectory);
    this.isolation = {
      stops: ["inherit this server's environment and open files"],
      doesNotStop: [
        "read and write all that this server's user can, the server's own state included",
        "reach the network and this machine's loopback services",
        "see and signal this user's other processes",
        ...(groups === undefined ? ["leave a process behind that hides its origin"] : []),
      ],
      limits: groups?.describe() ?? { memory: "none", cpu: "none" },
    };
  }

  /** `runDirectory` is this server's alone; it is made if it is not there. */
  static async create(options: { readonly runDirectory: string }): Promise<ProcessLauncher> {
    return new ProcessLauncher(options.runDirectory, await findControlGroups(options.runDirectory));
  }

  async launch(spec: LaunchSpec): Promise<LaunchedContainer> {
    refuse(spec);
    return await this.#berths.launch(spec, (berth) => this.#start(spec, berth));
  }

  sweep(): Promise<number> {
    return this.#berths.sweep();
  }

  async #start(spec: LaunchSpec, { directory, group }: Berth): Promise<RunningContainer> {
    const doors = group?.openDoors() ?? [];
    try {
      this.#warden.post();
      const scratch = join(directory, "scratch");
      const root = layOutRoot(spec, directory);
      const placed = (text: string): string => withRoot(text, root);
      const [file = "", ...rest] = enterThen(spec.command.map(placed), doors.length, this.#leaking);
      const all = { ...spec.environment, HOME: spec.home ?? scratch, TMPDIR: scratch };
      const child = await spawnedChild(
        spawn(file, rest, {
          cwd: placed(spec.workingDirectory ?? scratch),
          detached: true,
          env: Object.fromEntries(Object.entries(all).map(([name, value]) => [name, placed(value)])),
          stdio: ["ignore", "pipe", "pipe", ...doors],
        }),
      );
      return await RunningContainer.start({
        child,
        containerId: spec.containerId,
        scratch,
        directory,
        group,
        killStrays: () => group === undefined && killStrays(child.pid, `TMPDIR=${scratch}`),
        exitOf: plainExit,
      });
    } finally {
      for (const door of doors) closeSync(door);
    }
  }
}

/** Without /proc only the group can be asked; with it, zombies that nobody reaps must not count. */
function killStrays(group: number, marker: string): boolean {
  if (process.platform !== "linux") return killNow(-group);
  return [...processesOfGroup(group), ...processesWith(marker)].filter(killNow).length > 0;
}

function refuse(spec: LaunchSpec): void {
  if (spec.blockNetwork) {
    const hint = "use the bubblewrap launcher, or leave the network open";
    throw new LydianError("failed-precondition", `Cannot block the network of a plain process: ${hint}`);
  }
  refuseWords(spec);
  refuseProgram(spec);
}
