import { createConnection } from "node:net";
import type { Socket } from "node:net";
import type { Identity } from "./identity.ts";

/** Longer than any server takes to accept; shorter than anybody waits for a container. */
const handshakeMsMax = 10_000;

/** A response head is a few hundred bytes. */
const headBytesMax = 16 * 1024;

/** The server answered, and did not take this container. */
export class ConnectionRefusedError extends Error {
  override name = "ConnectionRefusedError";
}

/**
 * Opens the native connection: an HTTP/1.1 upgrade over the server's Unix socket. Spoken by hand
 * because loading `node:http` costs as much as all the rest of a boot. Rejects when there is no
 * server, and with a `ConnectionRefusedError` where it answers anything but 101.
 */
export function connect(identity: Identity): Promise<{ readonly socket: Socket; readonly head: Buffer }> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(identity.socketPath);
    let received = Buffer.alloc(0);
    const fail = (error: Error): void => {
      socket.destroy();
      reject(error);
    };
    const onTimeout = (): void => fail(new Error(`The server did not answer within ${handshakeMsMax} ms`));
    const onClose = (): void => fail(new Error("The server closed the connection in the handshake"));
    const onData = (bytes: Buffer): void => {
      received = Buffer.concat([received, bytes]);
      const end = received.indexOf("\r\n\r\n");
      if (end < 0 && received.length < headBytesMax) return;
      socket.pause();
      socket.setTimeout(0).removeListener("timeout", onTimeout);
      socket.removeListener("data", onData).removeListener("error", fail).removeListener("close", onClose);
      const head = received.toString("latin1", 0, end);
      if (/^HTTP\/1\.1 101 /.test(head)) resolve({ socket, head: received.subarray(end + 4) });
      else fail(new ConnectionRefusedError(`The server refused: ${received.toString("utf8", 0, 500)}`));
    };
    socket.setTimeout(handshakeMsMax).on("timeout", onTimeout);
    socket.on("data", onData).on("error", fail).on("close", onClose);
    socket.write(upgradeRequest(identity));
  });
}

function upgradeRequest(identity: Identity): string {
  return [
    "GET /native HTTP/1.1",
    "Host: lydian",
    "Connection: Upgrade",
    "Upgrade: lydian-native/1",
    `x-lydian-container-id: ${identity.containerId}`,
    `x-lydian-container-secret: ${identity.secret}`,
    "\r\n",
  ].join("\r\n");
}
