import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { decodeValue, PayloadFormatError } from "@lydian/protocol";
import type { BlobVerbs } from "../../../engine/engine.ts";
import { LydianError } from "../../../model/error.ts";
import type { Payload } from "../../../model/payload.ts";

/** Arguments that are larger go as a blob. */
const inlineBytesMax = 2 * 1024 * 1024;

export async function payloadOf(blobs: BlobVerbs, data: Uint8Array): Promise<Payload> {
  if (data.length <= inlineBytesMax) return { format: "cbor", data };
  const sha256 = createHash("sha256").update(data).digest("hex");
  const { blobId, uploadPath } = blobs.create({ sha256, size: data.length });
  await blobs.receive(uploadPath, Readable.from([data]));
  return { format: "cbor", blobId };
}

export async function bytesOf(blobs: BlobVerbs, payload: Payload | undefined): Promise<Uint8Array> {
  if (payload?.blobId === undefined) return payload?.data ?? new Uint8Array();
  const { downloadPath } = await blobs.get(payload.blobId);
  return buffer((await blobs.serve(downloadPath)).content);
}

/** @throws LydianError for what only its own language can read, such as a set of Python's */
export async function valueOf(blobs: BlobVerbs, payload: Payload | undefined): Promise<unknown> {
  try {
    return decodeValue(await bytesOf(blobs, payload));
  } catch (cause) {
    if (!(cause instanceof PayloadFormatError)) throw cause;
    const message = `The function has run, but its result cannot be told in JSON: ${cause.message}`;
    throw new LydianError("failed-precondition", message, { cause });
  }
}
