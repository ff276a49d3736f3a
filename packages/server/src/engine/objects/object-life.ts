/**
 * The life of dicts, queues and volumes: created, found by name, kept alive by their clients, deleted
 * with what owns them. What is in them is the business of `dicts.ts` and `queues.ts`.
 *
 * - L1. A name in an environment stands for one object of a kind, or none.
 * - L2. An anonymous object is deleted with the app that it belongs to, and with its client: once
 *   that was silent for `objectSilenceMsMax`, or since the server started.
 * - L3. The record goes before the content: what is left of an object by a server that was killed
 *   meanwhile can be reached by nobody, and expires like everything in a dict or queue.
 */
import type { Caller } from "../../model/caller.ts";
import type { Environment } from "../../model/environment.ts";
import { LydianError } from "../../model/error.ts";
import type { AppId, EnvironmentId, Randomness } from "../../model/ids.ts";
import type { SharedObject } from "../../model/shared-object.ts";
import { nameOf } from "../access/access.ts";
import { type Catalog, put, remove } from "../catalog/catalog.ts";
import type { Clock } from "../clock.ts";
import type { Environments } from "../engine.ts";
import { LastHeard } from "../last-heard.ts";
import { anonymousObjectsMax, objectSilenceMsMax } from "../limits.ts";
import type { CreateObjectRequest, ObjectVerbs } from "./object-verbs.ts";

const namePattern = /^[a-zA-Z0-9-_.]{1,64}$/;
/** Commands of official clients take a name or the id of an app. */
const appIdPattern = /^ap-[a-zA-Z0-9]{22}$/;

/** What a kind of object is called, by the prefix of its ids. */
const nouns = { di: "dict", qu: "queue", vo: "volume" } as const;

type Prefix = keyof typeof nouns;
type ObjectOf<P extends Prefix> = SharedObject<`${P}-${string}`>;

/** What an object has beside its record. */
export interface Content<Id> {
  /** Deletes everything in it, in steps. */
  delete(id: Id): Promise<void>;
}

export class ObjectLife<P extends Prefix> implements ObjectVerbs<ObjectOf<P>> {
  readonly #prefix: P;
  readonly #content: Content<`${P}-${string}`>;
  readonly #catalog: Catalog;
  readonly #environments: Pick<Environments, "read">;
  readonly #clock: Clock;
  readonly #randomness: Randomness;
  /** Anonymous objects, and when the client of each was last heard of. */
  readonly #heard: LastHeard<`${P}-${string}`>;

  constructor(
    prefix: P,
    content: Content<`${P}-${string}`>,
    parts: {
      readonly catalog: Catalog;
      readonly environments: Pick<Environments, "read">;
      readonly clock: Clock;
      readonly randomness: Randomness;
    },
  ) {
    this.#prefix = prefix;
    this.#content = content;
    this.#catalog = parts.catalog;
    this.#environments = parts.environments;
    this.#clock = parts.clock;
    this.#randomness = parts.randomness;
    this.#heard = new LastHeard(parts.clock, objectSilenceMsMax / 4, () => this.#deleteSilent());
  }

  /** What clients may ask of any object. */
  verbs(): ObjectVerbs<ObjectOf<P>> {
    return {
      lookUp: (caller, name, environmentName) => this.lookUp(caller, name, environmentName),
      read: (id) => this.read(id),
      list: (caller, environmentName) => this.list(caller, environmentName),
      heartbeat: (id) => this.heartbeat(id),
      delete: (id) => this.delete(id),
    };
  }

  async lookUp(caller: Caller, name: string, environmentName: string): Promise<ObjectOf<P>> {
    this.#checkName(name);
    const environment = await this.#environmentOf(caller, environmentName);
    const found = await this.#find(name, environment.environmentId);
    if (found !== undefined) return found;
    const { noun } = this;
    throw new LydianError(
      "not-found",
      `${capital(noun)} '${name}' not found in environment '${environment.name}': ` +
        `create it with \`modal ${noun} create ${name} --env ${environment.name}\``,
    );
  }

