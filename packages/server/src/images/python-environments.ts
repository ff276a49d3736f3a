import type { Bind, Link } from "../launch/launcher.ts";
import type { ImageId } from "../model/ids.ts";

/** The images of Python functions, as containers on this machine are started with them. */
export interface PythonEnvironments {
  /**
   * The environment of a built image, with the client of this version in it. Rejects with
   * `failed-precondition` if the image is not built or its files are gone: deploy again.
   */
  environmentOf(imageId: ImageId, clientVersion: string): Promise<PythonEnvironment>;
  /**
   * The same of an image that is being made, while its build calls a function: its files can be changed,
   * and changes stay. Rejects with `failed-precondition` at any other time.
   */
  draftOf(imageId: ImageId, clientVersion: string): Promise<PythonEnvironment>;
}

/** Paths that the container sees may begin with `containerRoot`. */
export interface PythonEnvironment {
  /** Such as "3.11". */
  readonly pythonVersion: string;
  /** The interpreter, as the container sees it. */
  readonly python: string;
  /** What the image sets, `PATH` among it. */
  readonly environment: Readonly<Record<string, string>>;
  /** `/root` unless the image says otherwise. */
  readonly workingDirectory: string;
  /** Where the image lets containers write, and links: see `LaunchSpec`. */
  readonly directories: readonly string[];
  readonly links: readonly Link[];
  /** The interpreter, its packages, the client and the image's other files: read-only, in order. */
  readonly binds: readonly Bind[];
}
