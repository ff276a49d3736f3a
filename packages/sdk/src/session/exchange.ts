/** Something that a session has under way and that must survive a lost connection. */
import type { PeerItem, ServerItem } from "@lydian/protocol";
import { errorOfRefusal, retryDelayMs, type Refusal } from "./status.ts";

export type OpenCall = NonNullable<PeerItem["openCall"]> & { readonly callId: string };
export type WireOutput = NonNullable<NonNullable<NonNullable<ServerItem["outputs"]>["outputs"]>[number]>;
export type WireResult = NonNullable<WireOutput["result"]>;
export type Outputs = NonNullable<ServerItem["outputs"]>;
export type Chunks = NonNullable<ServerItem["chunks"]>;

/** Where exchanges are under way: a session, as they see it. */
export interface ExchangeHost {
  readonly isOpen: boolean;
  readonly isCongested: boolean;
  /** Resolves when what was sent has left. */
  drained(): Promise<void>;
  /** Dropped while there is no connection: `resume` sends again. */
  send(item: PeerItem): void;
  /** Puts an exchange under way: its `resume` is called now, or once there is a connection. */
  add(exchange: Exchange): void;
  /** It is over. Idempotent. */
  remove(exchange: Exchange): void;
  /** A number for an rpc that none under way has. */
  newRpcId(): number;
}

export abstract class Exchange {
  readonly host: ExchangeHost;
  #refusals = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(host: ExchangeHost) {
    this.host = host;
  }

  /** Sends what the server may not know yet: at the start, and after each lost connection. */
  abstract resume(): void;

  /** There is a connection again, which knows nothing of this. */
  reconnected(): void {
    this.resume();
  }

  /** Ends it with an error. */
  abstract fail(error: Error): void;

  /** Refused for now: sent again later. Refused for good: failed. */
  refused(refusal: Refusal): void {
    const delayMs = retryDelayMs(refusal, this.#refusals);
    if (delayMs === undefined) {
      this.end();
      this.fail(errorOfRefusal(refusal));
      return;
    }
    this.#refusals += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.host.isOpen) this.resume();
    }, delayMs);
  }

  /** No longer under way. Idempotent. */
  end(): void {
    clearTimeout(this.#timer);
    this.host.remove(this);
  }
}

/** An exchange about one call. */
export abstract class CallExchange extends Exchange {
  readonly callId: string;

  constructor(host: ExchangeHost, callId: string) {
    super(host);
    this.callId = callId;
  }

  opened(): void {}
  accepted(_count: number): void {}
  outputs(_outputs: Outputs): void {}
  chunks(_chunks: Chunks): void {}
}
