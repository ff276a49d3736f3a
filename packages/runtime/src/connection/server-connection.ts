/**
 * The container's one connection. The runtime and the SDK inside user code speak over it; what the
 * server says is sorted here: orders to the container go to the runtime, the rest to the SDK's
 * session, which listens once user code makes its first call.
 */
import type { Duplex } from "node:stream";
import type { SharedLink } from "lydian/internal";
import { Link, peerCodec } from "@lydian/protocol";
import type { PeerItem, ServerItem } from "@lydian/protocol";

export interface ConnectionEvents {
  /** An order to the container. */
  onOrder(item: ServerItem): void;
  /** Once, whoever closed it. */
  onClose(error?: Error): void;
}

export class ServerConnection implements SharedLink {
  readonly #link: Link<PeerItem, ServerItem>;
  readonly #onOrder: (item: ServerItem) => void;
  #isClosing = false;
  #onOthers: ((items: readonly ServerItem[]) => void) | undefined;

  constructor(socket: Duplex, head: Uint8Array, events: ConnectionEvents) {
    this.#onOrder = (item) => events.onOrder(item);
    this.#link = new Link(socket, peerCodec, {
      onItems: (items) => this.#sort(items),
      onClose: (error) => events.onClose(error),
    });
    // Nothing arrives before whoever made this holds it: not even what came with the handshake.
    if (head.length > 0) socket.unshift(head);
    socket.resume();
  }

  /** After `close` it is dropped: writing then would lose what was queued before. */
  send(item: PeerItem): void {
    if (!this.#isClosing) this.#link.send(item);
  }

  get isCongested(): boolean {
    return this.#link.isCongested;
  }

  drained(): Promise<void> {
    return this.#link.drained();
  }

  listen(onItems: (items: readonly ServerItem[]) => void): void {
    this.#onOthers = onItems;
  }

  /** Sends what is queued, then closes. */
  close(): void {
    this.#isClosing = true;
    this.#link.close();
  }

  #sort(items: readonly ServerItem[]): void {
    let others: ServerItem[] | undefined;
    for (const item of items) {
      if (isOrder(item)) this.#onOrder(item);
      else (others ??= []).push(item);
    }
    if (others !== undefined) this.#onOthers?.(others);
  }
}

/** Absent members of a decoded message are `undefined` or `null`. */
function isOrder(item: ServerItem): boolean {
  return Boolean(item.deliver ?? item.chunksStored ?? item.cancelInputs ?? item.stop ?? item.assign);
}
