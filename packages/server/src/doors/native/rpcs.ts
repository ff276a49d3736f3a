/** The verbs of the public service, called over a native connection. */
import type { Link, lydian, PeerItem, ServerItem } from "@lydian/protocol";
import { LydianError } from "../../model/error.ts";
import { refusalOf } from "../grpc-status.ts";
import type { RpcContext, RpcDispatch } from "./rpc-dispatch.ts";

/** Rpcs of one connection that may be under way at once. */
const rpcsMax = 1_000;

export class Rpcs {
  readonly #dispatch: RpcDispatch;
  readonly #link: Link<ServerItem, PeerItem>;
  readonly #context: Pick<RpcContext, "caller" | "clientVersion" | "connection">;
  readonly #reportBug: (where: string, error: unknown) => void;
  readonly #running = new Map<number, AbortController>();

  constructor(
    dispatch: RpcDispatch,
    link: Link<ServerItem, PeerItem>,
    context: Pick<RpcContext, "caller" | "clientVersion" | "connection">,
    reportBug: (where: string, error: unknown) => void,
  ) {
    this.#dispatch = dispatch;
    this.#link = link;
    this.#context = context;
    this.#reportBug = reportBug;
  }

  /** Answers an rpc, whatever comes of it. */
  async answer(rpc: lydian.native.Rpc.$Properties): Promise<void> {
    const id = rpc.id ?? 0;
    const controller = new AbortController();
    try {
      if (this.#running.size >= rpcsMax)
        throw new LydianError("resource-exhausted", `More than ${rpcsMax} requests are under way`, {
          retryAfterMs: 100,
        });
      this.#running.set(id, controller);
      const body = await this.#call(rpc, id, controller.signal);
      this.#link.send({ rpcReply: { id, code: 0, end: true, ...(body === undefined ? {} : { body }) } });
    } catch (error) {
      const { code, message, retryAfterMs, isBug } = refusalOf(error);
      if (isBug) this.#reportBug(rpc.method ?? "", error);
      this.#link.send({ rpcReply: { id, code, message, retryAfterMs: retryAfterMs ?? 0, end: true } });
    } finally {
      this.#running.delete(id);
    }
  }

  cancel(id: number): void {
    this.#running.get(id)?.abort();
  }

  close(): void {
    for (const controller of this.#running.values()) controller.abort();
  }

  async #call(
    rpc: lydian.native.Rpc.$Properties,
    id: number,
    signal: AbortSignal,
  ): Promise<Uint8Array | undefined> {
    const method = rpc.method ?? "";
    const request = rpc.body ?? new Uint8Array(0);
    const key = rpc.idempotencyKey ?? "";
    const context = {
      ...this.#context,
      signal,
      isRepeat: false,
      origin: "",
      ...(key === "" ? {} : { idempotencyKey: key }),
    };
    const unary = this.#dispatch.unary.get(method);
    if (unary !== undefined) return unary(request, context);
    const stream = this.#dispatch.streams.get(method);
    if (stream === undefined) throw this.#dispatch.refusalOfUnserved(method);
    await stream(request, context, async (body) => {
      this.#link.send({ rpcReply: { id, code: 0, body, end: false } });
      await this.#link.drained();
    });
    return undefined;
  }
}
