import type { IncomingMessage, ServerResponse } from "node:http";
import type { BlobVerbs } from "../engine/engine.ts";
import { answerBlobRequest } from "./blobs/blob-routes.ts";
import { refusalOf } from "./grpc-status.ts";

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface HttpDoorOptions {
  readonly blobs: BlobVerbs;
  /** Other paths, and what answers them. */
  readonly routes: ReadonlyMap<string, Answer>;
  /** The same by how they begin. @default none */
  readonly prefixes?: ReadonlyMap<string, Answer>;
  /** Answers everything else: the status page. */
  readonly page: Answer;
  /** Told of errors that are our own fault. */
  readonly reportBug: (where: string, error: unknown) => void;
}

/** Answers plain HTTP/1.1, on the port and on the Unix socket alike. */
export function createHttpDoor(
  options: HttpDoorOptions,
): (request: IncomingMessage, response: ServerResponse) => void {
  const answer: Answer = (request, response) => {
    const path = request.url?.split("?", 1)[0] ?? "";
    if (path.startsWith("/blobs/")) return answerBlobRequest(options.blobs, request, response);
    const [, longer] = [...(options.prefixes ?? [])].find(([prefix]) => path.startsWith(prefix)) ?? [];
    return (options.routes.get(path) ?? longer ?? options.page)(request, response);
  };
  return (request, response) => {
    answer(request, response).catch((error: unknown) => {
      const refusal = refusalOf(error);
      if (refusal.isBug) options.reportBug(`${request.method} ${request.url?.split("?", 1)[0]}`, error);
      refuse(response, refusal.httpStatus, refusal.message);
    });
  };
}

/** Closes the connection too: what is left of a refused upload need not be read. */
function refuse(response: ServerResponse, status: number, message: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", connection: "close" });
  response.end(`${message}\n`);
}
