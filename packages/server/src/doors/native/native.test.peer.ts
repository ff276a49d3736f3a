/** A peer of the native protocol for tests, as plain as can be: it sends items and keeps what comes. */
import { connect, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { Link, peerCodec, type PeerItem, type ServerItem } from "@lydian/protocol";

const deadlineMs = 10_000;

export interface Handshake {
  readonly port: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly protocol?: string;
}

/** What the server answers to an upgrade: its status line and, when it refuses, its reason. */
export async function handshake({
  port,
  headers,
  protocol = "lydian-native/1",
}: Handshake): Promise<{ status: number; reason: string; socket: Socket; head: Buffer }> {
  const socket = connect(port, "127.0.0.1");
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(
    `GET /native HTTP/1.1\r\nhost: test\r\nconnection: Upgrade\r\nupgrade: ${protocol}\r\n${lines.join("")}\r\n`,
  );
  let received = Buffer.alloc(0);
  for await (const bytes of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    received = Buffer.concat([received, bytes]);
    if (received.toString("latin1").startsWith("HTTP/1.1 101") && received.includes("\r\n\r\n")) break;
  }
  const end = received.indexOf("\r\n\r\n") + 4;
  const status = Number(/^HTTP\/1\.1 (\d+)/.exec(received.toString("latin1"))?.[1]);
  return { status, reason: received.toString("utf8", end), socket, head: received.subarray(end) };
}

export class NativePeer {
  readonly socket: Socket;
  readonly received: ServerItem[] = [];
  isClosed = false;
  readonly #link: Link<PeerItem, ServerItem>;

  private constructor(socket: Socket, head: Buffer) {
    this.socket = socket;
    this.#link = new Link(
      socket,
      peerCodec,
      { onItems: (items) => void this.received.push(...items), onClose: () => (this.isClosed = true) },
      head,
    );
  }

  static async connect(request: Handshake): Promise<NativePeer> {
    const { status, reason, socket, head } = await handshake(request);
    if (status !== 101) throw new Error(`refused with ${status}: ${reason}`);
    return new NativePeer(socket, head);
  }

  send(...items: readonly PeerItem[]): void {
    for (const item of items) this.#link.send(item);
  }

  close(): void {
    this.#link.destroy();
  }

  /** Waits until what was received says so. */
  async until<T>(what: string, find: (received: readonly ServerItem[]) => T | undefined | false): Promise<T> {
    const untilMs = performance.now() + deadlineMs;
    for (;;) {
      const found = find(this.received);
      if (found !== undefined && found !== false) return found;
      if (performance.now() > untilMs)
        throw new Error(`Never came: ${what}; got ${JSON.stringify(this.received)}`);
      await delay(2);
    }
  }

  /** The indexes of the outputs of a call, in the order in which they came, once there are so many. */
  outputs(callId: string, count: number): Promise<readonly number[]> {
    return this.until(`${count} outputs`, (received) => {
      const indexes = received.flatMap(({ outputs }) =>
        outputs?.callId === callId ? (outputs.outputs ?? []).map(({ index }) => index ?? 0) : [],
      );
      return indexes.length >= count && indexes;
    });
  }

  ended(callId: string): Promise<boolean> {
    return this.until("the end", (received) =>
      received.some(({ outputs }) => outputs?.callId === callId && outputs.end === true),
    );
  }
}
