import type { Readable } from "node:stream";
import type { ImageId } from "../model/ids.ts";
import type { Payload } from "../model/payload.ts";
import type { ImageBase, ImageStep, ImageSurroundings } from "../model/image.ts";

/**
 * Makes images out of recipes, and keeps them. It knows files and commands; which image is wanted, by
 * whom and how often is not its business.
 *
 * - I1. An image is there whole or not at all, whenever this process is killed: what is half built is
 *   never used, and is cleared away.
 * - I2. A build changes its own image only, never its base nor anything that other builds read.
 * - I3. What a command does is an outcome. A build rejects with a `LydianError` where this machine is the
 *   reason, such as a full disk.
 * - I4. Values of secrets are in the environment of `RUN` steps and nowhere else: in no log line of the
 *   builder's own and in no file.
 */
export interface ImageBuilder {
  /** Rejects with `failed-precondition` if images cannot have this Python, such as "3.11", naming those that they can. */
  requirePython(version: string): Promise<void>;
  /** Those of these packages of the system that this machine lacks. */
  missingPackages(names: readonly string[]): Promise<readonly string[]>;
  /** Why `RUN` steps are not run on this machine, and what to do; nothing where they are. */
  readonly refusal: string | undefined;
  /** Whether the image is there, and can be used as it is. */
  isBuilt(imageId: ImageId): Promise<boolean>;
  /** Whether the official client of that version is there for images of that Python. */
  hasClient(clientVersion: string, pythonVersion: string): Promise<boolean>;
  /** Makes an image, in place of what may be left of an earlier one. One at a time for each image. */
  build(order: BuildOrder, build: RunningBuild): Promise<BuildOutcome>;
  /** Fetches the official client of that version for images of that Python. Harmless if it is there. */
  addClient(clientVersion: string, pythonVersion: string, build: RunningBuild): Promise<BuildOutcome>;
  /** All images that are there, usable or not. */
  list(): Promise<readonly ImageId[]>;
  /** Deletes an image that no other one is made of. Idempotent. */
  remove(imageId: ImageId): Promise<void>;
}

export interface BuildOrder {
  readonly imageId: ImageId;
  readonly base: ImageBase;
  readonly steps: readonly ImageStep[];
  /** Before the first step. */
  readonly before: ImageSurroundings;
  /** After the last. */
  readonly after: ImageSurroundings;
  readonly secrets: Readonly<Record<string, string>>;
  /** A file of a `copy` step, by its SHA-256. Rejects if it is gone. */
  readonly content: (sha256: string) => Promise<Readable>;
  /**
   * Calls the function of a `function` step, in a container of the image as it is then: see
   * `PythonEnvironments.draftOf`. Resolves when all of the container is gone.
   */
  readonly call: (argument: Payload, build: RunningBuild) => Promise<CalledFunction>;
}

export interface CalledFunction {
  /** Why it failed, if it did. */
  readonly failure?: string;
  /** Its own files, which were put into the image for the call and are no part of it. */
  readonly placed: readonly string[];
}

export interface RunningBuild {
  /** Takes what its author is shown, as it comes; lines end with a newline. */
  readonly log: (text: string) => void;
  /** Ends the build: it rejects, and leaves nothing behind. */
  readonly signal: AbortSignal;
}

/** `failed`: `reason` names the step and what it said last. */
export type BuildOutcome = { readonly kind: "built" } | { readonly kind: "failed"; readonly reason: string };
