import type { MountId } from "./ids.ts";

/** Files that are put into a container. Its id is the digest of what it says: content never changes. */
export type Mount =
  | { readonly kind: "files"; readonly mountId: MountId; readonly files: readonly MountedFile[] }
  /** The official client of this version, which containers are given in any case. */
  | { readonly kind: "client"; readonly mountId: MountId; readonly version: string }
  /** An interpreter that an image is built with. */
  | { readonly kind: "python"; readonly mountId: MountId; readonly pythonVersion: string };

export interface MountedFile {
  /** Absolute and normalized, as the container sees it. */
  readonly path: string;
  /** Of its content, in hex. */
  readonly sha256: string;
  /** Permission bits. */
  readonly mode: number;
  /** In bytes. */
  readonly size: number;
}
