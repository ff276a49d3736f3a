/**
 * One end of a native connection: frames over a socket, items in batches.
 *
 * What is sent during one turn of the event loop leaves as one frame at its end, or as several once
 * `batchBytesTarget` is reached; so a hundred calls cost one write. Credit is the business of whoever
 * sends items; the link only says when its socket is slower than its writers (`isCongested`).
 *
 * - K1. Items arrive in the order in which they were sent.
 * - K2. `onClose` is called exactly once, after the last `onItems`.
 * - K3. A frame above `messageBytesMax`, or one that does not decode, ends the link with an error.
 */
import type { Duplex } from "node:stream";
import { batchBytesTarget, linkBufferedBytesMax, messageBytesMax } from "../limits.ts";
import { FrameReader } from "./frame-reader.ts";

/** How items of one direction become bytes. */
export interface BatchCodec<Out, In> {
  encode(items: readonly Out[]): Uint8Array;
  decode(bytes: Uint8Array): readonly In[];
  /** Roughly how large an item will be: its payload is what counts. */
  sizeOf(item: Out): number;
}

/** Who hears of what arrives; see K1 and K2. */
export interface LinkEvents<In> {
  onItems(items: readonly In[]): void;
  /** `error` is absent when either side closed in good order. */
  onClose(error?: Error): void;
}

/** One end of a connection whose handshake is done; see the top of this file. */
export class Link<Out, In> {
  readonly #socket: Duplex;
  readonly #codec: BatchCodec<Out, In>;
  readonly #events: LinkEvents<In>;
  readonly #reader = new FrameReader(messageBytesMax);
  #batch: Out[] = [];
  #batchBytes = 0;
  #flush: NodeJS.Immediate | undefined;
  #drainWaiters: (() => void)[] = [];
  #isClosed = false;

  /** `head` is what the socket had received beyond the handshake. */
  constructor(socket: Duplex, codec: BatchCodec<Out, In>, events: LinkEvents<In>, head?: Uint8Array) {
    this.#socket = socket;
    this.#codec = codec;
    this.#events = events;
    socket.on("data", (bytes: Buffer) => this.#receive(bytes));
    socket.on("drain", () => this.#releaseWaiters());
    socket.on("error", (error: Error) => this.#closed(error));
    socket.on("end", () => socket.end());
    socket.on("close", () => this.#closed());
    if (head !== undefined && head.length > 0) this.#receive(Buffer.from(head));
  }

  /** Queues an item for this turn's batch. After the link closed it is dropped: `onClose` told so. */
  send(item: Out): void {
    if (this.#isClosed) return;
    this.#batch.push(item);
    this.#batchBytes += this.#codec.sizeOf(item);
    if (this.#batchBytes >= batchBytesTarget) this.#write();
    else this.#flush ??= setImmediate(() => this.#write());
  }

  /** Whether what was sent piles up: wait for `drained()` before sending more of what can wait. */
  get isCongested(): boolean {
    return this.#socket.writableLength + this.#batchBytes > linkBufferedBytesMax;
  }

  /** Resolves when the socket caught up, or when the link closed. */
  drained(): Promise<void> {
    if (this.#isClosed || !this.isCongested) return Promise.resolve();
    return new Promise((resolve) => this.#drainWaiters.push(resolve));
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Sends what is queued, then closes in good order. */
  close(): void {
    if (this.#isClosed) return;
    this.#write();
    this.#socket.end();
  }

  /** Closes at once; what was queued is lost. */
  destroy(error?: Error): void {
    this.#closed(error);
    this.#socket.destroy();
  }

  #receive(bytes: Buffer): void {
    if (this.#isClosed) return;
    try {
      for (const frame of this.#reader.push(bytes)) {
        this.#events.onItems(this.#codec.decode(frame));
        if (this.#isClosed) return;
      }
    } catch (error) {
      this.destroy(new Error("Cannot read from the native connection", { cause: error }));
    }
  }

  #write(): void {
    clearImmediate(this.#flush);
    this.#flush = undefined;
    if (this.#batch.length === 0 || this.#isClosed) return;
    const items = this.#batch;
    this.#batch = [];
    this.#batchBytes = 0;
    const bytes = this.#codec.encode(items);
    const length = Buffer.allocUnsafe(4);
    length.writeUInt32BE(bytes.length);
    this.#socket.cork();
    this.#socket.write(length);
    this.#socket.write(bytes);
    this.#socket.uncork();
  }

  #releaseWaiters(): void {
    const waiters = this.#drainWaiters;
    this.#drainWaiters = [];
    for (const resolve of waiters) resolve();
  }

  #closed(error?: Error): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearImmediate(this.#flush);
    this.#batch = [];
    this.#releaseWaiters();
    this.#events.onClose(error);
  }
}
