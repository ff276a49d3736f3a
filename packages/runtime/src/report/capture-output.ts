/**
 * What user code prints becomes log items of the input whose code prints it.
 *
 * - O1. Text is sent before the completion of the input that wrote it: `flush` precedes it.
 * - O2. Memory is bounded. While the connection is congested, `write` answers false, and what is
 *   written all the same goes to the process's own file descriptor, which blocks the writer: such
 *   text reaches the server too, without the name of its input.
 */
import { writeSync } from "node:fs";
import { Writable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import type { ServerConnection } from "../connection/server-connection.ts";
import { currentInput } from "../input/running-input.ts";
import type { RunningInput } from "../input/running-input.ts";
import { logStreams } from "../wire.ts";

/** Longer text is cut into several items: a reader shows it piece by piece. */
const logTextLengthMax = 16 * 1024;

/** How long a blocked descriptor is left alone before the next try. */
const blockedRetryMs = 1;

/** Gathers what is written in one go, and sends it. */
export interface OutputCapture {
  /** Sends what was written so far. */
  flush(): void;
}

/** Replaces `process.stdout` and `process.stderr`, and with them the console, for good. */
export function captureOutput(connection: ServerConnection): OutputCapture {
  const buffer = new LogBuffer(connection);
  for (const name of ["stdout", "stderr"] as const) {
    const stream = new CapturedStream(name === "stdout" ? 1 : 2, buffer, connection);
    Object.defineProperty(process, name, { configurable: true, enumerable: true, get: () => stream });
  }
  return buffer;
}

class CapturedStream extends Writable {
  /** As on the stream that it replaces. */
  readonly fd: number;
  readonly #buffer: LogBuffer;
  readonly #connection: ServerConnection;
  readonly #decoder = new StringDecoder("utf8");
  #isAwaitingDrain = false;

  constructor(fd: 1 | 2, buffer: LogBuffer, connection: ServerConnection) {
    super({ decodeStrings: false });
    this.fd = fd;
    this.#buffer = buffer;
    this.#connection = connection;
  }

  /** Called at once, in the context of the writer: the callback is never delayed. */
  override _write(chunk: Buffer | string, _encoding: BufferEncoding, done: () => void): void {
    const text = typeof chunk === "string" ? chunk : this.#decoder.write(chunk);
    const stream = this.fd === 1 ? logStreams.stdout : logStreams.stderr;
    const input = currentInput();
    let offset = 0;
    while (offset < text.length && !this.#connection.isCongested) {
      const end = pieceEnd(text, offset);
      this.#buffer.add(stream, text.slice(offset, end), input);
      offset = end;
    }
    if (offset < text.length) {
      this.#buffer.flush();
      writeBlocking(this.fd, text.slice(offset));
    }
    done();
  }

  // The parameters are those of all overloads of the stream's method.
  override write(chunk: unknown, ...rest: readonly unknown[]): boolean {
    // @ts-expect-error: the overloads cannot be told apart here, and need not be.
    const hasRoom: boolean = super.write(chunk, ...rest);
    if (!this.#connection.isCongested) return hasRoom;
    if (!this.#isAwaitingDrain) void this.#drainLater();
    return false;
  }

  /** Writes what it is given and stays open: whoever prints next must not find it closed. */
  override end(...rest: readonly unknown[]): this {
    const [chunk] = rest;
    const done = rest.find((part) => typeof part === "function");
    if (chunk !== undefined && chunk !== null && chunk !== done) this.write(chunk);
    if (done !== undefined) queueMicrotask(done as () => void); // the stream's own signature
    return this;
  }

  async #drainLater(): Promise<void> {
    this.#isAwaitingDrain = true;
    await this.#connection.drained();
    this.#isAwaitingDrain = false;
    this.emit("drain");
  }
}

interface PendingLog {
  readonly stream: number;
  readonly input: RunningInput | undefined;
  readonly atMs: number;
  text: string;
}

class LogBuffer implements OutputCapture {
  readonly #connection: ServerConnection;
  #pending: PendingLog | undefined;

  constructor(connection: ServerConnection) {
    this.#connection = connection;
  }

  /** `text` is a piece, not longer than `logTextLengthMax`. */
  add(stream: number, text: string, input: RunningInput | undefined): void {
    const pending = this.#pending;
    if (pending?.stream === stream && pending.input === input) pending.text += text;
    else {
      this.flush();
      this.#pending = { stream, input, text, atMs: Date.now() };
      queueMicrotask(() => this.flush());
    }
    if ((this.#pending?.text.length ?? 0) >= logTextLengthMax) this.flush();
  }

  flush(): void {
    const pending = this.#pending;
    if (pending === undefined) return;
    this.#pending = undefined;
    const { stream, text, atMs, input } = pending;
    const origin = input === undefined ? {} : { callId: input.callId, index: input.delivered.index };
    this.#connection.send({ log: { stream, text, atMs, ...origin } });
  }
}

/** Where a piece of `text` that begins at `offset` ends: not between the halves of a character. */
function pieceEnd(text: string, offset: number): number {
  const end = offset + logTextLengthMax;
  if (end >= text.length) return text.length;
  const isHighSurrogate = (text.charCodeAt(end - 1) & 0xfc00) === 0xd800;
  return isHighSurrogate ? end - 1 : end;
}

/** Writes all of it, however long that takes: whoever prints faster than anybody reads must wait. */
function writeBlocking(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  let offset = 0;
  while (offset < bytes.length) {
    try {
      offset += writeSync(fd, bytes, offset);
    } catch (error) {
      // Anything but "try again" means that nobody reads: the text is lost, as on a closed terminal.
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") return; // a failing system call throws these
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, blockedRetryMs);
    }
  }
}
