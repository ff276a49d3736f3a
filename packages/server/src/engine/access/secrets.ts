import type { Caller } from "../../model/caller.ts";
import { LydianError } from "../../model/error.ts";
import type { AppId, Randomness, SecretId } from "../../model/ids.ts";
import type { Secret } from "../../model/secret.ts";
import { nameOf, requireClient } from "./access.ts";
import { type Catalog, put, remove } from "../catalog/catalog.ts";
import type { Clock } from "../clock.ts";
import type { Environments, Secrets } from "../engine.ts";
import { openSealed, seal } from "./seal.ts";

type Values = Readonly<Record<string, string>>;
type StoredSecret = Secret & { readonly sealed: Uint8Array };

const keyPattern = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const namePattern = /^[a-zA-Z0-9-_.]{1,64}$/;

export class SecretVerbs implements Secrets {
  readonly #catalog: Catalog;
  readonly #environments: Pick<Environments, "read">;
  readonly #clock: Clock;
  readonly #randomness: Randomness;
  readonly #masterKey: Uint8Array;

  constructor(
    catalog: Catalog,
    environments: Pick<Environments, "read">,
    clock: Clock,
    randomness: Randomness,
    masterKey: Uint8Array,
  ) {
    this.#catalog = catalog;
    this.#environments = environments;
    this.#clock = clock;
    this.#randomness = randomness;
    this.#masterKey = masterKey;
  }

  async lookUp(name: string, environmentName: string, requiredKeys: readonly string[]): Promise<Secret> {
    const environment = await this.#environments.read(environmentName);
    const secret = await this.#find(name, environment.name);
    if (secret === undefined) {
      const hint = `create it with \`lydian secret create ${name} KEY=VALUE --env ${environment.name}\``;
      throw new LydianError(
        "not-found",
        `Secret '${name}' not found in environment '${environment.name}': ${hint}`,
      );
    }
    const missing = requiredKeys.filter((key) => !secret.keys.includes(key));
    if (missing.length === 0) return withoutValues(secret);
    throw new LydianError(
      "failed-precondition",
      `Secret is missing key(s): ${missing.join(", ")}; it is called '${name}'`,
    );
  }

  async create(caller: Caller, request: Parameters<Secrets["create"]>[1]): Promise<Secret> {
    if (!isOfOwnApp(caller, request)) requireClient(caller, "create a secret");
    const environment = await this.#environments.read(request.environmentName);
    const { name, mode } = request;
    if (name !== undefined) checkName(name);
    const subject = `secret-name ${environment.name}/${name ?? this.#randomness.id("st")}`;
    return this.#catalog.update(subject, async () => {
      const existing = name === undefined ? undefined : await this.#find(name, environment.name);
      if (existing !== undefined && mode === "keep-existing")
        return { changes: [], answer: withoutValues(existing) };
      if (existing !== undefined && mode === "fail-if-exists") {
        throw new LydianError(
          "already-exists",
          `Secret "${name}" exists in environment "${environment.name}"`,
        );
      }
      const secret: Secret = {
        secretId: existing?.secretId ?? this.#randomness.id("st"),
        ...(name === undefined ? {} : { name }),
        ...(request.appId === undefined ? {} : { appId: request.appId as AppId }), // an id that the door was given
        environmentName: environment.name,
        keys: Object.keys(request.values).toSorted(),
        createdAtMs: existing?.createdAtMs ?? this.#clock.nowMs(),
        createdBy: nameOf(caller),
      };
      const changes = [put("secret", secret.secretId, this.#sealed(secret, request.values))];
      if (name !== undefined)
        changes.push(put("secret-name", `${environment.name}/${name}`, { secretId: secret.secretId }));
      return { changes, answer: secret };
    });
  }

