import { constants } from "node:os";
import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { LydianError } from "../../model/error.ts";
import type { ContainerId } from "../../model/ids.ts";
import type { ContainerExit, ContainerLimits, LaunchedContainer } from "../launcher.ts";
import { removeContainerDirectory, writeRecord } from "../leftovers/container-record.ts";
import { killNow } from "../leftovers/process-table.ts";
import type { ControlGroup } from "../limits/control-group.ts";
import type { SpawnedChild } from "./spawned-child.ts";

/** Between two looks at processes that were killed; most are gone at the first. */
const lookAgainMs = 2;
/** A process that hangs in the kernel cannot be killed: look seldom, and go on for as long as it takes. */
const lookAgainMsMax = 250;

/** What a reader has for the rest of the output. Pipes hold some ten thousand bytes: that takes no time. */
const outputMsMax = 1_000;

export interface RunningContainerParts {
  readonly containerId: ContainerId;
  readonly child: SpawnedChild;
  readonly scratch: string;
  /** On disk; removed when all is gone. */
  readonly directory: string;
  readonly group: ControlGroup | undefined;
  /** Kills what is left besides the process group and the control group; whether there was anything. */
  readonly killStrays: () => boolean;
  readonly exitOf: (code: number | null, signal: NodeJS.Signals | null) => ContainerExit;
}

/**
 * A container from its start until the last of its processes is gone.
 *
 * - R1. When the first process ends, for whatever reason, all others are killed: see `spawnedChild`.
 * - R2. `exited` resolves after the last process, the control group and the directory are gone, and what
 *   they wrote was read, unless its reader does not read.
 */
export class RunningContainer implements LaunchedContainer {
  readonly containerId: ContainerId;
  readonly pid: number;
  readonly scratch: string;
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly exited: Promise<ContainerExit>;
  readonly #parts: RunningContainerParts;

  private constructor(parts: RunningContainerParts) {
    this.#parts = parts;
    this.containerId = parts.containerId;
    this.pid = parts.child.pid;
    this.scratch = parts.scratch;
    this.stdout = parts.child.stdout;
    this.stderr = parts.child.stderr;
    this.exited = this.#run();
  }

  /** Takes over a child that was just spawned, and puts it on record. Kills it if that fails. */
  static async start(parts: RunningContainerParts): Promise<RunningContainer> {
    const container = new RunningContainer(parts);
    try {
      writeRecord(parts.directory, container.pid, parts.group?.directories ?? []);
      return container;
    } catch (error) {
      container.kill();
      await container.exited;
      throw error;
    }
  }

  async limit(limits: ContainerLimits): Promise<void> {
    try {
      await this.#parts.group?.limit(limits);
    } catch (cause) {
      if (this.#parts.child.hasEnded()) return;
      const message = `Cannot limit container "${this.containerId}": the system refuses ${limits.memoryMiB} MiB`;
      throw new LydianError("failed-precondition", message, { cause });
    }
  }

  kill(): void {
    // After its exit the number of its group may be somebody else's.
    if (this.#parts.child.hasEnded()) return;
    killNow(-this.pid);
    this.#parts.group?.kill();
  }

  async #run(): Promise<ContainerExit> {
    const { child, group, directory, exitOf } = this.#parts;
    const [code, signal] = await child.ended;
    await this.#killRest();
    await this.#outputRead();
    const exit = exitOf(code, signal);
    const ranOutOfMemory = exit.signal === "SIGKILL" && (await group?.ranOutOfMemory().catch(() => false));
    // What cannot be removed now is left to the next sweep, which says so if it cannot either.
    await group?.remove().catch(() => undefined);
    await removeContainerDirectory(directory).catch(() => undefined);
    return ranOutOfMemory === true ? { ...exit, exceeded: "memory" } : exit;
  }

  async #outputRead(): Promise<void> {
    const given = new AbortController();
    const timeout = delay(outputMsMax, undefined, { signal: given.signal }).catch(() => undefined);
    await Promise.race([this.#parts.child.closed, timeout]);
    given.abort();
  }

  async #killRest(): Promise<void> {
    for (let waitMs = lookAgainMs; ; waitMs = Math.min(waitMs * 2, lookAgainMsMax)) {
      const inGroup = this.#parts.group?.kill() ?? 0;
      if (!this.#parts.killStrays() && inGroup === 0) return;
      await delay(waitMs);
    }
  }
}

export function plainExit(code: number | null, signal: NodeJS.Signals | null): ContainerExit {
  return { ...(code === null ? {} : { code }), ...(signal === null ? {} : { signal }) };
}

/**
 * Bubblewrap tells of a program that was killed by a signal as shells do, by 128 plus its number. A
 * program that itself exits with such a code is told of as killed.
 */
export function shellExit(code: number | null, signal: NodeJS.Signals | null): ContainerExit {
  const name = Object.entries(constants.signals).find(([, number]) => code === 128 + number)?.[0];
  return name === undefined ? plainExit(code, signal) : { signal: name };
}
