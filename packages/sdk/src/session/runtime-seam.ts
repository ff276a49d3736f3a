/**
 * The seam between this package and the runtime inside a container: the runtime puts one object on
 * the global, and a session that finds it there speaks over the container's own connection, as the
 * container, instead of opening one of its own.
 */
import type { PeerItem, ServerItem } from "@lydian/protocol";

export const runtimeSeamKey: unique symbol = Symbol.for("lydian.runtime");

export interface RuntimeSeam {
  readonly appId: string;
  readonly environmentName: string;
  /** Tag to function id of this app's version, for calls between its own functions. */
  readonly functionIds: ReadonlyMap<string, string>;
  /** `in-…` of the input whose code is running, if any: the parent of the calls that it makes. */
  currentInputId(): string | undefined;
  /** What `currentInput()` answers to user code: the input that it runs for, if any. */
  currentInput(): CurrentInput | undefined;
  readonly link: SharedLink;
  /** Uploads and downloads of blobs go over this Unix socket, by plain HTTP. */
  readonly socketPath: string;
}

/** The input that user code runs for. */
export interface CurrentInput {
  /** `in-…` */
  readonly id: string;
  readonly callId: string;
  /** 1 in its first run, and one more in each run after a failure or a loss. */
  readonly attempt: number;
  /** Aborts when the input is cancelled, or when its container must stop at once. */
  readonly signal: AbortSignal;
}

/** What a session needs of a connection, whoever opened it. */
export interface SharedLink {
  send(item: PeerItem): void;
  readonly isCongested: boolean;
  drained(): Promise<void>;
  /** All items that are not the runtime's own. One listener: the session. */
  listen(onItems: (items: readonly ServerItem[]) => void): void;
}

/** The runtime that this code runs in, or `undefined` outside a container. */
export function findRuntime(): RuntimeSeam | undefined {
  return (globalThis as { [runtimeSeamKey]?: RuntimeSeam })[runtimeSeamKey]; // set by the runtime alone
}
