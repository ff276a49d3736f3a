/** What any peer asks about calls: open, put, watch, cancel. One of these a connection. */
import type { Link, lydian, PeerItem, ServerItem } from "@lydian/protocol";
import type { CallVerbs, OpenRequest } from "../../engine/engine.ts";
import type { Caller } from "../../model/caller.ts";
import { LydianError } from "../../model/error.ts";
import type { CallId } from "../../model/ids.ts";
import { refusalOf } from "../grpc-status.ts";
import { callIdOf, newInputOf, outputMessage, parentOf } from "./messages.ts";
import { Watch } from "./watch.ts";

/** Calls that one connection may watch at once. */
const watchesMax = 100_000;

const mapCallType = 2;

/** Who is at the other end. */
interface Peer {
  readonly caller: Caller;
  readonly connection: string;
}

export class CallItems {
  readonly #calls: CallVerbs;
  readonly #link: Link<ServerItem, PeerItem>;
  readonly #peer: Peer;
  readonly #reportBug: (where: string, error: unknown) => void;
  readonly #watches = new Map<string, Watch>();
  /** Inputs kept so far, by call, for the acknowledgements. */
  readonly #accepted = new Map<string, number>();
  readonly #closed = new AbortController();

  constructor(
    calls: CallVerbs,
    link: Link<ServerItem, PeerItem>,
    peer: Peer,
    reportBug: (where: string, error: unknown) => void,
  ) {
    this.#calls = calls;
    this.#link = link;
    this.#peer = peer;
    this.#reportBug = reportBug;
  }

  /** Handles the item if it is about a call. */
  handle(item: PeerItem): boolean {
    if (item.openCall) this.#answer(item.openCall.callId, this.#open(item.openCall));
    else if (item.putInputs) this.#answer(item.putInputs.callId, this.#put(item.putInputs));
    else if (item.finishInputs) this.#answer(item.finishInputs.callId, this.#finishInputs(item.finishInputs));
    else if (item.watch) this.#answer(item.watch.callId, this.#watchAgain(item.watch));
    else if (item.credit) this.#watches.get(item.credit.callId ?? "")?.grant(item.credit.amount ?? 0);
    else if (item.unwatch) this.#unwatch(item.unwatch.callId ?? "");
    else if (item.cancelCall) this.#answer(item.cancelCall.callId, this.#cancel(item.cancelCall));
    else return false;
    return true;
  }

  close(): void {
    this.#closed.abort();
    for (const watch of this.#watches.values()) watch.stop();
    this.#watches.clear();
  }

  /** What is refused is told to the peer; the call is of no more use to it. */
  #answer(callId: string | null | undefined, work: Promise<void>): void {
    work.catch((error: unknown) => {
      const { code, message, retryAfterMs, isBug } = refusalOf(error);
      if (isBug) this.#reportBug("a call", error);
      this.#unwatch(callId ?? "");
      this.#link.send({
        callRefused: { callId: callId ?? "", code, message, retryAfterMs: retryAfterMs ?? 0 },
      });
    });
  }

  async #open(open: lydian.native.OpenCall.$Properties): Promise<void> {
    const callId = callIdOf(open.callId);
    const request = { ...openRequestOf(open, callId), connection: this.#peer.connection };
    const credit = open.credit ?? 0;
    const wantsChunks = open.wantsChunks === true;
    const isAnswerAwaited = request.type === "unary" && request.invocation === "attached" && credit > 0;
    if (isAnswerAwaited && !wantsChunks) {
      const page = await this.#calls.run(this.#peer.caller, request, this.#closed.signal);
      this.#link.send({
        outputs: { callId, outputs: page.outputs.map(outputMessage), cursor: page.cursor, end: true },
      });
      return;
    }
    const watch = credit > 0 ? this.#watch(callId, credit) : undefined;
    await this.#calls.open(this.#peer.caller, request);
    this.#link.send({ callOpened: { callId } });
    if (watch !== undefined)
      await this.#follow(callId, watch, wantsChunks ? watch.chunks(0) : watch.outputs(0));
  }

  async #put(put: lydian.native.PutInputs.$Properties): Promise<void> {
    const callId = callIdOf(put.callId);
    const inputs = (put.inputs ?? []).map(newInputOf);
    await this.#calls.put(this.#peer.caller, callId, inputs, { isRepeat: put.isRepeat === true });
    const count = (this.#accepted.get(callId) ?? 0) + inputs.length;
    this.#accepted.set(callId, count);
    this.#link.send({ inputsAccepted: { callId, count } });
  }

  async #finishInputs(finish: lydian.native.FinishInputs.$Properties): Promise<void> {
    const callId = callIdOf(finish.callId);
    await this.#calls.finishInputs(this.#peer.caller, callId, finish.count ?? 0);
    this.#accepted.delete(callId);
  }

  async #watchAgain(request: lydian.native.Watch.$Properties): Promise<void> {
    const callId = callIdOf(request.callId);
    const watch = this.#watch(callId, request.credit ?? 0);
    const indexes = request.hasRange === true ? { from: request.from ?? 0, to: request.to ?? 0 } : undefined;
    const following =
      request.wantsChunks === true
        ? watch.chunks(request.afterChunk ?? 0)
        : watch.outputs(request.after ?? 0, indexes);
    await this.#follow(callId, watch, following);
  }

  async #cancel(request: lydian.native.CancelCall.$Properties): Promise<void> {
    await this.#calls.cancel(this.#peer.caller, callIdOf(request.callId), {
      terminateContainers: request.terminateContainers === true,
    });
  }

  #watch(callId: CallId, credit: number): Watch {
    this.#watches.get(callId)?.stop();
    if (this.#watches.size >= watchesMax) {
      throw new LydianError(
        "resource-exhausted",
        `Cannot watch more than ${watchesMax} calls over one connection`,
        { retryAfterMs: 1_000 },
      );
    }
    const watch = new Watch(this.#calls, this.#link, callId, credit);
    this.#watches.set(callId, watch);
    return watch;
  }

  async #follow(callId: CallId, watch: Watch, following: Promise<void>): Promise<void> {
    await following;
    if (this.#watches.get(callId) === watch) this.#watches.delete(callId);
  }

  #unwatch(callId: string): void {
    this.#watches.get(callId)?.stop();
    this.#watches.delete(callId);
    this.#accepted.delete(callId);
  }
}

function openRequestOf(open: lydian.native.OpenCall.$Properties, callId: CallId): OpenRequest {
  const parentInput = parentOf(open.parentInputId);
  return {
    callId,
    functionId: open.functionId ?? "",
    type: open.type === mapCallType ? "map" : "unary",
    invocation: open.isDetached === true ? "detached" : "attached",
    inputs: open.input ? [newInputOf(open.input)] : [],
    isRepeat: open.isRepeat === true,
    ...(parentInput === undefined ? {} : { parentInput }),
    ...(open.fingerprint ? { fingerprint: open.fingerprint } : {}),
    ...(open.traceparent ? { traceparent: open.traceparent } : {}),
  };
}
