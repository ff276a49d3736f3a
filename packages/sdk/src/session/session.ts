/**
 * One conversation with a server: rpcs and calls, any number at once, over one connection. It knows
 * no nouns: bytes in, bytes out.
 *
 * - S1. What is under way is in `#rpcs` or `#calls`, and is sent again whenever the transport opens.
 * - S2. The transport is awake exactly while something is under way.
 */
import type { PeerItem, ServerItem } from "@lydian/protocol";
import { ConnectionError } from "../errors.ts";
import type { Account } from "./account.ts";
import type { BlobRoute } from "./blob-http.ts";
import { ClientTransport } from "./client-transport.ts";
import { CallExchange, type Exchange, type ExchangeHost } from "./exchange.ts";
import { RpcExchange } from "./rpc-exchange.ts";
import type { RuntimeSeam } from "./runtime-seam.ts";
import { runtimeTransport, type Transport, type TransportEvents } from "./transport.ts";

export class Session implements ExchangeHost {
  /** The way to blobs. */
  readonly blobRoute: BlobRoute;
  readonly #transport: Transport;
  readonly #rpcs = new Map<number, RpcExchange>();
  readonly #calls = new Map<string, CallExchange>();
  #nextRpcId = 1;

  private constructor(blobRoute: BlobRoute, open: (events: TransportEvents) => Transport) {
    this.blobRoute = blobRoute;
    this.#transport = open({
      onOpen: () => this.#resumeAll(),
      onItems: (items) => this.#receive(items),
      onGone: (error) => this.#failAll(error),
    });
  }

  /** A session that connects when it is first used. */
  static toServer(account: Account): Session {
    return new Session({ serverUrl: account.serverUrl }, (events) => new ClientTransport(account, events));
  }

  /** A session over the connection of the container that this code runs in. */
  static inRuntime(seam: RuntimeSeam): Session {
    return new Session({ socketPath: seam.socketPath }, (events) => runtimeTransport(seam, events));
  }

  get isOpen(): boolean {
    return this.#transport.isOpen;
  }

  get isCongested(): boolean {
    return this.#transport.isCongested;
  }

  drained(): Promise<void> {
    return this.#transport.drained();
  }

  send(item: PeerItem): void {
    this.#transport.send(item);
  }

  add(exchange: Exchange): void {
    if (exchange instanceof RpcExchange) this.#rpcs.set(exchange.id, exchange);
    else if (exchange instanceof CallExchange) this.#addCall(exchange);
    if (this.#rpcs.size + this.#calls.size === 1) this.#transport.wake();
    if (this.#transport.isOpen) exchange.resume();
  }

  #addCall(call: CallExchange): void {
    // The same id twice comes from one idempotency key used twice at once: the earlier one would wait forever.
    this.#calls
      .get(call.callId)
      ?.fail(new ConnectionError(`Call ${call.callId} is awaited elsewhere in this process`));
    this.#calls.set(call.callId, call);
  }

  remove(exchange: Exchange): void {
    const wasThere =
      exchange instanceof RpcExchange
        ? this.#rpcs.delete(exchange.id)
        : exchange instanceof CallExchange &&
          this.#calls.get(exchange.callId) === exchange &&
          this.#calls.delete(exchange.callId);
    if (wasThere && this.#rpcs.size + this.#calls.size === 0) this.#transport.rest();
  }

  newRpcId(): number {
    do this.#nextRpcId = (this.#nextRpcId % 0x7fff_ffff) + 1;
    while (this.#rpcs.has(this.#nextRpcId));
    return this.#nextRpcId;
  }

  /** Closes the connection; what is under way fails. */
  close(): void {
    this.#failAll(new ConnectionError("The client was closed"));
    this.#transport.close();
  }

  #resumeAll(): void {
    for (const exchange of [...this.#calls.values(), ...this.#rpcs.values()]) exchange.reconnected();
  }

  #failAll(error: Error): void {
    for (const exchange of [...this.#calls.values(), ...this.#rpcs.values()]) {
      exchange.end();
      exchange.fail(error);
    }
  }

  #receive(items: readonly ServerItem[]): void {
    for (const item of items) {
      if (item.outputs) this.#calls.get(item.outputs.callId ?? "")?.outputs(item.outputs);
      else if (item.chunks) this.#calls.get(item.chunks.callId ?? "")?.chunks(item.chunks);
      else if (item.rpcReply) this.#rpcs.get(item.rpcReply.id ?? 0)?.reply(item.rpcReply);
      else if (item.callOpened) this.#calls.get(item.callOpened.callId ?? "")?.opened();
      else if (item.inputsAccepted) {
        this.#calls.get(item.inputsAccepted.callId ?? "")?.accepted(item.inputsAccepted.count ?? 0);
      } else if (item.callRefused) this.#calls.get(item.callRefused.callId ?? "")?.refused(item.callRefused);
    }
  }
}
