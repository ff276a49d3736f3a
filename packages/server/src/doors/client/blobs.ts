import { isIPv4 } from "node:net";
import { modal, payloadBytesMax } from "@lydian/protocol";
import type { Engine } from "../../engine/engine.ts";
import { LydianError } from "../../model/error.ts";
import { unary } from "./method.ts";
import type { Methods } from "./method.ts";

const { BlobCreateRequest, BlobCreateResponse, BlobGetRequest, BlobGetResponse } = modal.client;

/** Served by the plain HTTP door: what uploads in parts, of which there is always one, ends here. */
const completionPath = "/blobs/complete";

type UploadUrls = Pick<modal.client.BlobCreateResponse.$Properties, "blobIds"> &
  (
    | { readonly uploadUrls: modal.client.UploadUrlList.$Properties }
    | { readonly multiparts: modal.client.MultiPartUploadList.$Properties }
  );

/** Where content goes and comes from; it travels by plain HTTP. */
export function blobMethods({ blobs }: Pick<Engine, "blobs">): Methods {
  return {
    BlobCreate: unary(
      "everyone, creates",
      BlobCreateRequest,
      BlobCreateResponse,
      async (request, { origin }) => {
        const size = Number(request.contentLength);
        if (size > payloadBytesMax) {
          throw new LydianError(
            "invalid-argument",
            `Cannot store ${size} bytes: the limit is ${payloadBytesMax}`,
          );
        }
        const { blobId, uploadPath } = blobs.create({ sha256: hexOf(request.contentSha256Base64), size });
        const uploadUrl = `${origin}${uploadPath}`;
        return { blobId, uploadUrl, ...pythonUrls(origin, blobId, uploadUrl, size) };
      },
    ),
    BlobGet: unary("everyone", BlobGetRequest, BlobGetResponse, async (request, { origin }) => {
      const { downloadPath } = await blobs.get(request.blobId);
      return { downloadUrl: `${origin}${downloadPath}` };
    }),
  };
}

/**
 * Python puts to S3 or to a host that is evidently private, and refuses any other; but what it sends
 * in parts, if only in one, it sends anywhere.
 */
function pythonUrls(origin: string, blobId: string, url: string, size: number): UploadUrls {
  if (isEvidentlyPrivate(origin)) return { blobIds: [blobId], uploadUrls: { items: [url] } };
  const part = {
    partLength: Math.max(size, 1),
    uploadUrls: [url],
    completionUrl: `${origin}${completionPath}`,
  };
  return { blobIds: [blobId], multiparts: { items: [part] } };
}

function isEvidentlyPrivate(origin: string): boolean {
  if (!URL.canParse(origin)) return true;
  const host = new URL(origin).hostname;
  if (host === "localhost") return true;
  return isIPv4(host) && /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(host);
}

function hexOf(sha256Base64: string): string {
  const sha256 = Buffer.from(sha256Base64, "base64");
  if (sha256.length === 32) return sha256.toString("hex");
  throw new LydianError("invalid-argument", "Cannot store a blob: its SHA-256 is not one");
}
