/** A server as a container sees it: the socket, the handshake, the link, and blobs; no engine behind. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { Link, serverCodec } from "@lydian/protocol";
import type { PeerItem, ServerItem } from "@lydian/protocol";

/** Longer than anything here takes on a busy machine. */
const waitMsMax = 20_000;

export interface Expected {
  readonly secret: string;
  /** Answers what is no order to the container: RPCs, calls of the SDK. */
  readonly answer?: (item: PeerItem, send: (item: ServerItem) => void) => void;
}

export class FakeServer {
  readonly socketPath: string;
  readonly #server: Server;
  readonly #expected: Expected;
  /** What the container said and nobody has taken yet, in order. */
  readonly #items: PeerItem[] = [];
  readonly blobs = new Map<string, Buffer>();
  #link: Link<ServerItem, PeerItem> | undefined;
  #socket: Duplex | undefined;
  #wake = Promise.withResolvers<void>();
  readonly handshakes: IncomingMessage[] = [];

  constructor(socketPath: string, expected: Expected) {
    this.socketPath = socketPath;
    this.#expected = expected;
    this.#server = createServer((request, response) => {
      void this.#serveBlob(request).then((body) => response.end(body));
    });
    this.#server.on("upgrade", (request, socket, head) => this.#accept(request, socket, head));
  }

  async listen(): Promise<void> {
    this.#server.listen(this.socketPath);
    await once(this.#server, "listening");
  }

  send(item: ServerItem): void {
    if (this.#link === undefined) throw new Error("No container is connected");
    this.#link.send(item);
  }

  /** Resolves once a container is connected. */
  async connected(): Promise<void> {
    while (this.#link === undefined) await this.#woken();
  }

  /** Takes the first item of this kind out of what was said, waiting for it. */
  async next<Kind extends keyof PeerItem>(kind: Kind): Promise<NonNullable<PeerItem[Kind]>> {
    for (;;) {
      const at = this.#items.findIndex((item) => item[kind] !== undefined && item[kind] !== null);
      const item = at < 0 ? undefined : this.#items.splice(at, 1)[0]?.[kind];
      if (item !== undefined && item !== null) return item;
      await this.#woken();
    }
  }

  /** Takes the oldest item, waiting for one. */
  async oldest(): Promise<PeerItem> {
    for (;;) {
      const item = this.#items.shift();
      if (item !== undefined) return item;
      await this.#woken();
    }
  }

  /** Takes all that was said so far. */
  take(): PeerItem[] {
    return this.#items.splice(0);
  }

  /** What was said and not taken, oldest first. */
  get said(): readonly PeerItem[] {
    return this.#items;
  }

  /** Stops reading, so that the container's writes pile up. */
  pause(): void {
    this.#socket?.pause();
  }

  resume(): void {
    this.#socket?.resume();
  }

  disconnect(): void {
    this.#link?.destroy();
  }

  async close(): Promise<void> {
    this.#link?.destroy();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #woken(): Promise<void> {
    const deadline = AbortSignal.timeout(waitMsMax);
    const late = Promise.withResolvers<never>();
    deadline.addEventListener("abort", () => late.reject(new Error("The container said nothing more")));
    await Promise.race([this.#wake.promise, late.promise]);
  }

  #notify(): void {
    this.#wake.resolve();
    this.#wake = Promise.withResolvers();
  }

  #accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.handshakes.push(request);
    if (request.headers["x-lydian-container-secret"] !== this.#expected.secret) {
      socket.end("HTTP/1.1 401 Unauthorized\r\nContent-Length: 9\r\n\r\nno secret");
      return;
    }
    socket.write(
      "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: lydian-native/1\r\n\r\n",
    );
    this.#socket = socket;
    const link: Link<ServerItem, PeerItem> = new Link(
      socket,
      serverCodec,
      {
        onItems: (items) => {
          this.#items.push(...items);
          for (const item of items) this.#expected.answer?.(item, (answer) => link.send(answer));
          this.#notify();
        },
        onClose: () => this.#notify(),
      },
      head,
    );
    this.#link = link;
    this.#notify();
  }

  async #serveBlob(request: IncomingMessage): Promise<Buffer | string> {
    const path = request.url ?? "";
    if (request.method === "GET") return this.blobs.get(path) ?? "";
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer); // no encoding is set
    this.blobs.set(path, Buffer.concat(parts));
    return "";
  }
}
