/**
 * The containers that run the official Python entrypoint, from their first request until they are
 * gone: what of the public protocol needs a memory between two requests.
 *
 * - O1. Inputs that were taken and not yet answered are in `taken`, by the id under which the container
 *   knows them; an answer that names another attempt is late, and the engine drops it.
 * - O2. The entrypoint asks for one answer at a time: one input, or one batch of one method. What
 *   asks for a second one meanwhile is no entrypoint, and is refused.
 * - O3. An input that comes back as cancelled was a neighbour, if one of its container's was cancelled
 *   while it ran: it runs again. Otherwise its own code ended it so, and would do so for ever.
 */
import { inputId, type modal } from "@lydian/protocol";
import type { ContainerSession, PythonAssignment } from "../../../engine/containers/container-verbs.ts";
import type { Engine } from "../../../engine/engine.ts";
import type { ClaimedInput, InputRef } from "../../../model/call.ts";
import type { Caller } from "../../../model/caller.ts";
import { LydianError } from "../../../model/error.ts";
import type { ContainerId } from "../../../model/ids.ts";

/** The entrypoint beats every 15 s; user code that never lets go of the interpreter holds the beats up. */
const silenceMsMaxDefault = 180_000;

/**
 * The network of a container without network is its own, and empty when the bootstrap listens there:
 * any port is free. No well-known one, and below those that the kernel gives out.
 */
export const forwardedPort = 27_707;

export interface OfficialContainer {
  readonly containerId: ContainerId;
  readonly session: ContainerSession;
  readonly taken: Map<string, ClaimedInput>;
  /** Those of `taken` that ran when one of them was cancelled (O3). */
  readonly neighbours: Set<string>;
  /** Inputs of another method than the batch that was answered last: they are the next one. */
  held: readonly ClaimedInput[];
  /** Its last request for inputs, and what it got. */
  lastFetch:
    | {
        readonly key: string | undefined;
        readonly answer: Promise<modal.client.FunctionGetInputsResponse.$Properties>;
        isPending: boolean;
      }
    | undefined;
  assignment: PythonAssignment | undefined;
  isReady: boolean;
  silence: NodeJS.Timeout | undefined;
}

export class OfficialContainers {
  readonly #containers: Engine["containers"];
  /** Where others find this server by HTTP. */
  readonly origin: () => string;
  readonly #silenceMsMax: number;
  readonly #attached = new Map<ContainerId, OfficialContainer>();

  constructor(
    containers: Engine["containers"],
    options: { readonly origin: () => string; readonly silenceMsMax?: number },
  ) {
    this.#containers = containers;
    this.origin = options.origin;
    this.#silenceMsMax = options.silenceMsMax ?? silenceMsMaxDefault;
  }

  /** A container's first request. Rejects with `already-exists` for a second one. */
  attach(containerId: ContainerId): OfficialContainer {
    const container: OfficialContainer = {
      containerId,
      session: this.#containers.attach(containerId),
      taken: new Map(),
      neighbours: new Set(),
      held: [],
      lastFetch: undefined,
      assignment: undefined,
      isReady: false,
      silence: undefined,
    };
    this.#attached.set(containerId, container);
    void this.#forgetWhenGone(container);
    return container;
  }

  async #forgetWhenGone(container: OfficialContainer): Promise<void> {
    await container.session.gone;
    clearTimeout(container.silence);
    this.#attached.delete(container.containerId);
  }

  /**
   * The container that asks. Throws `permission-denied` for others, `failed-precondition` for one that
   * has not been told its function.
   */
  of(caller: Caller): OfficialContainer {
    if (caller.kind !== "container")
      throw new LydianError(
        "permission-denied",
        "Only a container may ask for inputs: clients call functions",
      );
    const container = this.#attached.get(caller.containerId);
    if (container?.assignment !== undefined) return container;
    throw new LydianError("failed-precondition", `Container "${caller.containerId}" has no assignment`);
  }

  /**
   * Where a container finds this server by HTTP: it calls over a socket, which is no address. One
   * without network reaches it by a port of its own loopback, which its bootstrap forwards to the socket.
   */
  originOf(containerId: ContainerId): string {
    const isBlocked = this.#attached.get(containerId)?.assignment?.function.settings.blockNetwork === true;
    return isBlocked ? `http://127.0.0.1:${forwardedPort}` : this.origin();
  }

  /** It lives: it is given up when it says nothing for long. */
  heard(container: OfficialContainer): void {
    clearTimeout(container.silence);
    const reason = `said nothing to the server for ${this.#silenceMsMax / 1000} s`;
    container.silence = setTimeout(() => container.session.giveUp(reason), this.#silenceMsMax);
    container.silence.unref();
  }
}

/** Under which the container knows an input. */
export function takenId({ callId, index }: InputRef): string {
  return inputId(callId, index);
}