  async read(secretId: string): Promise<Secret> {
    return withoutValues(await this.#read(secretId));
  }

  async update(
    caller: Caller,
    secretId: string,
    changes: Readonly<Record<string, string | null>>,
  ): Promise<void> {
    requireClient(caller, "change a secret");
    await this.#catalog.update(`secret ${secretId}`, async () => {
      const secret = await this.#read(secretId);
      const merged: Record<string, string | null> = { ...this.#values(secret), ...changes };
      const kept = Object.fromEntries(
        Object.entries(merged).filter((entry): entry is [string, string] => entry[1] !== null),
      );
      const after = { ...withoutValues(secret), keys: Object.keys(kept).toSorted() };
      return { changes: [put("secret", secretId, this.#sealed(after, kept))], answer: undefined };
    });
  }

  async list(environmentName: string): Promise<readonly Secret[]> {
    const environment = await this.#environments.read(environmentName);
    const all = (await this.#catalog.list("secret")).map(({ value }) => withoutValues(value));
    return all.filter((secret) => secret.name !== undefined && secret.environmentName === environment.name);
  }

  async delete(caller: Caller, secretId: string): Promise<void> {
    requireClient(caller, "delete a secret");
    const secret = await this.#read(secretId);
    const changes = [remove("secret", secretId)];
    if (secret.name !== undefined)
      changes.push(remove("secret-name", `${secret.environmentName}/${secret.name}`));
    await this.#catalog.write(changes);
  }

  async reveal(secretIds: readonly SecretId[]): Promise<Values> {
    const all = await Promise.all(
      secretIds.map(async (secretId) => this.#values(await this.#read(secretId))),
    );
    return Object.assign({}, ...all) as Values; // each of them is
  }

  async #find(name: string, environmentName: string): Promise<StoredSecret | undefined> {
    const entry = await this.#catalog.read("secret-name", `${environmentName}/${name}`);
    return entry && this.#catalog.read("secret", entry.secretId);
  }

  async #read(secretId: string): Promise<StoredSecret> {
    const secret = await this.#catalog.read("secret", secretId);
    if (secret === undefined) throw new LydianError("not-found", `Secret "${secretId}" does not exist`);
    return secret;
  }

  #sealed(secret: Secret, values: Values): StoredSecret {
    checkKeys(values);
    const text = Buffer.from(JSON.stringify(values), "utf8");
    return { ...secret, sealed: seal(this.#masterKey, text, secret.secretId) };
  }

  #values(secret: StoredSecret): Values {
    const text = Buffer.from(openSealed(this.#masterKey, secret.sealed, secret.secretId)).toString("utf8");
    return JSON.parse(text) as Values; // sealed by this file
  }
}

/** What a container may make: a secret without a name that ends with its app. */
function isOfOwnApp(caller: Caller, { name, appId }: Parameters<Secrets["create"]>[1]): boolean {
  return caller.kind === "container" && name === undefined && appId === caller.appId;
}

/** Ends what an environment or app owns, by whoever owns it. */
export async function deleteSecretsOf(
  caller: Caller,
  secrets: Secrets,
  catalog: Catalog,
  owner: { readonly environmentName: string } | { readonly appId: AppId },
): Promise<void> {
  for (const { key, value } of await catalog.list("secret")) {
    const isOwned =
      "appId" in owner ? value.appId === owner.appId : value.environmentName === owner.environmentName;
    if (isOwned) await secrets.delete(caller, key);
  }
}

function withoutValues({ sealed: _sealed, ...secret }: StoredSecret): Secret {
  return secret;
}

function checkName(name: string): void {
  if (namePattern.test(name)) return;
  throw new LydianError(
    "invalid-argument",
    `Cannot name a secret "${name}": letters, digits, "-", "_" and "." only, at most 64`,
  );
}

function checkKeys(values: Values): void {
  const wrong = Object.keys(values).find((key) => !keyPattern.test(key));
  if (wrong !== undefined)
    throw new LydianError(
      "invalid-argument",
      `Cannot keep "${wrong}" in a secret: a key is the name of an environment variable, of letters, digits and "_", not beginning with a digit`,
    );
}
