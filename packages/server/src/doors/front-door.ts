/**
 * The server's one port, and its one Unix socket: the first bytes of a connection decide whether it
 * speaks HTTP/2 (gRPC) or HTTP/1.1 (blobs, the status page, and the native protocol by upgrade).
 */
import { createServer as createHttpServer } from "node:http";
import type { IncomingMessage, Server as HttpServer, ServerResponse } from "node:http";
import { createServer } from "node:net";
import type { Server, Socket } from "node:net";
import type { Duplex } from "node:stream";

/** Takes a connection that asked for `upgrade`; `head` is what came after the request. */
export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export interface FrontDoorOptions {
  /** Takes connections of HTTP/2 whose bytes are still unread. */
  readonly http2: { accept(socket: Duplex): void };
  readonly http1: (request: IncomingMessage, response: ServerResponse) => void;
  /** By path, such as `/native`. An upgrade elsewhere is refused. */
  readonly upgrades: ReadonlyMap<string, UpgradeHandler>;
}

/** How long a connection may take to say what it speaks, and then to send its request's headers. */
const firstBytesMsMax = 10_000;
const headersMsMax = 20_000;
const timeoutCheckMs = 5000;

/** A slow line may upload a large blob for this long. */
const requestMsMax = 3_600_000;

/** Kept longer than clients keep an idle connection, so that they are the ones to close it. */
const idleConnectionMs = 65_000;
const headerBytesMax = 64 * 1024;
const connectionsMax = 10_000;
const tcpKeepAliveMs = 30_000;

const preface = "PRI * HTTP/2.0";

export class FrontDoor {
  readonly #options: FrontDoorOptions;
  readonly #http: HttpServer;
  readonly #listeners: Server[] = [];
  readonly #sockets = new Set<Socket>();

  constructor(options: FrontDoorOptions) {
    this.#options = options;
    this.#http = createHttpServer(
      {
        headersTimeout: headersMsMax,
        requestTimeout: requestMsMax,
        keepAliveTimeout: idleConnectionMs,
        maxHeaderSize: headerBytesMax,
        connectionsCheckingInterval: timeoutCheckMs,
      },
      options.http1,
    );
    // It never listens itself; being told so is what starts the checks of its timeouts.
    this.#http.emit("listening");
    this.#http.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      this.#upgrade(request, socket, head),
    );
  }

  /**
   * Listens on a TCP port, 0 for any, or on the socket of a descriptor; resolves with where that is.
   * Rejects with the system's error.
   */
  async listen(
    where: { readonly host: string; readonly port: number } | { readonly fd: number },
  ): Promise<{ readonly host: string; readonly port: number }> {
    const listener = await this.#open(
      "fd" in where ? { fd: where.fd } : { host: where.host, port: where.port },
    );
    const address = listener.address();
    if (address === null || typeof address === "string") throw new Error("it is no TCP socket");
    return { host: address.address, port: address.port };
  }

  /** Listens on a Unix socket of this path, which must not exist. */
  async listenUnix(path: string): Promise<void> {
    await this.#open({ path });
  }

  /** Takes no more connections and ends those there are. Idempotent. */
  async close(): Promise<void> {
    const closed = this.#listeners.map(
      (listener) => new Promise<void>((resolve) => listener.close(() => resolve())),
    );
    for (const socket of this.#sockets) socket.destroy();
    this.#http.close();
    await Promise.all(closed);
  }

  #open(where: { host: string; port: number } | { path: string } | { fd: number }): Promise<Server> {
    const listener = createServer({ noDelay: true, keepAlive: true, keepAliveInitialDelay: tcpKeepAliveMs });
    listener.maxConnections = connectionsMax;
    listener.on("connection", (socket) => this.#accept(socket));
    return new Promise((resolve, reject) => {
      listener.once("error", reject);
      listener.listen(where, () => {
        this.#listeners.push(listener);
        listener.off("error", reject);
        listener.on("error", () => {}); // a connection that failed to be accepted harms nobody else
        resolve(listener);
      });
    });
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    const deadline = setTimeout(() => socket.destroy(), firstBytesMsMax);
    let first: Buffer = Buffer.alloc(0);
    const read = (): void => {
      const bytes = socket.read() as Buffer | null; // a socket without an encoding reads buffers
      if (bytes === null) return;
      first = Buffer.concat([first, bytes]);
      const text = first.toString("latin1", 0, preface.length);
      // Fewer bytes than it takes to tell are as rare as they are legal: wait for the rest.
      if (text.length < preface.length && preface.startsWith(text)) return;
      clearTimeout(deadline);
      socket.off("readable", read);
      socket.unshift(first);
      if (text === preface) this.#options.http2.accept(socket);
      else this.#http.emit("connection", socket);
    };
    socket.on("readable", read);
    socket.once("close", () => clearTimeout(deadline));
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const path = (request.url ?? "").split("?", 1)[0] ?? "";
    const handler = this.#options.upgrades.get(path);
    if (handler !== undefined) handler(request, socket, head);
    else socket.end("HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
  }
}
