/**
 * Sends a call's outputs, or a generator's yields, to a peer as they come and as far as it has given
 * credit. It reads the store from a cursor on, so a peer that lost its connection goes on where it was.
 */
import type { Link, PeerItem, ServerItem } from "@lydian/protocol";
import type { CallVerbs } from "../../engine/engine.ts";
import type { Chunk, Output } from "../../model/call.ts";
import type { CallId } from "../../model/ids.ts";
import { chunkMessage, outputMessage, payloadBytes } from "./messages.ts";

/** Read from the store in one go. */
const outputsPerReadMax = 256;
const chunksPerReadMax = 64;

/** Payloads that travel in one item: several items may share a frame, but one is never split. */
const itemBytesMax = 4 * 1024 * 1024;

/** The store ends a page early where payloads are large. A short page of small ones was the last. */
const shortPageBytes = 1024 * 1024;

/** How long one look lasts; it is repeated while the peer watches. */
const lookMs = 60_000;

export class Watch {
  readonly #calls: CallVerbs;
  readonly #link: Link<ServerItem, PeerItem>;
  readonly #callId: CallId;
  readonly #controller = new AbortController();
  #credit: number;
  #wake: (() => void) | undefined;

  constructor(calls: CallVerbs, link: Link<ServerItem, PeerItem>, callId: CallId, credit: number) {
    this.#calls = calls;
    this.#link = link;
    this.#callId = callId;
    this.#credit = credit;
  }

  /** Allows this many more to be sent. */
  grant(amount: number): void {
    this.#credit += amount;
    this.#wake?.();
  }

  stop(): void {
    this.#controller.abort();
    this.#wake?.();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Resolves when no output can follow, or when it was stopped. Rejects as `awaitOutputs` does. */
  async outputs(after: number, indexes?: { readonly from: number; readonly to: number }): Promise<void> {
    let cursor = after;
    while (await this.#hasCredit()) {
      const allowed = Math.min(this.#credit, outputsPerReadMax);
      const page = await this.#calls.awaitOutputs(this.#callId, {
        after: cursor,
        // One more than may be sent, to know whether it is the end.
        limit: allowed + 1,
        ...(indexes === undefined ? {} : { indexes }),
        timeoutMs: lookMs,
        signal: this.signal,
      });
      if (this.signal.aborted) return;
      const outputs = page.outputs.slice(0, allowed);
      const isAll = page.outputs.length <= allowed && outputBytes(outputs) < shortPageBytes;
      const isEnd = page.unfinished === 0 && !page.isOpen && isAll;
      cursor = outputs.at(-1)?.sequence ?? page.cursor;
      this.#sendOutputs(outputs, cursor, isEnd);
      if (isEnd) return;
      this.#credit -= outputs.length;
      await this.#link.drained();
    }
  }

  /** Yields in their order, then the output. */
  async chunks(after: number): Promise<void> {
    let last = after;
    while (await this.#hasCredit()) {
      const limit = Math.min(this.#credit, chunksPerReadMax);
      const input = { callId: this.#callId, index: 0 };
      const page = await this.#calls.awaitChunks(input, {
        after: last,
        limit,
        timeoutMs: lookMs,
        signal: this.signal,
      });
      if (this.signal.aborted) return;
      for (const chunks of inItems(page.chunks, (chunk) => chunk.payload)) {
        this.#link.send({ chunks: { callId: this.#callId, chunks: chunks.map(chunkMessage) } });
      }
      last = page.chunks.at(-1)?.index ?? last;
      this.#credit -= page.chunks.length;
      if (page.isFinished) {
        const answer = await this.#calls.awaitOutputs(this.#callId, { after: 0, limit: 1, timeoutMs: 0 });
        this.#sendOutputs(answer.outputs, answer.cursor, true);
        return;
      }
      await this.#link.drained();
    }
  }

  #sendOutputs(outputs: readonly Output[], cursor: number, isEnd: boolean): void {
    const items = inItems(outputs, (output) => output.result.payload);
    for (const [i, some] of items.entries()) {
      const isLast = i === items.length - 1;
      const until = isLast ? cursor : (some.at(-1)?.sequence ?? cursor);
      this.#link.send({
        outputs: {
          callId: this.#callId,
          outputs: some.map(outputMessage),
          cursor: until,
          end: isEnd && isLast,
        },
      });
    }
    if (items.length === 0 && isEnd)
      this.#link.send({ outputs: { callId: this.#callId, outputs: [], cursor, end: true } });
  }

  /** False once it was stopped. */
  async #hasCredit(): Promise<boolean> {
    while (this.#credit <= 0 && !this.signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = undefined;
    }
    return !this.signal.aborted;
  }
}

function outputBytes(outputs: readonly Output[]): number {
  return outputs.reduce((sum, output) => sum + payloadBytes(output.result.payload), 0);
}

/** Cuts into groups that each fit one item. */
function inItems<T extends Chunk | Output>(
  all: readonly T[],
  payloadOf: (item: T) => Parameters<typeof payloadBytes>[0],
): readonly (readonly T[])[] {
  const groups: T[][] = [];
  let bytes = 0;
  for (const item of all) {
    const size = payloadBytes(payloadOf(item));
    const group = groups.at(-1);
    if (group === undefined || bytes + size > itemBytesMax) {
      groups.push([item]);
      bytes = size;
    } else {
      group.push(item);
      bytes += size;
    }
  }
  return groups;
}
