/**
 * Cuts a byte stream into frames: four bytes of length, big-endian, then that many bytes. A frame
 * that spans many reads is gathered in one buffer of its full size, allocated once.
 */
export class FrameReader {
  readonly #frameBytesMax: number;
  #header = Buffer.alloc(4);
  #headerLength = 0;
  #frame: Buffer | undefined;
  #frameLength = 0;

  constructor(frameBytesMax: number) {
    this.#frameBytesMax = frameBytesMax;
  }

  /** The frames that `bytes` completes. Throws on a frame above the limit, before it is allocated. */
  *push(bytes: Buffer): Generator<Buffer> {
    let offset = 0;
    while (offset < bytes.length) {
      if (this.#frame === undefined) {
        const wanted = Math.min(4 - this.#headerLength, bytes.length - offset);
        bytes.copy(this.#header, this.#headerLength, offset, offset + wanted);
        this.#headerLength += wanted;
        offset += wanted;
        if (this.#headerLength < 4) return;
        this.#frame = this.#begin(this.#header.readUInt32BE());
      }
      const wanted = Math.min(this.#frame.length - this.#frameLength, bytes.length - offset);
      bytes.copy(this.#frame, this.#frameLength, offset, offset + wanted);
      this.#frameLength += wanted;
      offset += wanted;
      if (this.#frameLength < this.#frame.length) return;
      const frame = this.#frame;
      this.#frame = undefined;
      this.#headerLength = 0;
      yield frame;
    }
  }

  #begin(length: number): Buffer {
    if (length > this.#frameBytesMax) {
      throw new RangeError(`Cannot read a frame of ${length} bytes: the limit is ${this.#frameBytesMax}`);
    }
    this.#frameLength = 0;
    return Buffer.allocUnsafeSlow(length);
  }
}
