/**
 * The records of the store as typed documents, with what was read kept in memory. All writes of this
 * server go through here, so what is kept is what is there.
 */
import type { App } from "../../model/app.ts";
import type { FunctionDefinition, FunctionRecord } from "../../model/definition.ts";
import type { Environment } from "../../model/environment.ts";
import { LydianError } from "../../model/error.ts";
import type { AppId, ImageId } from "../../model/ids.ts";
import type { Image } from "../../model/image.ts";
import type { Mount } from "../../model/mount.ts";
import type { PlannedFunction } from "../../model/schedule.ts";
import type { Secret } from "../../model/secret.ts";
import type { Dict, Queue, Volume } from "../../model/shared-object.ts";
import type { AutoscalerSettings } from "../../model/settings.ts";
import type { RecordChange, Records } from "../../store/records.ts";
import { decodeDocument, encodeDocument } from "./documents.ts";
import { documentsKeptMax, recordsListedMax } from "../limits.ts";

/** What is kept under each kind, by key. */
export interface Kinds {
  /** By app id. */
  app: App;
  /** By `<environment>/<name>`: the deployed app of that name and the last one that was stopped. */
  "app-name": { readonly appId?: AppId; readonly previousAppId?: AppId };
  /** By function id. */
  function: FunctionRecord;
  /** By `<app id>/<function id>`, so that an app's functions can be listed. */
  "app-function": Record<never, never>;
  /** By class id. */
  class: { readonly appId: AppId; readonly name: string };
  /** By definition id. */
  definition: {
    readonly appId: AppId;
    readonly definition: FunctionDefinition;
    /** When a deploy last said it. Absent in old records. */
    readonly definedAtMs?: number;
  };
  /** By function id: what `updateAutoscaler` changed. */
  autoscaler: Partial<AutoscalerSettings>;
  /** By `<app id>/<function id>`: those that run by themselves. */
  schedule: PlannedFunction;
  /** By name. */
  environment: Environment;
  /** By image id. */
  image: Image;
  /** By the id that the content has by itself: the image that was built of it last, if that is another. */
  "image-content": { readonly imageId: ImageId };
  /** By mount id. `usedAtMs`: when a client asked for it last. */
  mount: Mount & { readonly usedAtMs: number };
  /** By secret id. */
  secret: Secret & { readonly sealed: Uint8Array };
  /** By `<environment>/<name>`. */
  "secret-name": { readonly secretId: Secret["secretId"] };
  /** By its id: a dict, a queue or a volume. */
  object: Dict | Queue | Volume;
  /** By `<prefix of its id>/<environment id>/<name>`. */
  "object-name": { readonly id: (Dict | Queue | Volume)["id"] };
  /** By token id. The secret itself is not kept. */
  token: {
    readonly secretSha256: Uint8Array;
    readonly username: string;
    readonly createdAtMs: number;
    readonly expiresAtMs?: number;
  };
}

export type Kind = keyof Kinds;

export interface Change<K extends Kind = Kind> {
  readonly kind: K;
  readonly key: string;
  /** Absent: deleted. */
  readonly value?: Kinds[K];
  /** Refuses to overwrite: the record must not be there. */
  readonly isNew?: boolean;
}

interface Kept {
  readonly value: unknown;
  readonly revision: number;
}

/** A change with its kind and value checked against each other. */
export function put<K extends Kind>(kind: K, key: string, value: Kinds[K], isNew = false): Change {
  return { kind, key, value, isNew };
}

export function remove(kind: Kind, key: string): Change {
  return { kind, key };
}

export class Catalog {
  readonly #records: Records;
  readonly #kept = new Map<string, Kept>();
  readonly #updates = new Map<string, Promise<unknown>>();

  constructor(records: Records) {
    this.#records = records;
  }

  async read<K extends Kind>(kind: K, key: string): Promise<Kinds[K] | undefined> {
    return (await this.#readKept(kind, key))?.value as Kinds[K] | undefined; // written by `put` as this kind
  }

  /** What is in memory already, without asking the store. */
  peek<K extends Kind>(kind: K, key: string): Kinds[K] | undefined {
    return this.#kept.get(`${kind}\n${key}`)?.value as Kinds[K] | undefined; // written by `put` as this kind
  }

  /**
   * All records of a kind. Rejects with `resource-exhausted` if there are more than can be looked
   * through: whoever deletes what he does not find here must not take a part for all.
   */
  async listAll<K extends Kind>(
    kind: K,
  ): Promise<readonly { readonly key: string; readonly value: Kinds[K] }[]> {
    const all = await this.list(kind, "", recordsListedMax);
    if (all.length < recordsListedMax) return all;
    throw new LydianError(
      "resource-exhausted",
      `Cannot look through all records of kind "${kind}": there are ${recordsListedMax} or more`,
    );
  }

  async list<K extends Kind>(
    kind: K,
    prefix = "",
    limit?: number,
  ): Promise<readonly { readonly key: string; readonly value: Kinds[K] }[]> {
    const records = await this.#records.list(kind, prefix, limit);
    return records.map((record) => ({ key: record.key, value: decodeDocument<Kinds[K]>(record.value) }));
  }

  /** Makes all changes at once. Rejects with `already-exists` where something was to be new and is not. */
  async write(changes: readonly Change[]): Promise<void> {
    for (;;) {
      const records = await Promise.all(changes.map((change) => this.#toRecord(change)));
      const outcome = await this.#records.write(records);
      if (outcome.kind === "written") break;
      this.#kept.delete(`${outcome.record.kind}\n${outcome.record.key}`);
      const refused = changes.find(
        (change) => change.kind === outcome.record.kind && change.key === outcome.record.key,
      );
      if (refused?.isNew === true)
        throw new LydianError("already-exists", `Cannot create ${refused.kind} "${refused.key}": it exists`);
    }
    for (const { kind, key } of changes) this.#kept.delete(`${kind}\n${key}`);
  }

  /**
   * Reads, decides and writes as if nobody else did: updates of the same subject run one after the
   * other. `decide` gives the changes and the answer.
   */
  async update<T>(
    subject: string,
    decide: () => Promise<{ readonly changes: readonly Change[]; readonly answer: T }>,
  ): Promise<T> {
    const before = this.#updates.get(subject) ?? Promise.resolve();
    const run = before
      .catch(() => undefined)
      .then(async () => {
        const { changes, answer } = await decide();
        if (changes.length > 0) await this.write(changes);
        return answer;
      });
    this.#updates.set(subject, run);
    try {
      return await run;
    } finally {
      if (this.#updates.get(subject) === run) this.#updates.delete(subject);
    }
  }

  async #toRecord(change: Change): Promise<RecordChange> {
    const { kind, key, value } = change;
    const expect = change.isNew === true ? 0 : ((await this.#readKept(kind, key))?.revision ?? 0);
    return value === undefined ? { kind, key } : { kind, key, value: encodeDocument(value), expect };
  }

  async #readKept(kind: Kind, key: string): Promise<Kept | undefined> {
    const kept = this.#kept.get(`${kind}\n${key}`);
    if (kept !== undefined) return kept;
    const record = await this.#records.read(kind, key);
    if (record === undefined) return undefined;
    const read = { value: decodeDocument<unknown>(record.value), revision: record.revision };
    if (this.#kept.size >= documentsKeptMax) this.#kept.clear();
    this.#kept.set(`${kind}\n${key}`, read);
    return read;
  }
}
