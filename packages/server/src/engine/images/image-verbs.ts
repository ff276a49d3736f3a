import type { BuildOutcome } from "../../images/image-builder.ts";
import type { Caller } from "../../model/caller.ts";
import type { Image } from "../../model/image.ts";
import type { Payload } from "../../model/payload.ts";

/** What Python functions run in: built once for each content, however many ask. */
export interface Images {
  /**
   * The image of this content, with the official client of the caller's version. Without an outcome it is
   * being built: follow it. An image whose build failed is built anew. Rejects with a sentence for the
   * author where the image cannot be had here.
   */
  getOrCreate(caller: Caller, request: ImageRequest): Promise<ImageState>;
  /**
   * Waits for output beyond `after`, until `timeoutMs` or the signal; nothing when none came. With an
   * outcome there is no more to come. An image that was being built when a server died is built on.
   */
  follow(imageId: string, options: FollowBuild): Promise<BuildProgress>;
  /** Rejects with `not-found`. */
  read(imageId: string): Promise<Image>;
  /** Forgets an image that no function and no other image is made of. Idempotent. */
  delete(caller: Caller, imageId: string): Promise<void>;
}

export interface ImageRequest {
  /** Lines of a Dockerfile. */
  readonly lines: readonly string[];
  /** Image ids, by the names that `FROM` calls them. */
  readonly bases: Readonly<Record<string, string>>;
  /** Files that may be copied: those sent along, then those of a mount. */
  readonly contextFiles: readonly { readonly path: string; readonly data: Uint8Array }[];
  readonly contextMountId?: string;
  readonly secretIds: readonly string[];
  readonly buildArguments: Readonly<Record<string, string>>;
  readonly hasGpu: boolean;
  /** Makes the image, after the lines. */
  readonly function?: BuildFunction;
  readonly builderVersion: string;
  /** Of the official client that asks, if it is one for Python. */
  readonly clientVersion?: string;
  /** `replace`: build it anew, and use that from now on. `aside`: build it anew for this once. */
  readonly rebuild?: "replace" | "aside";
}

/** A function that a build calls; see `Apps.defineBuildFunction`. */
export interface BuildFunction {
  readonly functionId: string;
  /** Of its code and all that it refers to. */
  readonly digest: string;
  readonly argument: Payload;
}

export interface ImageState {
  readonly image: Image;
  readonly outcome?: ImageOutcome;
}

export type ImageOutcome = BuildOutcome | { readonly kind: "timed-out"; readonly reason: string };

export interface FollowBuild {
  readonly after: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export interface BuildProgress {
  readonly output: readonly BuildOutput[];
  readonly outcome?: ImageOutcome;
}

export interface BuildOutput {
  /** Counted from 1. */
  readonly sequence: number;
  readonly text: string;
  readonly atMs: number;
}
