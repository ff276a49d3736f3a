import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { LydianError } from "../../model/error.ts";
import { withRoot } from "../container/container-root.ts";
import { doorFirst, enterThen, leakingDescriptors } from "../container/entrance.ts";
import { refuseProgram } from "../container/refuse-program.ts";
import { refuseWords } from "../container/refuse-words.ts";
import { RunningContainer, shellExit } from "../container/running-container.ts";
import { spawnedChild } from "../container/spawned-child.ts";
import { type Berth, Berths } from "../container/berths.ts";
import type { Isolation, LaunchedContainer, Launcher, LaunchSpec } from "../launcher.ts";
import { isAlive, killNow, startTimeOf } from "../leftovers/process-table.ts";
import type { ControlGroups } from "../limits/find-control-groups.ts";
import { bubblewrapCommand, environmentArguments, type Identity, scratch, userInside } from "./arguments.ts";
import { describeIsolation } from "./isolation.ts";
import { seccompProgram } from "./seccomp.ts";
import { changedSystemPath } from "./system-paths.ts";

/** From its start to its first process inside bubblewrap takes 3 ms. */
const startMsMax = 10_000;

/**
 * Users of this machine that containers of a root server become: a range that neither people, nor
 * subordinate ids, nor systemd use. Each container is another one than those started around it, so
 * that what the kernel counts per user, such as pipes and inotify watches, is counted apart.
 */
const droppedUidFirst = 1_900_000_000;
const builderUid = droppedUidFirst - 1;
const droppedUids = 65_536;

export interface BubblewrapOptions {
  readonly runDirectory: string;
  /** The program, absolute. */
  readonly bwrap: string;
  readonly identity: { readonly kind: "namespaced" } | { readonly kind: "dropped"; readonly setpriv: string };
  readonly groups: ControlGroups | undefined;
}

/**
 * Starts containers in bubblewrap: they see the system's programs read-only, what their spec shows
 * them, and a scratch directory in memory. Besides its spec's, `PWD` is in their environment.
 */
export class BubblewrapLauncher implements Launcher {
  readonly name = "bubblewrap";
  readonly isolation: Isolation;
  readonly #options: BubblewrapOptions;
  readonly #leaking = leakingDescriptors();
  readonly #seccomp = seccompProgram();
  readonly #berths: Berths;
  #launches = 0;

  constructor(options: BubblewrapOptions) {
    this.#berths = new Berths(options.runDirectory, options.groups);
    this.#options = options;
    this.isolation = describeIsolation(options.identity.kind, options.groups);
  }

  async launch(spec: LaunchSpec): Promise<LaunchedContainer> {
    this.#refuse(spec);
    return await this.#berths.launch(spec, (berth) => this.#start(spec, berth));
  }

  sweep(): Promise<number> {
    return this.#berths.sweep();
  }

  async #start(spec: LaunchSpec, berth: Berth): Promise<RunningContainer> {
    const identity = this.#nextIdentity(spec);
    writeUsers(berth.directory, userInside(identity), spec.home ?? scratch);
    const spawned = this.#spawn(spec, identity, berth);
    const child = await spawnedChild(spawned.process);
    spawned.arguments.end(environmentArguments(spec, identity));
    spawned.seccomp?.end(this.#seccomp);
    const deadline = setTimeout(() => killNow(-child.pid), startMsMax);
    const pid = childPid(await text(spawned.info));
    clearTimeout(deadline);
    const startTime = pid === undefined ? undefined : startTimeOf(pid);
    const container = await RunningContainer.start({
      ...berth,
      child,
      containerId: spec.containerId,
      scratch,
      // The first process inside outlives bubblewrap by a moment; the kernel lets it go as the last one.
      killStrays: () => pid !== undefined && isAlive(pid, startTime) && killNow(pid),
      exitOf: shellExit,
    });
    if (pid === undefined) throw await startFailure(container);
    return container;
  }

