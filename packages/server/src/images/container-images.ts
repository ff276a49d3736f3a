import type { Code } from "../model/definition.ts";
import type { Bind, Link } from "../launch/launcher.ts";

/**
 * What containers are started as. An image knows files and programs; which function a container
 * becomes is told to it later, by its own connection to the server.
 *
 * - M1. Containers of code with the same `keyOf` see the same files: an empty one may become any of it.
 * - M2. `prepare` gives the same image for the same key as long as this process lives, and makes sure
 *   that a container which is started now can connect.
 */
export interface ContainerImages {
  /** Which empty containers may become a function of this code. */
  keyOf(code: Code): string;
  /**
   * Everything a container of this code is started with. Rejects with `failed-precondition` if its
   * image is not there (any more), saying what to do.
   */
  prepare(code: Code): Promise<ContainerImage>;
}

/** A launch without an identity. Fields are those of `LaunchSpec`. */
export interface ContainerImage {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly readOnlyPaths: readonly string[];
  /** The server's socket, to which the container connects. */
  readonly socketPath: string;
  readonly binds?: readonly Bind[];
  readonly directories?: readonly string[];
  readonly links?: readonly Link[];
  readonly root?: "read-only" | "writable";
  readonly user?: "own" | "builder";
  readonly workingDirectory?: string;
  readonly home?: string;
}

/** The way from a container to the server. */
export interface ContainerConnection {
  readonly socketPath: string;
  /** Resolves when containers can connect. */
  readonly ensureSocket: () => Promise<void>;
}
