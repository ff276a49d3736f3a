import type { BlobId } from "./ids.ts";

/** How the bytes of an argument or a result are to be read. The server never opens them. */
export type PayloadFormat = "pickle" | "cbor" | "asgi" | "generator-done" | "unspecified";

/** Opaque user bytes: inline up to 2 MiB, a blob above. Exactly one of `data` and `blobId` is set. */
export interface Payload {
  readonly format: PayloadFormat;
  readonly data?: Uint8Array;
  readonly blobId?: BlobId;
}
