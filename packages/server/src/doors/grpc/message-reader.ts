import type { ServerHttp2Stream } from "node:http2";
import { LydianError } from "../../model/error.ts";

const headerBytes = 5;

/**
 * Reads the one message of a request: a flag byte, four bytes of length, the message, the end. A
 * message that spans chunks is gathered in one buffer of its size; one that does not is not copied.
 *
 * @throws `invalid-argument` on anything else, also on a message above `bytesMax`: official clients
 * take `resource-exhausted` for back-pressure and would send it again for ever.
 */
export function readMessage(stream: ServerHttp2Stream, bytesMax: number): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const gatherer = new Gatherer(bytesMax);
  const cancelled = (): void => reject(new LydianError("cancelled", "The client cancelled the request"));
  if (stream.destroyed) cancelled();
  stream.on("data", (chunk: Buffer) => {
    try {
      gatherer.push(chunk);
    } catch (error) {
      stream.removeAllListeners("data");
      stream.resume();
      reject(error);
    }
  });
  stream.on("end", () => {
    const message = gatherer.message();
    if (message !== undefined) resolve(message);
    else reject(malformed(`it ended after ${gatherer.received} bytes`));
  });
  stream.on("close", () => {
    if (!stream.readableEnded) cancelled();
  });
  return promise;
}

/** Bytes of one message as they come. */
class Gatherer {
  readonly #bytesMax: number;
  /** Header and message together, so that the usual request is one chunk as it is. */
  #frame: Buffer = Buffer.alloc(0);
  #frameBytes: number | undefined;
  received = 0;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  push(chunk: Buffer): void {
    if (this.received === 0) this.#frame = chunk;
    else this.#append(chunk);
    this.received += chunk.length;
    if (this.#frameBytes === undefined && this.received >= headerBytes) this.#readHeader();
    if (this.#frameBytes !== undefined && this.received > this.#frameBytes) {
      throw malformed("more than one message arrived");
    }
  }

  message(): Uint8Array | undefined {
    return this.received === this.#frameBytes ? this.#frame.subarray(headerBytes, this.received) : undefined;
  }

  #append(chunk: Buffer): void {
    const needed = this.received + chunk.length;
    if (this.#frameBytes !== undefined && needed > this.#frameBytes) {
      throw malformed("more than one message arrived");
    }
    if (needed > this.#frame.length) {
      // Only a header in pieces gets here more than once before the size is known.
      const grown = Buffer.allocUnsafe(needed);
      this.#frame.copy(grown, 0, 0, this.received);
      this.#frame = grown;
    }
    chunk.copy(this.#frame, this.received);
  }

  #readHeader(): void {
    if (this.#frame[0] !== 0) {
      throw new LydianError("unimplemented", "Cannot read a compressed request: send it uncompressed");
    }
    const length = this.#frame.readUInt32BE(1);
    if (length > this.#bytesMax) {
      throw malformed(`it has ${length} bytes, and the limit is ${this.#bytesMax}`);
    }
    this.#frameBytes = headerBytes + length;
    if (this.#frame.length >= this.#frameBytes) return;
    const whole = Buffer.allocUnsafeSlow(this.#frameBytes);
    this.#frame.copy(whole, 0, 0, this.received);
    this.#frame = whole;
  }
}

function malformed(reason: string): LydianError {
  return new LydianError("invalid-argument", `Cannot read the request: ${reason}`);
}

/** A message as it is sent: uncompressed, with its length. */
export function frameOf(message: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(headerBytes + message.length);
  frame[0] = 0;
  frame.writeUInt32BE(message.length, 1);
  frame.set(message, headerBytes);
  return frame;
}
