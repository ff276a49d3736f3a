import type { Caller } from "../../model/caller.ts";
import type { MountId } from "../../model/ids.ts";
import type { Mount, MountedFile } from "../../model/mount.ts";

/** A file whose content was stored before. */
export type NewMountedFile = Omit<MountedFile, "size">;

/** Files of functions and images. Content that is there already is never sent again. */
export interface Mounts {
  /** Those of these SHA-256, in hex, whose content is not there. */
  missing(hashes: readonly string[]): Promise<readonly string[]>;
  /**
   * Stores a file's content, or looks whether it is there: after an upload as a blob, or as a mere
   * probe. Rejects with `invalid-argument` if the content is another.
   */
  store(caller: Caller, sha256: string, content: Uint8Array | "uploaded" | "probe"): Promise<boolean>;
  /** The mount of these files; the same one for the same files in any order. */
  create(caller: Caller, files: readonly NewMountedFile[]): Promise<Mount>;
  /** What clients name without having it: the client of a version, an interpreter. Rejects with `not-found`. */
  named(name: string): Promise<Mount>;
  /** Rejects with `failed-precondition` if it is not there any more. */
  read(mountId: MountId): Promise<Mount>;
  /** All files of these mounts by path; of two at one path the one of the later mount counts. */
  filesOf(mountIds: readonly MountId[]): Promise<readonly MountedFile[]>;
}
