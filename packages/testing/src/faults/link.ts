import { connect, createServer, type NetConnectOpts, type Server, type Socket } from "node:net";

/** The way between the server and those who connect to it, on which faults can be had. */
export interface Link {
  /**
   * From now on what is asked still reaches the server and is done, but nothing comes back, as when a
   * network fails halfway. Ends with `restore()`.
   */
  dropReplies(): void;
  /** Breaks all connections, now. Those who had one may connect again at once. */
  cut(): void;
  /** Replies pass again. Connections that have missed some are broken, so that whoever waits there asks again. */
  restore(): void;
}

/** Passes connections on to the server. */
export class FaultyLink implements Link {
  readonly #server: Server;
  readonly #target: () => NetConnectOpts;
  /** Every connection, and whether it has missed a reply. */
  readonly #pairs = new Map<Socket, { readonly upstream: Socket; hasMissed: boolean }>();
  #isDropping = false;

  /** `target` is where the server listens. */
  constructor(target: () => NetConnectOpts) {
    this.#target = target;
    this.#server = createServer({ noDelay: true }, (socket) => this.#pass(socket));
  }

  /** Listens on a free port of this machine, and gives it. */
  async listenOnPort(): Promise<number> {
    await this.#listen({ host: "127.0.0.1", port: 0 });
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("It has no port");
    return address.port;
  }

  async listenOnPath(path: string): Promise<void> {
    // Containers may run as another user.
    await this.#listen({ path, writableAll: true, readableAll: true });
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.cut();
    await closed;
  }

  dropReplies(): void {
    this.#isDropping = true;
  }

  cut(): void {
    for (const downstream of this.#pairs.keys()) downstream.destroy();
  }

  restore(): void {
    this.#isDropping = false;
    for (const [downstream, { hasMissed }] of this.#pairs) if (hasMissed) downstream.destroy();
  }

  #listen(where: Parameters<Server["listen"]>[0]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(where, resolve);
    });
  }

  #pass(downstream: Socket): void {
    const upstream = connect({ ...this.#target(), noDelay: true });
    const pair = { upstream, hasMissed: false };
    this.#pairs.set(downstream, pair);
    downstream.pipe(upstream);
    upstream.on("data", (reply) => {
      if (this.#isDropping) pair.hasMissed = true;
      else if (!downstream.write(reply)) {
        upstream.pause();
        downstream.once("drain", () => upstream.resume());
      }
    });
    upstream.once("end", () => downstream.end());
    upstream.on("error", () => downstream.destroy());
    upstream.once("close", () => downstream.destroySoon());
    downstream.on("error", () => upstream.destroy());
    downstream.once("close", () => {
      upstream.destroy();
      this.#pairs.delete(downstream);
    });
  }
}
