/** Opens a connection: an HTTP/1.1 request that is upgraded to the native protocol. */
import type { ClientRequest, IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { AuthError, ConnectionError, InvalidError, PermissionDeniedError } from "../errors.ts";
import type { Account } from "./account.ts";
import { httpModule } from "./http-module.ts";

/** How long a server may take to answer the upgrade. */
const dialMsMax = 5000;
/** After this long without traffic the system asks whether the other side is still there. */
const keepAliveDelayMs = 15_000;
/** A reason longer than this is cut. */
const reasonLengthMax = 2000;

export interface Dialled {
  readonly socket: Socket;
  /** What came with the handshake. */
  readonly head: Buffer;
}

/**
 * @throws {ConnectionError} if the server cannot be reached or is not ready: worth another try.
 * @throws {AuthError | PermissionDeniedError | InvalidError} if it refuses: it would again.
 */
export function dial(account: Account, signal: AbortSignal): Promise<Dialled> {
  return new Promise((resolve, reject) => {
    const request = startRequest(account, AbortSignal.any([signal, AbortSignal.timeout(dialMsMax)]));
    request.on("upgrade", (_response, socket, head) => {
      if (!(socket instanceof Socket)) throw new TypeError("an upgraded connection is a socket");
      socket.setNoDelay(true);
      socket.setKeepAlive(true, keepAliveDelayMs);
      resolve({ socket, head });
    });
    request.on("response", (response) => {
      readReason(response).then(
        (reason) => reject(refusal(account, response.statusCode ?? 0, reason)),
        reject,
      );
    });
    request.on("error", (error) => reject(unreachable(account.serverUrl, error)));
    request.end();
  });
}

/** The error of a server that cannot be reached, and what to do about it. */
export function unreachable(serverUrl: string, cause: unknown): ConnectionError {
  const reason =
    cause instanceof Error && cause.name !== "AbortError"
      ? cause.message || codeOf(cause)
      : "it does not answer";
  return new ConnectionError(`Cannot connect to ${serverUrl}: ${reason} (is \`lydian up\` running?)`, {
    cause,
  });
}

/** Errors of several addresses at once have no message. */
function codeOf(error: Error): string {
  return "code" in error ? String(error.code) : error.name;
}

function startRequest(account: Account, signal: AbortSignal): ClientRequest {
  const url = new URL("/native", account.serverUrl);
  return httpModule(url.protocol).request(url, {
    signal,
    // A pooled connection would be counted and kept by the agent.
    agent: false,
    headers: {
      connection: "Upgrade",
      upgrade: "lydian-native/1",
      "x-modal-token-id": account.tokenId,
      "x-modal-token-secret": account.tokenSecret,
    },
  });
}

async function readReason(response: IncomingMessage): Promise<string> {
  let text = "";
  response.setEncoding("utf8");
  for await (const piece of response) {
    text += String(piece);
    if (text.length > reasonLengthMax) break;
  }
  return text.slice(0, reasonLengthMax).trim();
}

function refusal(account: Account, status: number, reason: string): Error {
  const text = `Cannot connect to ${account.serverUrl}: ${reason || `it answers with status ${status}`}`;
  if (status === 401) return new AuthError(text);
  if (status === 403) return new PermissionDeniedError(text);
  if (status >= 500 || status === 429) return new ConnectionError(text);
  return new InvalidError(`${text} (is this a Lydian server?)`);
}
