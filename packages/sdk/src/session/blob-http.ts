/** Content of blobs over plain HTTP: to the server's address, or over the container's socket. */
import type { ClientRequest, IncomingMessage } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { payloadBytesMax } from "@lydian/protocol";
import { ConnectionError, InternalError } from "../errors.ts";
import { httpModule } from "./http-module.ts";

/** How blobs are reached. */
export type BlobRoute = { readonly serverUrl: string } | { readonly socketPath: string };

const attemptsMax = 3;
const retryDelayMs = 300;
/** A transfer in which nothing moves for this long is tried again. */
const idleMsMax = 60_000;

/** Puts content to a URL that `BlobCreate` gave. Safe to repeat, and repeated. */
export async function putBlob(route: BlobRoute, url: string, content: Uint8Array): Promise<void> {
  await attempt(async () => {
    const response = await exchange(route, url, "PUT", content);
    await readAll(response);
    check(response, "store");
  });
}

/** The content at a URL that `BlobGet` gave. */
export async function getBlob(route: BlobRoute, url: string): Promise<Uint8Array> {
  return attempt(async () => {
    const response = await exchange(route, url, "GET");
    const content = await readAll(response);
    check(response, "read");
    return content;
  });
}

async function attempt<T>(transfer: () => Promise<T>): Promise<T> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await transfer();
    } catch (error) {
      if (attempts === attemptsMax)
        throw new ConnectionError(`Cannot transfer a blob: ${String(error)}`, { cause: error });
    }
    await delay(retryDelayMs * attempts);
  }
}

function exchange(
  route: BlobRoute,
  url: string,
  method: "GET" | "PUT",
  content?: Uint8Array,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = startRequest(route, url, method, content?.length);
    request.on("response", resolve);
    request.on("error", reject);
    request.setTimeout(idleMsMax, () => request.destroy(new Error(`nothing moved for ${idleMsMax} ms`)));
    request.end(content);
  });
}

function startRequest(
  route: BlobRoute,
  url: string,
  method: string,
  length: number | undefined,
): ClientRequest {
  const headers =
    length === undefined
      ? {}
      : { "content-type": "application/octet-stream", "content-length": String(length) };
  if ("socketPath" in route) {
    const { pathname, search } = new URL(url, "http://server");
    return httpModule("http:").request({
      socketPath: route.socketPath,
      path: pathname + search,
      method,
      headers,
    });
  }
  const target = new URL(url, route.serverUrl);
  return httpModule(target.protocol).request(target, { method, headers });
}

async function readAll(response: IncomingMessage): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    // no encoding is set, so that pieces are buffers
    pieces.push(piece);
    length += piece.length;
    if (length > payloadBytesMax) throw new InternalError(`a blob has more than ${payloadBytesMax} bytes`);
  }
  return Buffer.concat(pieces, length);
}

function check(response: IncomingMessage, verb: string): void {
  if (response.statusCode !== 200) {
    throw new InternalError(`the server answers with status ${response.statusCode ?? 0} to ${verb} it`);
  }
}
