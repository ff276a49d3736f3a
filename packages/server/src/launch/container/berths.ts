import { mkdirSync } from "node:fs";
import { LydianError } from "../../model/error.ts";
import type { LaunchSpec } from "../launcher.ts";
import { makeContainerDirectory, removeContainerDirectory } from "../leftovers/container-record.ts";
import { sweep } from "../leftovers/sweep.ts";
import type { ControlGroup } from "../limits/control-group.ts";
import type { ControlGroups } from "../limits/find-control-groups.ts";
import type { RunningContainer } from "./running-container.ts";

/** What a container has before it has a process. */
export interface Berth {
  readonly directory: string;
  readonly group: ControlGroup | undefined;
}

/** Makes a container's directory and control group, and cleans up if it could not be started. */
export class Berths {
  readonly #runDirectory: string;
  readonly #groups: ControlGroups | undefined;
  readonly #taken = new Set<string>();

  /** `runDirectory` is this server's alone; it is made if it is not there. */
  constructor(runDirectory: string, groups: ControlGroups | undefined) {
    mkdirSync(runDirectory, { recursive: true, mode: 0o700 });
    this.#runDirectory = runDirectory;
    this.#groups = groups;
  }

  async launch(
    spec: LaunchSpec,
    start: (berth: Berth) => Promise<RunningContainer>,
  ): Promise<RunningContainer> {
    const directory = this.#makeDirectory(spec.containerId);
    let group: ControlGroup | undefined;
    try {
      group = await this.#groups?.create(spec.containerId);
      if (spec.limits !== undefined) await group?.limit(spec.limits);
      const container = await start({ directory, group });
      void container.exited.then(() => this.#taken.delete(directory));
      return container;
    } catch (cause) {
      await group?.remove().catch(() => undefined);
      await removeContainerDirectory(directory).catch(() => undefined);
      this.#taken.delete(directory);
      throw startError(spec.containerId, cause);
    }
  }

  #makeDirectory(containerId: string): string {
    try {
      const directory = makeContainerDirectory(this.#runDirectory, containerId);
      this.#taken.add(directory);
      return directory;
    } catch (cause) {
      throw startError(containerId, cause);
    }
  }

  /** Kills what an earlier server left, and nothing of this one. */
  sweep(): Promise<number> {
    return sweep(this.#runDirectory, (directory) => this.#taken.has(directory));
  }
}

function startError(containerId: string, cause: unknown): LydianError {
  if (cause instanceof LydianError) return cause;
  const isDiskFull = cause instanceof Error && "code" in cause && cause.code === "ENOSPC";
  const kind = isDiskFull ? "resource-exhausted" : "unavailable";
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new LydianError(kind, `Cannot start container "${containerId}": ${reason}`, { cause });
}
