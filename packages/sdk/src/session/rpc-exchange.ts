/** One verb of the public service, with one reply or a stream of them. */
import { newId, type ServerItem } from "@lydian/protocol";
import { ConnectionError } from "../errors.ts";
import { abortError } from "./abort.ts";
import { Exchange, type ExchangeHost } from "./exchange.ts";
import { Inbox } from "./inbox.ts";

type Reply = NonNullable<ServerItem["rpcReply"]>;

export interface RpcOptions {
  readonly signal?: AbortSignal | undefined;
}

/**
 * One reply. It is asked again after a lost connection: the key tells the server that it is the same
 * request.
 *
 * @throws {LydianError} what the server refused with, or `ConnectionError`.
 */
export async function callUnary(
  host: ExchangeHost,
  method: string,
  body: Uint8Array,
  options: RpcOptions = {},
): Promise<Uint8Array> {
  const exchange = new RpcExchange(host, method, body, options);
  const reply = await exchange.replies.take();
  return reply ?? new Uint8Array();
}

/** Replies as they come. After a lost connection it is asked again only if none had come. */
export async function* callStreaming(
  host: ExchangeHost,
  method: string,
  body: Uint8Array,
  options: RpcOptions = {},
): AsyncGenerator<Uint8Array> {
  const exchange = new RpcExchange(host, method, body, options);
  try {
    for (
      let reply = await exchange.replies.take();
      reply !== undefined;
      reply = await exchange.replies.take()
    ) {
      yield reply;
    }
  } finally {
    exchange.cancel();
  }
}

export class RpcExchange extends Exchange {
  readonly id: number;
  readonly replies = new Inbox<Uint8Array>();
  readonly #method: string;
  readonly #body: Uint8Array;
  readonly #idempotencyKey = newId("rq");
  readonly #signal: AbortSignal | undefined;
  #hasReplies = false;
  #isEnded = false;

  constructor(host: ExchangeHost, method: string, body: Uint8Array, options: RpcOptions) {
    super(host);
    options.signal?.throwIfAborted();
    this.id = host.newRpcId();
    this.#method = method;
    this.#body = body;
    this.#signal = options.signal;
    this.#signal?.addEventListener("abort", this.#aborted);
    host.add(this);
  }

  readonly #aborted = (): void => {
    this.cancel();
    if (this.#signal !== undefined) this.fail(abortError(this.#signal));
  };

  resume(): void {
    if (this.#hasReplies) {
      this.end();
      this.fail(new ConnectionError(`The connection was lost while ${this.#method} was answering`));
      return;
    }
    this.host.send({
      rpc: { id: this.id, method: this.#method, body: this.#body, idempotencyKey: this.#idempotencyKey },
    });
  }

  reply(reply: Reply): void {
    if (reply.code) return this.refused(reply);
    if (reply.body) {
      this.#hasReplies = true;
      this.replies.push(reply.body);
    }
    if (!reply.end) return;
    this.end();
    this.replies.end();
  }

  fail(error: Error): void {
    this.replies.end(error);
  }

  /** Nobody waits any more. */
  cancel(): void {
    if (this.#isEnded) return;
    this.host.send({ rpcCancel: { id: this.id } });
    this.end();
  }

  override end(): void {
    this.#isEnded = true;
    this.#signal?.removeEventListener("abort", this.#aborted);
    super.end();
  }
}
