import type { Readable } from "node:stream";
import type { ContainerId } from "../model/ids.ts";

/**
 * Starts containers on this machine. A launcher knows processes and isolation; it knows nothing of
 * functions or protocols: the program that it starts connects to the server by itself.
 *
 * - L1. A container is one process group (or namespace) and dies whole: after `exited` resolves none
 *   of its processes is left.
 * - L2. It gets the environment of its spec (no variable of this process comes through) and no open file of ours but its three streams.
 * - L3. When this process dies, however it dies, its containers die, as far as the system can see
 *   to it; `sweep` kills what an earlier server process left behind.
 * - L4. Nothing falls back silently: what cannot be isolated or limited as asked rejects, or is
 *   named in `isolation` before anything is started.
 */
export interface Launcher {
  readonly name: "process" | "bubblewrap";
  /** What is in force and what it does not stop, in sentences for the operator. */
  readonly isolation: Isolation;
  /** Starts a container. Rejects if it could not even be started, naming the reason. */
  launch(spec: LaunchSpec): Promise<LaunchedContainer>;
  /** Kills what is left of containers that an earlier server process started with this state directory. */
  sweep(): Promise<number>;
}

export interface Isolation {
  /** Such as "own mount, pid, ipc and user namespaces; no capabilities". */
  readonly stops: readonly string[];
  /** Such as "reach the network and this machine's loopback services". */
  readonly doesNotStop: readonly string[];
  /** Which limits are enforced, and by what. */
  readonly limits: { readonly memory: string; readonly cpu: string };
}

export interface LaunchSpec {
  readonly containerId: ContainerId;
  /** The program and its arguments. */
  readonly command: readonly string[];
  /** All it is given, and `HOME` and `TMPDIR`, the latter of which the launcher points at `scratch`. */
  readonly environment: Readonly<Record<string, string>>;
  /** Absolute files and directories that it sees read-only where they are, beyond the system's own. */
  readonly readOnlyPaths: readonly string[];
  /** Absolute paths of sockets that it may connect to. */
  readonly sockets: readonly string[];
  /**
   * Files and directories of this machine that it sees elsewhere, in order: a later one lies over an
   * earlier one. A target of `/` is the root itself, under everything else that is shown.
   */
  readonly binds?: readonly Bind[];
  /**
   * `writable`: it may make files anywhere but where something is shown read-only; they are memory, or
   * are in a writable bind of `/`, and count as `scratch` does.
   *
   * @default "read-only"
   */
  readonly root?: "read-only" | "writable";
  /** Made where they are missing, for it to write in, before anything is shown; as it sees them, outer ones first. */
  readonly directories?: readonly string[];
  /** Links that it sees, made before anything is shown; nothing else may be at their paths. */
  readonly links?: readonly Link[];
  /**
   * As whom it writes, where the launcher chooses among users of this machine: `own` is another one for
   * each container, `builder` the same for all, so that what one made can be changed by the next.
   *
   * @default "own"
   */
  readonly user?: "own" | "builder";
  /** Where the program starts, as it sees it; made where it is missing. Absent: `scratch`. */
  readonly workingDirectory?: string;
  /** Its `HOME`, as it sees it; made where it is missing. Absent: `scratch`. */
  readonly home?: string;
  /** No network but what `sockets` give. A launcher that cannot do it rejects. */
  readonly blockNetwork: boolean;
  readonly limits?: ContainerLimits;
}

/** Absolute paths: of this machine, and as the container sees it. */
export interface Bind {
  readonly source: string;
  readonly target: string;
  /** @default false */
  readonly isWritable?: boolean;
}

/** A link at an absolute path, as the container sees it; its target is left as it is. */
export interface Link {
  readonly path: string;
  readonly target: string;
}

/**
 * Stands, in the command, the environment, the working directory and the home of a spec, for what
 * comes before the path of a bind: nothing where a container has a root of its own, and the directory
 * in which its tree is laid out where it has none.
 */
export const containerRoot = "%LYDIAN_ROOT%";

export interface ContainerLimits {
  /** Thousandths of a core. */
  readonly cpuMilli: number;
  readonly memoryMiB: number;
}

export interface LaunchedContainer {
  readonly containerId: ContainerId;
  /** The process id on this machine, of the outermost process. */
  readonly pid: number;
  /** Where the container may write, as it sees it itself; gone with the container. */
  readonly scratch: string;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Resolves when every process of it is gone; never rejects. */
  readonly exited: Promise<ContainerExit>;
  /** Sets limits while it runs, where the system can; a no-op where `isolation.limits` says "none". */
  limit(limits: ContainerLimits): Promise<void>;
  /** Kills all of it, at once. Idempotent. */
  kill(): void;
}

export interface ContainerExit {
  readonly code?: number;
  readonly signal?: string;
  /** The limit that ended it, if that is known. */
  readonly exceeded?: "memory";
}