  #spawn(spec: LaunchSpec, identity: Identity, { directory, group }: Berth): SpawnedBubblewrap {
    const doors = group?.openDoors() ?? [];
    try {
      const first = doorFirst + doors.length;
      const withSeccomp = this.#seccomp === undefined ? {} : { seccomp: first + 2 };
      const descriptors = { arguments: first, info: first + 1, ...withSeccomp };
      const command = bubblewrapCommand(this.#options.bwrap, spec, { directory, identity, descriptors });
      const [file = "", ...rest] = enterThen(command, doors.length, this.#leaking);
      const child = spawn(file, rest, {
        cwd: "/",
        detached: true,
        // Nothing of the spec's: bubblewrap itself, outside, must not heed its `LD_PRELOAD`.
        env: {},
        stdio: ["ignore", "pipe", "pipe", ...doors, "pipe", "pipe", "pipe"],
      });
      return {
        process: child,
        arguments: writableOf(child, descriptors.arguments),
        info: readableOf(child, descriptors.info),
        ...(this.#seccomp === undefined ? {} : { seccomp: writableOf(child, first + 2) }),
      };
    } finally {
      for (const door of doors) closeSync(door);
    }
  }

  #nextIdentity({ user }: LaunchSpec): Identity {
    const { identity } = this.#options;
    if (identity.kind === "namespaced") return identity;
    if (user === "builder") return { ...identity, uid: builderUid };
    this.#launches += 1;
    return { ...identity, uid: droppedUidFirst + (this.#launches % droppedUids) };
  }

  #refuse(spec: LaunchSpec): void {
    refuseWords(spec);
    refuseProgram(spec);
    const changed = changedSystemPath(spec);
    if (changed !== undefined)
      throw refusal(spec, `its root has a "${changed}" of its own, where the system's must be`);
    const sources = (spec.binds ?? []).map(({ source }) => source);
    for (const path of [...spec.readOnlyPaths, ...spec.sockets, ...sources]) {
      const stat = statSync(path, { throwIfNoEntry: false });
      if (stat === undefined) throw refusal(spec, `"${path}" does not exist`);
      const isOpen = (stat.mode & 0o002) !== 0;
      if (this.#options.identity.kind === "dropped" && stat.isSocket() && !isOpen) {
        throw refusal(
          spec,
          `socket "${path}" has mode 0${(stat.mode & 0o777).toString(8)}, it takes 0666 in a private directory`,
        );
      }
    }
  }
}

interface SpawnedBubblewrap {
  readonly process: ChildProcess;
  readonly arguments: Writable;
  readonly info: Readable;
  readonly seccomp?: Writable;
}

function refusal(spec: LaunchSpec, reason: string): LydianError {
  return new LydianError("failed-precondition", `Cannot start container "${spec.containerId}": ${reason}`);
}

/** So that programs can ask for their user's name and home. */
function writeUsers(directory: string, id: number, home: string): void {
  const entry = `lydian:x:${id}:${id}::${withRoot(home, "")}:/bin/sh\n`;
  writeFileSync(join(directory, "passwd"), entry, { mode: 0o644 });
  writeFileSync(join(directory, "group"), `lydian:x:${id}:\n`, { mode: 0o644 });
}

function writableOf(child: ChildProcess, descriptor: number): Writable {
  const stream: unknown = child.stdio[descriptor];
  if (!(stream instanceof Writable)) throw new LydianError("internal", `Descriptor ${descriptor} is no pipe`);
  // It is closed unread when bubblewrap fails, which is told by what it wrote to stderr.
  return stream.on("error", () => undefined);
}

function readableOf(child: ChildProcess, descriptor: number): Readable {
  const stream: unknown = child.stdio[descriptor];
  if (!(stream instanceof Readable)) throw new LydianError("internal", `Descriptor ${descriptor} is no pipe`);
  return stream;
}

/** The pid, as seen outside, of the first process inside; nothing when there was none. */
function childPid(info: string): number | undefined {
  const pid = /"child-pid": (\d+)/.exec(info)?.[1];
  return pid === undefined ? undefined : Number(pid);
}

async function startFailure(container: RunningContainer): Promise<LydianError> {
  container.stdout.resume();
  const [message, exit] = await Promise.all([text(container.stderr), container.exited]);
  const reason = message.trim() || `bubblewrap ended with ${exit.signal ?? exit.code}`;
  return new LydianError("unavailable", `Cannot start container "${container.containerId}": ${reason}`);
}
