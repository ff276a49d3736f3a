/**
 * Content of blobs over plain HTTP. The paths come from `BlobCreate` and `BlobGet` and carry their
 * own permission: official clients send no credentials here.
 */
import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { LydianError } from "../../model/error.ts";
import type { BlobVerbs } from "../../engine/engine.ts";

/** Where a client that uploads in parts, of which there is always one, says that it is done. */
export const blobCompletionPath = "/blobs/complete";

/** The list of one part's digest is far smaller. */
const completionBytesMax = 64 * 1024;

/** Answers a request below `/blobs/`. Rejects with a `LydianError` before it answers, or not at all. */
export async function answerBlobRequest(
  blobs: BlobVerbs,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = request.url ?? "";
  if (request.method === "POST" && path.split("?", 1)[0] === blobCompletionPath) {
    await completeParts(request, response);
  } else if (request.method === "PUT") {
    await receive(blobs, path, request, response);
  } else if (request.method === "GET" || request.method === "HEAD") {
    await serve(blobs, path, request, response);
  } else {
    throw new LydianError("unimplemented", "Blobs are put and got: use PUT or GET");
  }
}

/** Clients of S3 compare the `ETag` with the MD5 of what they sent, and take nothing but 200. */
async function receive(
  blobs: BlobVerbs,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const stored = await blobs.receive(path, request).catch((error: unknown) => {
    if (isConnectionLost(error)) throw new LydianError("cancelled", "The upload was broken off");
    throw error;
  });
  response.writeHead(200, { etag: `"${stored.md5}"`, "content-length": 0 }).end();
}

/** A container that is killed while it uploads is no fault of ours, and the upload is gone with it. */
function isConnectionLost(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ECONNRESET";
}

async function serve(
  blobs: BlobVerbs,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const blob = await blobs.serve(path);
  response.writeHead(200, { "content-type": "application/octet-stream", "content-length": blob.size });
  if (request.method === "HEAD") {
    blob.content.destroy();
    response.end();
    return;
  }
  // A reader that goes away is its own affair; what cannot be read any more ends the response short.
  await pipeline(blob.content, response).catch(() => response.destroy());
}

/** Nothing is left to do once the part is stored: the client only wants its own digest back. */
async function completeParts(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const digests = [...(await readText(request)).matchAll(/[0-9a-f]{32}/g)].map((match) => match[0]);
  const digest = createHash("md5")
    .update(Buffer.from(digests.join(""), "hex"))
    .digest("hex");
  const body = `<CompleteMultipartUploadResult><ETag>"${digest}-${digests.length}"</ETag></CompleteMultipartUploadResult>`;
  response.writeHead(200, { "content-type": "application/xml" }).end(body);
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  const body = request as AsyncIterable<Buffer>; // without an encoding it reads buffers
  for await (const chunk of body) {
    length += chunk.length;
    if (length > completionBytesMax) throw new LydianError("invalid-argument", "The request is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
