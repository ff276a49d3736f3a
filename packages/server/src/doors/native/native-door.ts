/**
 * The native protocol: one connection a peer, opened by an HTTP/1.1 upgrade with the credentials in
 * its headers. Clients and containers speak the same items about calls; containers some more.
 */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { Link, type PeerItem, serverCodec, type ServerItem } from "@lydian/protocol";
import type { Engine } from "../../engine/engine.ts";
import type { Caller } from "../../model/caller.ts";
import { LydianError } from "../../model/error.ts";
import { refusalOf } from "../grpc-status.ts";
import { CallItems } from "./call-items.ts";
import { ContainerItems } from "./container-items.ts";
import type { RpcDispatch } from "./rpc-dispatch.ts";
import { Rpcs } from "./rpcs.ts";

export const nativePath = "/native";
const protocolName = "lydian-native/1";

export interface NativeDoorOptions {
  readonly engine: Engine;
  /** The public service's verbs, for a peer's `Rpc`s. */
  readonly dispatch: RpcDispatch;
  readonly reportBug: (where: string, error: unknown) => void;
}

export class NativeDoor {
  readonly #options: NativeDoorOptions;
  readonly #links = new Set<Link<ServerItem, PeerItem>>();
  #opened = 0;

  constructor(options: NativeDoorOptions) {
    this.#options = options;
  }

  /** Takes a connection whose request asked for `upgrade`, or refuses it in plain HTTP. */
  async accept(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on("error", () => socket.destroy());
    try {
      if (request.headers.upgrade !== protocolName) {
        throw new LydianError(
          "invalid-argument",
          `Cannot upgrade to "${request.headers.upgrade ?? ""}": this path speaks ${protocolName}`,
        );
      }
      const caller = await this.#authenticate(request);
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nconnection: Upgrade\r\nupgrade: ${protocolName}\r\n\r\n`,
      );
      this.#open(caller, header(request, "x-modal-client-version"), socket, head);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal.isBug) this.#options.reportBug("open a native connection", error);
      const body = `${refusal.message}\n`;
      socket.end(
        `HTTP/1.1 ${refusal.httpStatus} Refused\r\ncontent-type: text/plain; charset=utf-8\r\nconnection: close\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
    }
  }

  /** Ends all connections at once; peers ask again elsewhere, or later. */
  close(): void {
    for (const link of this.#links) link.destroy();
  }

  async #authenticate(request: IncomingMessage): Promise<Caller> {
    const { access } = this.#options.engine;
    const containerId = header(request, "x-lydian-container-id");
    if (containerId !== "")
      return access.authenticateContainer(containerId, header(request, "x-lydian-container-secret"));
    return access.authenticateClient(
      header(request, "x-modal-token-id"),
      header(request, "x-modal-token-secret"),
    );
  }

  #open(caller: Caller, clientVersion: string, socket: Duplex, head: Buffer): void {
    const { engine, dispatch, reportBug } = this.#options;
    const session = caller.kind === "container" ? engine.containers.attach(caller.containerId) : undefined;
    let container: ContainerItems | undefined;
    const link = new Link<ServerItem, PeerItem>(socket, serverCodec, {
      onItems: (items) => {
        for (const item of container?.handle(items) ?? items) {
          if (calls.handle(item)) continue;
          if (item.rpc) void rpcs.answer(item.rpc);
          else if (item.rpcCancel) rpcs.cancel(item.rpcCancel.id ?? 0);
        }
      },
      onClose: () => {
        this.#links.delete(link);
        calls.close();
        rpcs.close();
        container?.close();
      },
    });
    const connection = `native ${(this.#opened += 1)}`;
    const calls = new CallItems(engine.calls, link, { caller, connection }, reportBug);
    const rpcs = new Rpcs(dispatch, link, { caller, clientVersion, connection }, reportBug);
    if (session !== undefined) container = new ContainerItems(session, link, reportBug);
    this.#links.add(link);
    // What came with the request is read last: everything above is in place.
    if (head.length > 0) socket.unshift(head);
  }
}

function header(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === "string" ? value : "";
}
