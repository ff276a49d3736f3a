/** Runs the commands of builds in containers of their own, as one user who owns all layers. */
import { chmod, mkdir, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { ContainerExit, Bind, Launcher } from "../../launch/launcher.ts";
import { containerRoot } from "../../launch/launcher.ts";
import { LydianError } from "../../model/error.ts";
import type { ContainerId } from "../../model/ids.ts";
import { venvPath } from "../../model/image.ts";
import type { RunningBuild } from "../image-builder.ts";
import type { Interpreter } from "./interpreters.ts";
import type { PackageIndex } from "./package-index.ts";
import { removeTree } from "./trees.ts";

export interface SandboxParts {
  readonly launcher: Launcher;
  readonly newContainerId: () => ContainerId;
  /** For what is needed while a command runs. */
  readonly workDirectory: string;
  readonly index: () => Promise<PackageIndex>;
  /** Of one command, where the launcher can limit it. */
  readonly memoryMiBMax: number;
}

/** The directories that a command changes, and what it sees beside them. */
export interface Surroundings {
  readonly interpreter: Interpreter;
  /** Become the root and `/opt/venv`. */
  readonly files: string;
  readonly venv: string;
  readonly isVenvWritable: boolean;
  readonly binds: readonly Bind[];
}

export interface Command {
  /** Paths in it may begin with `containerRoot`. */
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly workingDirectory: string;
}

/** Whatever a command has asked for, others may read and pass through. */
const script = 'umask 022; exec "$@"';

/** As a process without any: a build is as much in a hurry as whoever waits for it. */
const buildCpuMilli = 1_000;

/** Gone with each command. */
const cacheTarget = "/__lydian/cache";

/** Nothing that one build has downloaded is believed by another: what a package does could change it. */
const withoutCaches = {
  PIP_NO_CACHE_DIR: "1",
  PIP_DISABLE_PIP_VERSION_CHECK: "1",
  UV_CACHE_DIR: `${containerRoot}${cacheTarget}`,
  UV_LINK_MODE: "copy",
  UV_PYTHON_DOWNLOADS: "never",
};

export class Sandbox {
  readonly #parts: SandboxParts;

  constructor(parts: SandboxParts) {
    this.#parts = parts;
  }

  get hasRoot(): boolean {
    return this.#parts.launcher.name === "bubblewrap";
  }

  /** Shows an interpreter where it is, unless it is there in any case. */
  interpreterBinds({ prefix }: Interpreter): readonly Bind[] {
    const isShown = !this.hasRoot || /^\/(usr|nix\/store)(\/|$)/.test(prefix);
    return isShown ? [] : [{ source: prefix, target: prefix }];
  }

  /** Resolves with how the command ended. Rejects if the build is over, or it could not be started. */
  async run(surroundings: Surroundings, command: Command, build: RunningBuild): Promise<ContainerExit> {
    const { launcher, newContainerId, workDirectory } = this.#parts;
    const index = await this.#parts.index();
    await mkdir(workDirectory, { recursive: true, mode: 0o700 });
    const temporary = await openDirectory(workDirectory);
    await openDirectory(surroundings.files, "tmp");
    try {
      throwIfOver(build.signal);
      const container = await launcher.launch({
        containerId: newContainerId(),
        command: ["/bin/sh", "-c", script, "build", ...command.words],
        environment: {
          LANG: "C.UTF-8",
          PYTHONUNBUFFERED: "1",
          VIRTUAL_ENV: `${containerRoot}${venvPath}`,
          LYDIAN_ROOT: containerRoot,
          LYDIAN_PYTHON: surroundings.interpreter.path,
          ...withoutCaches,
          ...index.environment,
          ...command.environment,
        },
        readOnlyPaths: [],
        sockets: [],
        binds: this.#binds(surroundings, temporary, index),
        root: "writable",
        home: `${containerRoot}/root`,
        workingDirectory: `${containerRoot}${command.workingDirectory}`,
        user: "builder",
        blockNetwork: false,
        limits: { cpuMilli: buildCpuMilli, memoryMiB: this.#parts.memoryMiBMax },
      });
      const onAbort = (): void => container.kill();
      build.signal.addEventListener("abort", onAbort, { once: true });
      if (build.signal.aborted) container.kill();
      const streams = [container.stdout, container.stderr].map((stream) => pour(stream, build.log));
      const exit = await container.exited;
      await Promise.all(streams);
      build.signal.removeEventListener("abort", onAbort);
      throwIfOver(build.signal);
      return exit;
    } finally {
      await removeTree(temporary);
    }
  }

  #binds(surroundings: Surroundings, temporary: string, index: PackageIndex): readonly Bind[] {
    const { interpreter, files, venv, isVenvWritable, binds } = surroundings;
    return [
      { source: files, target: "/", isWritable: true },
      ...this.interpreterBinds(interpreter),
      { source: venv, target: venvPath, isWritable: isVenvWritable },
      ...(this.hasRoot
        ? [
            // Packages are unpacked there: more than memory should hold. What is left there, later steps find.
            { source: join(files, "tmp"), target: "/tmp", isWritable: true },
            { source: temporary, target: cacheTarget, isWritable: true },
          ]
        : []),
      ...index.binds,
      ...binds,
    ];
  }
}

/**
 * A directory in which the builder may make what it likes, and change nothing that the launcher makes; its
 * parent lets nobody else in.
 */
export async function openDirectory(parent: string, name?: string): Promise<string> {
  const path = name === undefined ? await mkdtemp(join(parent, "build-")) : join(parent, name);
  if (name !== undefined) await mkdir(path, { recursive: true });
  await chmod(path, 0o1777);
  return path;
}

async function pour(stream: Readable, log: (text: string) => void): Promise<void> {
  stream.setEncoding("utf8");
  for await (const text of stream) log(String(text));
}

function throwIfOver(signal: AbortSignal): void {
  if (signal.aborted) throw new LydianError("cancelled", "The build was ended before it was done");
}
