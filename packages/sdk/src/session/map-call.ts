/**
 * A call of many inputs, put while outputs come, or put and left alone (detached).
 *
 * Bounds: an attached map pulls at most `window` inputs beyond what its consumer has taken, so that
 * neither inputs nor outputs pile up on either side; of these at most `concurrency` are without an
 * output. In both kinds at most `window` inputs and `unacceptedBytesMax` are held here because the
 * server has not said that it keeps them.
 *
 * - M1. An input is in `#unaccepted` until the server keeps it or has answered it, and is sent again
 *   after a lost connection or a refusal. The server knows it by its index, so twice is harmless.
 * - M2. An output is passed on once: the first for its index.
 * - M3. The call is opened with its first input, so that an empty attached map costs nothing.
 * - M4. Inputs are sent only while the server has the call open (`#isOpened`), and the end of the
 *   inputs only once it keeps them all: it works on what it is told side by side.
 * - M5. The server counts, per connection, what it keeps of what was sent, in the order of `#sent`.
 */
import { mapInputsInFlightMax, type PeerItem } from "@lydian/protocol";
import { InternalError } from "../errors.ts";
import { CallExchange, type ExchangeHost, type OpenCall, type Outputs, type WireOutput } from "./exchange.ts";
import { Inbox } from "./inbox.ts";
import type { Refusal } from "./status.ts";

export type WireInput = NonNullable<NonNullable<NonNullable<PeerItem["putInputs"]>["inputs"]>[number]>;

/** Whoever waits for room is woken when the consumer has taken this many: once for each costs more than all else. */
const consumedPerWake = 32;
/** How many bytes of inputs are held until the server keeps them. */
const unacceptedBytesMax = 64 * 1024 * 1024;
/** A batch of inputs is sent when it has this many … */
const batchInputsMax = 256;
/** … or these bytes, or at the end of the loop's turn. */
const batchBytesMax = 512 * 1024;

export interface MapCallOptions {
  readonly isDetached?: boolean;
  /** How many inputs may be without an output. */
  readonly concurrency?: number;
}

export class MapCall extends CallExchange {
  readonly #open: OpenCall;
  readonly #isDetached: boolean;
  readonly #concurrency: number;
  readonly #inbox = new Inbox<WireOutput>();
  readonly #unaccepted = new Map<number, WireInput>();
  #unacceptedBytes = 0;
  /** Indexes in the order in which they were sent and are yet to be counted. */
  #sent: number[] = [];
  /** The server's latest count. */
  #counted = 0;
  readonly #outstanding = new Set<number>();
  #batch: WireInput[] = [];
  #batchBytes = 0;
  #flush: NodeJS.Immediate | undefined;
  #isAdded = false;
  #isOpened = false;
  #wasSent = false;
  #isEnded = false;
  #cursor = 0;
  #putCount = 0;
  #consumedCount = 0;
  #uncredited = 0;
  #finishedCount: number | undefined;
  #isFinishSent = false;
  #error: Error | undefined;
  #wakers: (() => void)[] = [];

  constructor(host: ExchangeHost, open: OpenCall, options: MapCallOptions = {}) {
    super(host, open.callId);
    this.#isDetached = options.isDetached ?? false;
    this.#open = { ...open, type: 2, isDetached: this.#isDetached };
    this.#concurrency = Math.min(options.concurrency ?? mapInputsInFlightMax, mapInputsInFlightMax);
  }

