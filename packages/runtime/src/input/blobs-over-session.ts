import { defaultClient, readBlob, storeBlob } from "lydian/internal";
import type { BlobTransfer } from "./payloads.ts";

/** Transfers as the SDK does, over the session that it shares with user code. */
export const blobsOverSession: BlobTransfer = {
  upload: (content) => storeBlob(defaultClient().session, content),
  download: (blobId) => readBlob(defaultClient().session, blobId),
};
