import type { Readable } from "node:stream";

/**
 * Bytes too large for a record, known by their SHA-256 in hex. Content never changes, so that
 * storing the same bytes twice is storing them once.
 */
export interface Blobs {
  /**
   * Stores all of `content` and returns its digests, or rejects and leaves nothing behind: a reader
   * never sees part of a blob. With `expect`, content of another SHA-256 is refused
   * (`invalid-argument`). More than `bytesMax` is refused (`resource-exhausted`), and so is what the
   * disk cannot hold. A stream that is refused is destroyed.
   */
  write(
    content: Readable | Uint8Array,
    options: { readonly expect?: string; readonly bytesMax: number },
  ): Promise<StoredBlob>;
  /**
   * The blob as a stream with its size, or `undefined` if it is not there. Read the stream or destroy
   * it: until then it holds a file open. Deleting the blob does not cut it.
   */
  open(sha256: string): Promise<{ readonly size: number; readonly content: Readable } | undefined>;
  /** The whole blob in memory, or `undefined`; for those whose size is bounded, such as code. */
  read(sha256: string): Promise<Uint8Array | undefined>;
  /** Whether all of it is there. */
  has(sha256: string): Promise<boolean>;
  /**
   * SHA-256 of blobs that nobody has stored (again) since that time, at most `limit`: what may be of
   * no use any more.
   */
  listOlder(thanMs: number, limit: number): Promise<readonly string[]>;
  /** Idempotent. */
  delete(sha256: string): Promise<void>;
}

export interface StoredBlob {
  readonly sha256: string;
  /** In hex; what S3-style clients compare with the `ETag`. */
  readonly md5: string;
  readonly size: number;
}