  /** Opens the call although it may never have an input. */
  open(): void {
    if (this.#isAdded || this.#isEnded) return;
    this.#isAdded = true;
    this.host.add(this);
  }

  /** Whether another input may be put now. */
  get hasRoom(): boolean {
    if (this.host.isCongested) return false;
    if (this.#unaccepted.size >= mapInputsInFlightMax || this.#unacceptedBytes >= unacceptedBytesMax)
      return false;
    if (this.#isDetached) return true;
    const unconsumed = this.#putCount - this.#consumedCount;
    return unconsumed < mapInputsInFlightMax && this.#outstanding.size < this.#concurrency;
  }

  /** Resolves when there is room, or when the call is over; rejects when it failed. */
  async room(): Promise<void> {
    while (!this.hasRoom && !this.#isEnded && this.#error === undefined) {
      if (this.host.isCongested && this.host.isOpen) await this.host.drained();
      else await this.#change();
    }
    if (this.#error !== undefined) throw this.#error;
  }

  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** Adds an input; its index is the number of those before it. Await `room` first. */
  put(input: WireInput): void {
    if (this.#isEnded) return;
    // Before the input is held: opening sends all that is held.
    this.open();
    this.#unaccepted.set(this.#putCount, input);
    this.#unacceptedBytes += input.data?.length ?? 0;
    if (!this.#isDetached) this.#outstanding.add(this.#putCount);
    this.#putCount += 1;
    if (!this.#isOpened) return; // sent when it is
    this.#addToBatch(input);
    if (this.#batch.length > 0) this.#flush ??= setImmediate(() => this.#sendBatch());
  }

  /** No input follows. */
  finish(): void {
    this.#sendBatch();
    this.#finishedCount = this.#putCount;
    this.#sendFinishIfDue();
    this.#endIfComplete();
  }

  get putCount(): number {
    return this.#putCount;
  }

  /** Resolves when the server keeps all that was put; of a detached map, through a power cut. */
  async settled(): Promise<void> {
    while ((this.#unaccepted.size > 0 || !this.#isOpened) && this.#error === undefined) await this.#change();
    if (this.#error !== undefined) throw this.#error;
  }

  /** An output that is there, without waiting. */
  takeNow(): WireOutput | undefined {
    return this.#inbox.takeNow();
  }

  /** The next output in the order in which they come, or `undefined` at the end. */
  take(): Promise<WireOutput | undefined> {
    return this.#inbox.take();
  }

  /** Says that the consumer is done with an output, so that another input may be pulled. */
  consumed(): void {
    this.#consumedCount += 1;
    // Where there is no room for want of a consumer, far more than these are still to be taken.
    if (this.#consumedCount % consumedPerWake === 0) this.#changed();
  }

  /** Ends what is unfinished. Idempotent, and of no effect once it is complete. */
  cancel(error?: Error): void {
    if (this.#isEnded) return;
    if (this.#isAdded) this.host.send({ cancelCall: { callId: this.callId } });
    if (error !== undefined) this.fail(error);
    this.end();
    this.#inbox.end();
    this.#changed();
  }

  resume(): void {
    this.#isOpened = false;
    this.#isFinishSent = false;
    this.#dropBatch();
    // Outputs may be on their way to an earlier watch, which `opened` replaces.
    const credit = this.#isDetached || this.#wasSent ? 0 : mapInputsInFlightMax;
    this.host.send({ openCall: { ...this.#open, credit, isRepeat: this.#wasSent } });
  }

  override reconnected(): void {
    this.#counted = 0;
    this.resume();
  }

  override refused(refusal: Refusal): void {
    this.#isOpened = false;
    // The server forgot its count as well.
    this.#counted = 0;
    super.refused(refusal);
  }

  override opened(): void {
    if (this.#isOpened) return;
    this.#isOpened = true;
    if (this.#wasSent && !this.#isDetached) this.#sendWatch();
    this.#uncredited = 0;
    this.#sent = [];
    for (const input of this.#unaccepted.values()) this.#addToBatch(input, this.#wasSent);
    this.#sendBatch(this.#wasSent);
    this.#wasSent = true;
    this.#sendFinishIfDue();
    this.#changed();
  }

  override accepted(count: number): void {
    const newly = count - this.#counted;
    this.#counted = count;
    if (!this.#isOpened) return;
    for (const index of this.#sent.splice(0, newly)) this.#forget(index);
    this.#sendFinishIfDue();
    this.#changed();
  }

  override outputs({ outputs, cursor, end }: Outputs): void {
    for (const output of outputs ?? []) this.#receive(output);
    if (cursor) this.#cursor = cursor;
    this.#grantCredit();
    this.#sendFinishIfDue();
    this.#endIfComplete();
    if (end && !this.#isEnded) {
      this.cancel(new InternalError(`Call ${this.callId} ended before all of its inputs had a result`));
    }
    this.#changed();
  }

  fail(error: Error): void {
    this.#error ??= error;
    this.#inbox.end(error);
    this.#changed();
  }

  override end(): void {
    this.#isEnded = true;
    this.#dropBatch();
    super.end();
  }

  #receive(output: WireOutput): void {
    const index = output.index ?? 0;
    if (!this.#outstanding.delete(index)) return; // M2
    this.#forget(index);
    this.#uncredited += 1;
    this.#inbox.push(output);
  }

  #forget(index: number): void {
    const input = this.#unaccepted.get(index);
    if (input === undefined) return;
    this.#unaccepted.delete(index);
    this.#unacceptedBytes -= input.data?.length ?? 0;
  }

  #grantCredit(): void {
    if (this.#uncredited < mapInputsInFlightMax / 2) return;
    this.host.send({ credit: { callId: this.callId, amount: this.#uncredited } });
    this.#uncredited = 0;
  }

  #endIfComplete(): void {
    if (this.#isDetached || this.#finishedCount === undefined || this.#outstanding.size > 0) return;
    this.end();
    this.#inbox.end();
  }

  #addToBatch(input: WireInput, isRepeat = false): void {
    this.#batch.push(input);
    this.#batchBytes += input.data?.length ?? 0;
    if (this.#batch.length >= batchInputsMax || this.#batchBytes >= batchBytesMax) this.#sendBatch(isRepeat);
  }

  #sendBatch(isRepeat = false): void {
    const inputs = this.#batch;
    this.#dropBatch();
    if (inputs.length === 0) return;
    for (const { index } of inputs) this.#sent.push(index ?? 0);
    this.host.send({ putInputs: { callId: this.callId, inputs, isRepeat } });
  }

  #dropBatch(): void {
    clearImmediate(this.#flush);
    this.#flush = undefined;
    this.#batch = [];
    this.#batchBytes = 0;
  }

  #sendWatch(): void {
    this.host.send({ watch: { callId: this.callId, after: this.#cursor, credit: mapInputsInFlightMax } });
  }

  /** A detached map is finished by a verb of its own, whose answer can be awaited. */
  #sendFinishIfDue(): void {
    const isDue = this.#finishedCount !== undefined && this.#isOpened && this.#unaccepted.size === 0;
    if (!isDue || this.#isDetached || this.#isFinishSent) return;
    this.#isFinishSent = true;
    this.host.send({ finishInputs: { callId: this.callId, count: this.#putCount } });
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#wakers.push(resolve));
  }

  #changed(): void {
    const wakers = this.#wakers;
    if (wakers.length === 0) return;
    this.#wakers = [];
    for (const wake of wakers) wake();
  }
}
