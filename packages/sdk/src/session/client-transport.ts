/**
 * A connection to a server that is opened when something is under way and opened again when it is
 * lost. What was under way is the session's to send again: see `onOpen`.
 *
 * - T1. Idle, connecting, or open: nothing else, and only `#enter` changes it.
 * - T2. The process is kept alive while something is under way, and only then.
 * - T3. `onGone` comes after a bounded time without a connection, or at once when refused.
 */
import { setTimeout as delay } from "node:timers/promises";
import type { Socket } from "node:net";
import { Link, peerCodec, type PeerItem, type ServerItem } from "@lydian/protocol";
import { ConnectionError } from "../errors.ts";
import type { Account } from "./account.ts";
import { dial } from "./dial.ts";
import type { Transport, TransportEvents } from "./transport.ts";

/** A first connection fails fast: most likely no server is running. */
const firstConnectMsMax = 2000;
/** A lost one has the time that a server needs to be started again. */
const reconnectMsMax = 60_000;
const retryDelayMsMin = 50;
const retryDelayMsMax = 1000;

type State =
  | { readonly kind: "idle" }
  | { readonly kind: "connecting"; readonly abort: AbortController }
  | { readonly kind: "open"; readonly link: Link<PeerItem, ServerItem>; readonly socket: Socket };

export class ClientTransport implements Transport {
  readonly #account: Account;
  readonly #events: TransportEvents;
  #state: State = { kind: "idle" };
  #isWanted = false;
  #hasBeenOpen = false;

  constructor(account: Account, events: TransportEvents) {
    this.#account = account;
    this.#events = events;
  }

  get isOpen(): boolean {
    return this.#state.kind === "open";
  }

  get isCongested(): boolean {
    return this.#state.kind === "open" && this.#state.link.isCongested;
  }

  send(item: PeerItem): void {
    if (this.#state.kind === "open") this.#state.link.send(item);
  }

  drained(): Promise<void> {
    return this.#state.kind === "open" ? this.#state.link.drained() : Promise.resolve();
  }

  wake(): void {
    this.#isWanted = true;
    if (this.#state.kind === "open") this.#state.socket.ref();
    else if (this.#state.kind === "idle") this.#connect();
  }

  rest(): void {
    this.#isWanted = false;
    if (this.#state.kind === "open") this.#state.socket.unref();
    else this.#enter({ kind: "idle" });
  }

  close(): void {
    this.#isWanted = false;
    if (this.#state.kind === "open") this.#state.link.close();
    this.#enter({ kind: "idle" });
  }

  #enter(state: State): void {
    if (this.#state.kind === "connecting" && state.kind === "idle") this.#state.abort.abort();
    this.#state = state;
  }

  #connect(): void {
    const abort = new AbortController();
    this.#enter({ kind: "connecting", abort });
    const giveUpAtMs = performance.now() + (this.#hasBeenOpen ? reconnectMsMax : firstConnectMsMax);
    this.#keepDialling(giveUpAtMs, abort.signal).catch((error: unknown) => {
      if (abort.signal.aborted) return;
      this.#enter({ kind: "idle" });
      this.#events.onGone(error instanceof Error ? error : new Error(String(error)));
    });
  }

  async #keepDialling(giveUpAtMs: number, signal: AbortSignal): Promise<void> {
    for (let delayMs = retryDelayMsMin; ; delayMs = Math.min(delayMs * 2, retryDelayMsMax)) {
      try {
        const { socket, head } = await dial(this.#account, signal);
        if (signal.aborted) socket.destroy();
        else this.#opened(socket, head);
        return;
      } catch (error) {
        const isWorthless = !(error instanceof ConnectionError);
        if (signal.aborted || isWorthless || performance.now() + delayMs > giveUpAtMs) throw error;
      }
      // Between half and all of it, so that many clients of one server do not come back at once.
      await delay(delayMs * (0.5 + Math.random() / 2), undefined, { signal });
    }
  }

  #opened(socket: Socket, head: Buffer): void {
    const link = new Link<PeerItem, ServerItem>(
      socket,
      peerCodec,
      { onItems: (items) => this.#events.onItems(items), onClose: () => this.#lost(socket) },
      head,
    );
    if (link.isClosed) return this.#connect();
    this.#hasBeenOpen = true;
    this.#enter({ kind: "open", link, socket });
    if (!this.#isWanted) socket.unref();
    this.#events.onOpen();
  }

  #lost(socket: Socket): void {
    if (this.#state.kind !== "open" || this.#state.socket !== socket) return;
    this.#enter({ kind: "idle" });
    if (this.#isWanted) this.#connect();
  }
}
