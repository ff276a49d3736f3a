/** A call whose yields are taken as they come. */
import { chunksInFlightMax, modal, type ServerItem } from "@lydian/protocol";
import { InternalError } from "../errors.ts";
import { abortError } from "./abort.ts";
import {
  CallExchange,
  type Chunks,
  type ExchangeHost,
  type OpenCall,
  type Outputs,
  type WireResult,
} from "./exchange.ts";
import { Inbox } from "./inbox.ts";

export type WireChunk = NonNullable<NonNullable<NonNullable<ServerItem["chunks"]>["chunks"]>[number]>;

/** A yield, or how it all ended where that was no success. */
export type Yielded = { readonly chunk: WireChunk } | { readonly failure: WireResult };

const success = 1;

export class GeneratorCall extends CallExchange {
  readonly #open: OpenCall;
  readonly #signal: AbortSignal | undefined;
  readonly #inbox = new Inbox<Yielded>();
  /** The index of the latest yield that came; they start at 1. */
  #lastIndex = 0;
  /** How many there will have been, once it is known. */
  #total: number | undefined;
  #uncredited = 0;
  #isRepeat = false;
  #isEnded = false;

  /** Opens the call. Aborting cancels it. Survives a lost connection. */
  constructor(host: ExchangeHost, open: OpenCall, signal?: AbortSignal) {
    super(host, open.callId);
    this.#open = { ...open, wantsChunks: true };
    this.#signal = signal;
    signal?.throwIfAborted();
    signal?.addEventListener("abort", this.#aborted);
    host.add(this);
  }

  readonly #aborted = (): void => {
    this.cancel(this.#signal && abortError(this.#signal));
  };

  /** The next yield, or `undefined` at the end. */
  async next(): Promise<Yielded | undefined> {
    const yielded = await this.#inbox.take();
    this.#uncredited += 1;
    if (this.#uncredited >= chunksInFlightMax / 2 && !this.#isEnded) {
      this.host.send({ credit: { callId: this.callId, amount: this.#uncredited } });
      this.#uncredited = 0;
    }
    return yielded;
  }

  /** Stops the generator; who takes its yields gets the error, if there is one. Of no effect once it has ended. */
  cancel(error?: Error): void {
    if (this.#isEnded) return;
    this.host.send({ cancelCall: { callId: this.callId } });
    this.#finish(error);
  }

  resume(): void {
    this.#uncredited = 0;
    if (this.#lastIndex === 0) {
      // No yield has come: perhaps the server never heard of it.
      this.host.send({ openCall: { ...this.#open, credit: chunksInFlightMax, isRepeat: this.#isRepeat } });
      this.#isRepeat = true;
      return;
    }
    const credit = Math.max(1, chunksInFlightMax - this.#inbox.length);
    this.host.send({
      watch: { callId: this.callId, after: 0, credit, wantsChunks: true, afterChunk: this.#lastIndex },
    });
  }

  override chunks({ chunks }: Chunks): void {
    for (const chunk of chunks ?? []) {
      const index = chunk.index ?? 0;
      if (index <= this.#lastIndex) continue;
      this.#lastIndex = index;
      this.#inbox.push({ chunk });
    }
    this.#endIfComplete();
  }

  override outputs({ outputs }: Outputs): void {
    const result = outputs?.[0]?.result;
    if (!result) return this.#finish(new InternalError(`Call ${this.callId} ended without a result`));
    if (result.status === success) {
      this.#total = result.data
        ? Number(modal.client.GeneratorDone.decode(result.data).itemsTotal)
        : this.#lastIndex;
      this.#endIfComplete();
      return;
    }
    this.#inbox.push({ failure: result });
    this.#finish();
  }

  fail(error: Error): void {
    this.#inbox.end(error);
  }

  override end(): void {
    this.#isEnded = true;
    this.#signal?.removeEventListener("abort", this.#aborted);
    super.end();
  }

  #endIfComplete(): void {
    if (this.#total !== undefined && this.#lastIndex >= this.#total) this.#finish();
  }

  #finish(error?: Error): void {
    this.end();
    this.#inbox.end(error);
  }
}
