/** Most payloads are small: one page holds those of an ordinary batch. */
const initialBytes = 4096;

/**
 * All bytes of one batch in one buffer, because cloning or transferring many small buffers between
 * threads costs more than everything else about them. Bytes are copied in when an operation is
 * called, so that the caller may do with its own what it likes afterwards.
 */
export class ArenaWriter {
  #bytes: Uint8Array<ArrayBuffer> | undefined;
  #ends: number[] = [];
  #used = 0;

  get size(): number {
    return this.#used;
  }

  /** Copies bytes in; the handle reads them back from the `Arena` this becomes. */
  readonly keep = (bytes: Uint8Array): number => {
    const end = this.#used + bytes.byteLength;
    this.#reserve(end).set(bytes, this.#used);
    this.#used = end;
    return this.#ends.push(end) - 1;
  };

  /** What was kept, for one message. The writer must not be used after. */
  finish(): Arena {
    return { bytes: this.#bytes, ends: this.#ends };
  }

  #reserve(end: number): Uint8Array {
    if (this.#bytes !== undefined && end <= this.#bytes.byteLength) return this.#bytes;
    const grown = new Uint8Array(Math.max(initialBytes, end, 2 * (this.#bytes?.byteLength ?? 0)));
    if (this.#bytes !== undefined) grown.set(this.#bytes.subarray(0, this.#used));
    this.#bytes = grown;
    return grown;
  }
}

export interface Arena {
  readonly bytes: Uint8Array<ArrayBuffer> | undefined;
  /** Where each handle's bytes end; they begin where those before end. */
  readonly ends: readonly number[];
}

/** A view of the bytes that were kept under this handle. */
export function bytesOf(arena: Arena, handle: number): Uint8Array {
  const end = arena.ends[handle];
  if (arena.bytes === undefined || end === undefined) throw new RangeError(`Cannot read bytes ${handle}`);
  return arena.bytes.subarray(handle === 0 ? 0 : arena.ends[handle - 1], end);
}
