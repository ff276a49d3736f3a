/**
 * Begins the lives of containers: launches them, keeps a few booted and empty, gives them their
 * function, and hears when their processes are gone.
 *
 * - B1. A pooled container is handed to exactly one function and never comes back.
 * - B2. Only containers of the same image and isolation stand in for each other.
 */
import { LydianError } from "../../model/error.ts";
import type { Code, ResolvedFunction } from "../../model/definition.ts";
import type { Randomness } from "../../model/ids.ts";
import type { ContainerImage, ContainerImages } from "../../images/container-images.ts";
import type { ContainerExit, Launcher, LaunchSpec } from "../../launch/launcher.ts";
import type { Assignments } from "./assignments.ts";
import type { Clock } from "../clock.ts";
import { Container } from "./container.ts";
import type { ContainerTable } from "./container-table.ts";
import { lastWordsBytesMax } from "../limits.ts";
import type { Pool } from "./pool.ts";
import { WarmContainers, type WarmKind } from "./warm-containers.ts";

export interface LaunchingEvents {
  /** Its processes are gone, or could not be started at all. */
  onGone(container: Container, exit: ContainerExit | LydianError): void;
  /** It has its function. */
  onAssigned(container: Container): void;
  /** It wrote to its raw streams, past the runtime. */
  onRawOutput(container: Container, stream: "stdout" | "stderr", text: string): void;
  /** It did not become ready in time. */
  onStartupTimeout(container: Container): void;
}

export class Launching {
  readonly #launcher: Launcher;
  readonly #images: ContainerImages;
  readonly #assignments: Assignments;
  readonly #table: ContainerTable;
  readonly #clock: Clock;
  readonly #randomness: Randomness;
  readonly #events: LaunchingEvents;
  readonly #warm: WarmContainers;

  constructor(
    parts: {
      readonly launcher: Launcher;
      readonly images: ContainerImages;
      readonly assignments: Assignments;
      readonly table: ContainerTable;
      readonly clock: Clock;
      readonly randomness: Randomness;
    },
    warmSize: number,
    events: LaunchingEvents,
  ) {
    this.#launcher = parts.launcher;
    this.#images = parts.images;
    this.#assignments = parts.assignments;
    this.#table = parts.table;
    this.#clock = parts.clock;
    this.#randomness = parts.randomness;
    this.#events = events;
    this.#warm = new WarmContainers(parts.clock, warmSize, (kind) => this.#launch(kind), dismiss);
  }

  /** Fills the pool. */
  start(): void {
    this.#warm.start({ key: this.#images.keyOf(ownCode), code: ownCode, blockNetwork: false });
  }

  stop(): void {
    this.#warm.stop();
  }

  /** A container of the pool's function; whether it comes to serve is told by events. */
  startContainer(pool: Pool, resolved: ResolvedFunction): Container {
    const kind = this.#kindOf(resolved);
    const container = this.#warm.take(kind) ?? this.#launch(kind);
    container.become(resolved, this.#clock.nowMs());
    container.birth.askedAtMs = this.#clock.preciseMs();
    pool.containers.add(container);
    this.#events.onAssigned(container);
    const { startupTimeoutMs } = resolved.settings;
    container.startupTimer = this.#clock.after(startupTimeoutMs, () =>
      this.#events.onStartupTimeout(container),
    );
    void this.#assign(container, resolved);
    return container;
  }

  /** A container of this function will be wanted soon. */
  expect(resolved: ResolvedFunction): void {
    this.#warm.expect(this.#kindOf(resolved));
  }

  /** Containers that wait for a function. */
  get warmCount(): number {
    return this.#warm.count;
  }

  /** It is gone before it got a function. */
  forget(container: Container): void {
    this.#warm.forget(container);
  }

  #kindOf({ definition: { code }, settings: { blockNetwork } }: ResolvedFunction): WarmKind {
    const key = `${this.#images.keyOf(code)}${blockNetwork ? " without network" : ""}`;
    return { key, code, blockNetwork };
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

  #launch(kind: WarmKind): Container {
    const container = new Container(
      this.#randomness.containerId(),
      this.#randomness.secret(),
      this.#clock.nowMs(),
    );
    this.#table.add(container);
    void this.#launchProcess(container, kind);
    return container;
  }

  async #launchProcess(container: Container, { code, blockNetwork }: WarmKind): Promise<void> {
    try {
      const image = await this.#images.prepare(code);
      const launched = await this.#launcher.launch(specOf(container, image, blockNetwork));
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
}

function specOf(container: Container, image: ContainerImage, blockNetwork: boolean): LaunchSpec {
  const { socketPath, environment, ...shared } = image;
  return {
    ...shared,
    containerId: container.containerId,
    environment: {
      ...environment,
      LYDIAN_SERVER_SOCKET: socketPath,
      LYDIAN_CONTAINER_ID: container.containerId,
      LYDIAN_CONTAINER_SECRET: container.secret,
    },
    sockets: [socketPath],
    blockNetwork,
  };
}

/** An empty container is not needed any more. */
function dismiss(container: Container): void {
  container.orderStop({ graceMs: 0, isAbrupt: true });
  container.process?.kill();
}

/** Containers of our own runtime are kept booted before any function is known. */
const ownCode: Code = { language: "typescript", bundleBlobId: "bl-none" };