  /** `fill` writes what a new object begins with, before anybody can find it. */
  async create(
    caller: Caller,
    request: CreateObjectRequest,
    fill: (object: ObjectOf<P>) => Promise<unknown> = () => Promise.resolve(),
  ): Promise<ObjectOf<P>> {
    const environment = await this.#environmentOf(caller, request.environmentName);
    if (request.mode === "anonymous") return this.#createAnonymous(caller, environment, request.owner, fill);
    const { name, mode } = request;
    this.#checkName(name);
    const key = this.#nameKey(name, environment.environmentId);
    return this.#catalog.update(`object-name ${key}`, async () => {
      const existing = await this.#find(name, environment.environmentId);
      if (existing !== undefined && mode === "keep-existing") return { changes: [], answer: existing };
      if (existing !== undefined) {
        throw new LydianError(
          "already-exists",
          `${capital(this.noun)} "${name}" exists in environment "${environment.name}"`,
        );
      }
      const object: ObjectOf<P> = { ...this.#newObject(caller, environment), name };
      await fill(object);
      return { changes: [this.#put(object), put("object-name", key, { id: object.id })], answer: object };
    });
  }

  async read(id: string): Promise<ObjectOf<P>> {
    const object = this.#isOurs(id) ? await this.#catalog.read("object", id) : undefined;
    if (object !== undefined) return object as ObjectOf<P>; // its id has the prefix
    throw new LydianError("not-found", `${capital(this.noun)} "${id}" does not exist, or was deleted`);
  }

  async list(caller: Caller, environmentName: string): ReturnType<ObjectVerbs<ObjectOf<P>>["list"]> {
    const environment = await this.#environmentOf(caller, environmentName);
    return {
      environmentName: environment.name,
      objects: await this.#named(environment.environmentId),
    };
  }

  async heartbeat(id: string): Promise<void> {
    const object = await this.read(id);
    if (object.name === undefined) this.#heard.hear(object.id);
  }

  async delete(id: string): Promise<void> {
    const object = await this.read(id);
    const { name, environmentId } = object;
    if (name === undefined) {
      await this.#catalog.write([remove("object", object.id)]);
      this.#heard.forget(object.id);
    } else {
      const key = this.#nameKey(name, environmentId);
      await this.#catalog.update(`object-name ${key}`, async () => {
        const entry = await this.#catalog.read("object-name", key);
        const changes = [remove("object", object.id)];
        if (entry?.id === object.id) changes.push(remove("object-name", key));
        return { changes, answer: undefined };
      });
    }
    await this.#content.delete(object.id);
  }

  /** Watches over anonymous objects, those that an earlier server left too. */
  async start(): Promise<void> {
    for (const { value } of await this.#catalog.list("object", `${this.#prefix}-`)) {
      const object = value as ObjectOf<P>; // its key has the prefix
      if (object.name === undefined) this.#heard.hear(object.id);
    }
    for (const object of await this.#anonymous()) {
      const app = object.appId && (await this.#catalog.read("app", object.appId));
      if (object.appId !== undefined && (app === undefined || app.state === "stopped"))
        await this.delete(object.id);
    }
  }

  stop(): void {
    this.#heard.stop();
  }

  /** Deletes what belongs to an app, or everything in an environment. */
  async deleteOf(
    owner: { readonly appId: AppId } | { readonly environmentId: EnvironmentId },
  ): Promise<void> {
    const anonymous = await this.#anonymous();
    const owned =
      "appId" in owner
        ? anonymous.filter(({ appId }) => appId === owner.appId)
        : anonymous
            .filter(({ environmentId }) => environmentId === owner.environmentId)
            .concat(await this.#named(owner.environmentId));
    for (const { id } of owned) await this.#deleteIfThere(id);
  }

  /** Such as "dict". */
  get noun(): string {
    return nouns[this.#prefix];
  }

  async #createAnonymous(
    caller: Caller,
    environment: Environment,
    owner: "app" | "client",
    fill: (object: ObjectOf<P>) => Promise<unknown>,
  ): Promise<ObjectOf<P>> {
    const { noun } = this;
    if (owner === "app" && caller.kind !== "container") {
      throw new LydianError(
        "invalid-argument",
        `Cannot create a ${noun} for an app: the request does not say which; create one with a name, or one for this client`,
      );
    }
    if (this.#heard.size >= anonymousObjectsMax) {
      throw new LydianError(
        "resource-exhausted",
        `Cannot create an anonymous ${noun}: there are ${anonymousObjectsMax} already`,
      );
    }
    const object: ObjectOf<P> = {
      ...this.#newObject(caller, environment),
      owner,
      ...(caller.kind === "container" ? { appId: caller.appId } : {}),
    };
    this.#heard.hear(object.id);
    await fill(object);
    await this.#catalog.write([this.#put(object)]);
    return object;
  }

  #newObject(caller: Caller, environment: Environment): ObjectOf<P> {
    return {
      id: this.#randomness.id(this.#prefix),
      environmentId: environment.environmentId,
      createdAtMs: this.#clock.nowMs(),
      createdBy: nameOf(caller),
    };
  }

  #put(object: ObjectOf<P>): ReturnType<typeof put> {
    const { id } = object as SharedObject<`${Prefix}-${string}`>; // as every prefix says
    return put("object", id, object as Parameters<typeof put<"object">>[2], true); // one of the kinds
  }

  /** A container that names no environment means its own. */
  #environmentOf(caller: Caller, name: string): Promise<Environment> {
    return this.#environments.read(
      name === "" && caller.kind === "container" ? caller.environmentName : name,
    );
  }

  async #find(name: string, environmentId: EnvironmentId): Promise<ObjectOf<P> | undefined> {
    const entry = await this.#catalog.read("object-name", this.#nameKey(name, environmentId));
    const object = entry && (await this.#catalog.read("object", entry.id));
    return object as ObjectOf<P> | undefined; // its name's key has the prefix
  }

  async #named(environmentId: EnvironmentId): Promise<readonly ObjectOf<P>[]> {
    const entries = await this.#catalog.list("object-name", this.#nameKey("", environmentId));
    const objects = await Promise.all(entries.map(({ value }) => this.#catalog.read("object", value.id)));
    return objects.filter((object) => object !== undefined) as ObjectOf<P>[]; // their names' keys have the prefix
  }

  async #anonymous(): Promise<readonly ObjectOf<P>[]> {
    const objects = await Promise.all([...this.#heard].map(([id]) => this.#catalog.read("object", id)));
    return objects.filter((object) => object !== undefined) as ObjectOf<P>[]; // their ids have the prefix
  }

  #nameKey(name: string, environmentId: EnvironmentId): string {
    return `${this.#prefix}/${environmentId}/${name}`;
  }

  #isOurs(id: string): id is `${P}-${string}` {
    return id.startsWith(`${this.#prefix}-`);
  }

  #checkName(name: string): void {
    if (namePattern.test(name) && !appIdPattern.test(name)) return;
    throw new LydianError(
      "invalid-argument",
      `Cannot name a ${this.noun} "${name}": letters, digits, "-", "_" and "." only, at most 64, and not the id of an app`,
    );
  }

  async #deleteIfThere(id: string): Promise<void> {
    await this.delete(id).catch((error: unknown) => {
      const isGone = error instanceof LydianError && error.kind === "not-found";
      if (!isGone) throw error;
    });
  }

  async #deleteSilent(): Promise<void> {
    const silentSinceMs = this.#clock.nowMs() - objectSilenceMsMax;
    const heardAtMs = new Map(this.#heard);
    for (const { id, owner } of await this.#anonymous()) {
      const isSilent = (heardAtMs.get(id) ?? silentSinceMs) < silentSinceMs;
      if (isSilent && owner === "client") await this.#deleteIfThere(id);
    }
  }
}

function capital(noun: string): string {
  return `${noun.charAt(0).toUpperCase()}${noun.slice(1)}`;
}
