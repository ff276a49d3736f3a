/**
 * Builds that run, wait or have just ended.
 *
 * - G1. An image is built by one build at a time; whoever else asks joins it.
 * - G2. At most `atOnceMax` run; the others wait in the order in which they were asked for.
 * - G3. A build outlives the client that asked for it, and ends after `buildMsMax` or with the server.
 */
import { LydianError } from "../../model/error.ts";
import type { ImageId } from "../../model/ids.ts";
import type { RunningBuild } from "../../images/image-builder.ts";
import type { Clock } from "../clock.ts";
import { buildMsMax, finishedBuildMs, finishedBuildsMax } from "../limits.ts";
import { Wakeups } from "../wakeups.ts";
import { Build } from "./build.ts";
import type { BuildProgress, FollowBuild, ImageOutcome } from "./image-verbs.ts";

export interface BuildsParts {
  readonly clock: Clock;
  readonly atOnceMax: number;
  /** Builds the image and adds the clients. */
  readonly work: (build: Build, running: RunningBuild) => Promise<ImageOutcome>;
  readonly report: (what: string, error: unknown) => void;
}

export class Builds {
  readonly #parts: BuildsParts;
  readonly #wakeups: Wakeups;
  readonly #builds = new Map<ImageId, Build>();
  readonly #waiting: Build[] = [];
  readonly #running = new Map<Build, AbortController>();
  readonly #done = new Set<Promise<void>>();
  #isStopped = false;

  constructor(parts: BuildsParts) {
    this.#parts = parts;
    this.#wakeups = new Wakeups(parts.clock);
  }

  /** The build of this image that has not ended yet. */
  unfinished(imageId: ImageId): Build | undefined {
    const build = this.#builds.get(imageId);
    return build?.outcome === undefined ? build : undefined;
  }

  /** What became of its last build, if that was not long ago. */
  find(imageId: ImageId): Build | undefined {
    return this.#builds.get(imageId);
  }

  /** Joins the build of this image, or begins it (G1). */
  start(imageId: ImageId, client: string | undefined): Build {
    if (this.#isStopped) throw new LydianError("unavailable", "Cannot build: the server is stopping");
    const build = this.unfinished(imageId) ?? this.#begin(imageId);
    if (client !== undefined) build.clients.add(client);
    return build;
  }

  async follow(build: Build, { after, timeoutMs, signal }: FollowBuild): Promise<BuildProgress> {
    const deadlineMs = this.#parts.clock.nowMs() + timeoutMs;
    const changes = this.#wakeups.subscribe(build.imageId);
    try {
      for (;;) {
        const { outcome } = build;
        const output = build.outputAfter(after);
        if (outcome !== undefined) return { output, outcome };
        if (output.length > 0) return { output };
        if (!(await changes.wait(deadlineMs, signal))) return { output: [] };
      }
    } finally {
      changes.close();
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const build of this.#waiting.splice(0)) build.end(stoppedOutcome);
    for (const controller of this.#running.values()) controller.abort();
    await Promise.all(this.#done);
  }

  #begin(imageId: ImageId): Build {
    this.#forgetOld();
    const build = new Build(imageId, this.#wakeups, () => this.#parts.clock.nowMs());
    this.#builds.delete(imageId);
    this.#builds.set(imageId, build);
    this.#waiting.push(build);
    if (this.#running.size >= this.#parts.atOnceMax) build.log("Waiting for other builds to end\n");
    this.#startNext();
    return build;
  }

  #startNext(): void {
    while (this.#running.size < this.#parts.atOnceMax) {
      const build = this.#waiting.shift();
      if (build === undefined) return;
      this.#running.set(build, new AbortController());
      const done = this.#run(build).finally(() => {
        this.#done.delete(done);
        this.#running.delete(build);
        this.#startNext();
      });
      this.#done.add(done);
    }
  }

  async #run(build: Build): Promise<void> {
    const controller = this.#running.get(build) ?? new AbortController();
    const timer = this.#parts.clock.after(buildMsMax, () => controller.abort());
    try {
      const log = (text: string): void => build.log(text);
      build.end(await this.#parts.work(build, { log, signal: controller.signal }));
    } catch (error) {
      if (this.#isStopped) build.end(stoppedOutcome);
      else if (controller.signal.aborted) build.end(timedOutOutcome);
      else {
        if (!(error instanceof LydianError)) this.#parts.report(`build image ${build.imageId}`, error);
        build.end({ kind: "failed", reason: error instanceof Error ? error.message : String(error) });
      }
    } finally {
      timer.cancel();
    }
  }

  #forgetOld(): void {
    const nowMs = this.#parts.clock.nowMs();
    for (const [imageId, build] of this.#builds) {
      const isOld = nowMs - build.endedAtMs > finishedBuildMs || this.#builds.size > finishedBuildsMax;
      if (build.outcome !== undefined && isOld) this.#builds.delete(imageId);
    }
  }
}

const stoppedOutcome: ImageOutcome = {
  kind: "failed",
  reason: "The server was stopped during the build: deploy again",
};

const timedOutOutcome: ImageOutcome = {
  kind: "timed-out",
  reason: `The build was ended: it took longer than ${buildMsMax / 60_000} minutes`,
};
