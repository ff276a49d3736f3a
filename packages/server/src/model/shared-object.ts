import type { AppId, DictId, EnvironmentId, QueueId, VolumeId } from "./ids.ts";

/**
 * What functions and clients share data through. A named one stays until somebody deletes it or its
 * environment; an anonymous one goes with its owner: `app` with the app, `client` when its client
 * has been silent for too long, or with the app that the client was part of.
 */
export interface SharedObject<Id extends string> {
  readonly id: Id;
  readonly environmentId: EnvironmentId;
  /** Absent: anonymous. */
  readonly name?: string;
  /** Whom an anonymous one belongs to; absent where it has a name. */
  readonly owner?: "app" | "client";
  /** The app of the container that made an anonymous one. */
  readonly appId?: AppId;
  readonly createdAtMs: number;
  readonly createdBy: string;
}

/** Keys and values of opaque bytes. Keys are equal if their bytes are. */
export type Dict = SharedObject<DictId>;

/** Partitions, each of which gives its items in the order in which they were put. */
export type Queue = SharedObject<QueueId>;

/** A place for files. It can be named and found; nothing can be put into it yet, nor can it be mounted. */
export type Volume = SharedObject<VolumeId>;
