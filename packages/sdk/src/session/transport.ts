/** What carries a session's items: a connection of its own, or the runtime's. */
import type { PeerItem, ServerItem } from "@lydian/protocol";
import type { RuntimeSeam } from "./runtime-seam.ts";

/** Tells a session what happens to it. */
export interface TransportEvents {
  /** Open, for the first time or again: what is under way must be sent (again). */
  onOpen(): void;
  onItems(items: readonly ServerItem[]): void;
  /** Given up: what is under way fails with this error. */
  onGone(error: Error): void;
}

export interface Transport {
  readonly isOpen: boolean;
  /** Dropped while it is not open: `onOpen` says when to send again. */
  send(item: PeerItem): void;
  readonly isCongested: boolean;
  /** Resolves when what was sent has left, or when the connection is lost. */
  drained(): Promise<void>;
  /** Something is under way: connect if need be, and keep the process alive. */
  wake(): void;
  /** Nothing is under way: the process may exit. */
  rest(): void;
  /** Closes for good. Idempotent. */
  close(): void;
}

/** The container's own connection. It never comes back once lost: the container exits with it. */
export function runtimeTransport(seam: RuntimeSeam, events: TransportEvents): Transport {
  const { link } = seam;
  link.listen((items) => events.onItems(items));
  return {
    isOpen: true,
    send: (item) => link.send(item),
    get isCongested() {
      return link.isCongested;
    },
    drained: () => link.drained(),
    wake: () => {},
    rest: () => {},
    close: () => {},
  };
}
