/** Long enough for every retry of an official client, and a few minutes more. */
const answerMsMax = 600_000;
const answersMax = 20_000;
const answerBytesMax = 64 * 1024 * 1024;

interface Entry {
  readonly answer: Promise<Uint8Array>;
  readonly atMs: number;
  bytes: number;
}

/**
 * Answers of requests that must not run twice: a client that lost an answer asks again with the
 * same key and is given the same one, also while the first request is still under way. A failed
 * request is forgotten, so that it may be tried again.
 */
export class AnswerCache {
  readonly #nowMs: () => number;
  /** Oldest first. */
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;

  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  answer(key: string, run: () => Promise<Uint8Array>): Promise<Uint8Array> {
    this.#evict();
    const known = this.#entries.get(key);
    if (known !== undefined) return known.answer;
    const entry: Entry = { answer: run(), atMs: this.#nowMs(), bytes: 0 };
    this.#entries.set(key, entry);
    void this.#settle(key, entry);
    return entry.answer;
  }

  /** Never rejects: whoever asked is told by the answer itself. */
  async #settle(key: string, entry: Entry): Promise<void> {
    try {
      const { length } = await entry.answer;
      if (this.#entries.get(key) !== entry) return;
      entry.bytes = length;
      this.#bytes += length;
    } catch {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
    }
  }

  #evict(): void {
    const expiredMs = this.#nowMs() - answerMsMax;
    for (const [key, entry] of this.#entries) {
      const isBounded = this.#entries.size < answersMax && this.#bytes < answerBytesMax;
      if (isBounded && entry.atMs > expiredMs) return;
      this.#entries.delete(key);
      this.#bytes -= entry.bytes;
    }
  }
}
