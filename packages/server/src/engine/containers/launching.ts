/**
 * Begins the lives of containers: launches them, keeps a few booted and empty, gives them their
 * function, and hears when their processes are gone.
 *
 * - B1. A pooled container is handed to exactly one function and never comes back.
 * - B2. Only containers of the same isolation stand in for each other.
 */
import { LydianError } from "../../model/error.ts";
import type { ResolvedFunction } from "../../model/definition.ts";
import type { Randomness } from "../../model/ids.ts";
import type { ContainerExit, Launcher, LaunchSpec } from "../../launch/launcher.ts";
import type { Assignments } from "./assignments.ts";
import type { Clock, Timer } from "../clock.ts";
import { Container } from "./container.ts";
import type { ContainerTable } from "./container-table.ts";
import { lastWordsBytesMax } from "../limits.ts";
import type { Pool } from "./pool.ts";

/** What a container of ours is started as; the launcher adds isolation. */
export interface ContainerImage {
  readonly command: readonly string[];
  readonly readOnlyPaths: readonly string[];
  readonly socketPath: string;
  /** Beside the container's identity. */
  readonly environment: Readonly<Record<string, string>>;
  /** Sees to it that a container that is started now can connect. */
  readonly prepare: () => Promise<void>;
}

export interface LaunchingEvents {
  /** Its processes are gone, or could not be started at all. */
  onGone(container: Container, exit: ContainerExit | LydianError): void;
  /** It wrote to its raw streams, past the runtime. */
  onRawOutput(container: Container, stream: "stdout" | "stderr", text: string): void;
  /** It did not become ready in time. */
  onStartupTimeout(container: Container): void;
}

/** The pool is filled again a moment later: a cold start needs the processor more. */
const refillDelayMs = 250;

/** A pool that cannot be filled is not tried again at once. */
const refillRetryMs = 5_000;

export class Launching {
  readonly #launcher: Launcher;
  readonly #image: ContainerImage;
  readonly #assignments: Assignments;
  readonly #table: ContainerTable;
  readonly #clock: Clock;
  readonly #randomness: Randomness;
  readonly #events: LaunchingEvents;
  readonly #warmSize: number;
  readonly #warm = new Map<boolean, Set<Container>>();
  #refill: Timer | undefined;
  #isStopped = false;

  constructor(
    parts: {
      readonly launcher: Launcher;
      readonly image: ContainerImage;
      readonly assignments: Assignments;
      readonly table: ContainerTable;
      readonly clock: Clock;
      readonly randomness: Randomness;
    },
    warmSize: number,
    events: LaunchingEvents,
  ) {
    this.#launcher = parts.launcher;
    this.#image = parts.image;
    this.#assignments = parts.assignments;
    this.#table = parts.table;
    this.#clock = parts.clock;
    this.#randomness = parts.randomness;
    this.#warmSize = warmSize;
    this.#events = events;
    this.#warm.set(false, new Set());
  }

  /** Fills the pool. */
  start(): void {
    this.#fill();
  }

  stop(): void {
    this.#isStopped = true;
    this.#refill?.cancel();
  }

  /** A container of the pool's function; whether it comes to serve is told by events. */
  startContainer(pool: Pool, resolved: ResolvedFunction): Container {
    const isBlocked = resolved.settings.blockNetwork;
    const container = this.#takeWarm(isBlocked) ?? this.#launch(isBlocked);
    container.become(resolved);
    pool.containers.add(container);
    const { startupTimeoutMs } = resolved.settings;
    container.startupTimer = this.#clock.after(startupTimeoutMs, () =>
      this.#events.onStartupTimeout(container),
    );
    void this.#assign(container, resolved);
    this.#scheduleFill(refillDelayMs);
    return container;
  }

  /** Containers that wait for a function. */
  get warmCount(): number {
    return [...this.#warm.values()].reduce((sum, containers) => sum + containers.size, 0);
  }

  /** It is gone before it got a function. */
  forget(container: Container): void {
    let wasWarm = false;
    for (const containers of this.#warm.values()) wasWarm = containers.delete(container) || wasWarm;
    if (wasWarm) this.#scheduleFill(refillRetryMs);
  }

  async #assign(container: Container, resolved: ResolvedFunction): Promise<void> {
    try {
      const [assignment] = await Promise.all([
        this.#assignments.prepare(container.containerId, resolved),
        container.process?.limit({
          cpuMilli: resolved.settings.cpuMilli,
          memoryMiB: resolved.settings.memoryMiB,
        }),
      ]);
      container.assignments.put(assignment);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      container.bootFailure = { status: "init-failure", exception: `ContainerStartError: ${reason}` };
      container.process?.kill();
    }
  }

  #takeWarm(isBlocked: boolean): Container | undefined {
    const warm = this.#warm.get(isBlocked);
    if (warm === undefined) {
      this.#warm.set(isBlocked, new Set());
      return undefined;
    }
    // Attached ones have booted; one that is still booting is further than a new one would be.
    const container = [...warm].find((candidate) => candidate.isAttached) ?? [...warm][0];
    if (container !== undefined) warm.delete(container);
    return container;
  }

  #launch(isBlocked: boolean): Container {
    const container = new Container(
      this.#randomness.containerId(),
      this.#randomness.secret(),
      this.#clock.nowMs(),
    );
    this.#table.add(container);
    void this.#launchProcess(container, isBlocked);
    return container;
  }

  async #launchProcess(container: Container, isBlocked: boolean): Promise<void> {
    try {
      await this.#image.prepare();
      const launched = await this.#launcher.launch(this.#spec(container, isBlocked));
      container.process = launched;
      for (const stream of ["stdout", "stderr"] as const) {
        launched[stream].setEncoding("utf8").on("data", (text: string) => {
          container.lastWords = (container.lastWords + text).slice(-lastWordsBytesMax);
          this.#events.onRawOutput(container, stream, text);
        });
      }
      if (container.phase === "draining" || container.bootFailure !== undefined) launched.kill();
      if (container.function !== undefined) await launched.limit(container.function.settings);
      this.#events.onGone(container, await launched.exited);
    } catch (error) {
      const reason =
        error instanceof LydianError ? error : new LydianError("internal", String(error), { cause: error });
      this.#events.onGone(container, reason);
    }
  }

  #spec(container: Container, isBlocked: boolean): LaunchSpec {
    const { command, readOnlyPaths, socketPath, environment } = this.#image;
    return {
      containerId: container.containerId,
      command,
      environment: {
        ...environment,
        LYDIAN_SERVER_SOCKET: socketPath,
        LYDIAN_CONTAINER_ID: container.containerId,
        LYDIAN_CONTAINER_SECRET: container.secret,
      },
      readOnlyPaths,
      sockets: [socketPath],
      blockNetwork: isBlocked,
    };
  }

  #scheduleFill(delayMs: number): void {
    if (this.#isStopped || this.#refill !== undefined) return;
    this.#refill = this.#clock.after(delayMs, () => {
      this.#refill = undefined;
      this.#fill();
    });
  }

  #fill(): void {
    if (this.#isStopped) return;
    for (const [isBlocked, containers] of this.#warm) {
      while (containers.size < this.#warmSize) containers.add(this.#launch(isBlocked));
    }
  }
}
