import type { Caller } from "../model/caller.ts";
import { LydianError } from "../model/error.ts";
import type { AppId, Randomness, SecretId } from "../model/ids.ts";
import type { Secret } from "../model/secret.ts";
import { nameOf, requireClient } from "./access.ts";
import { type Catalog, put, remove } from "./catalog.ts";
import type { Clock } from "./clock.ts";
import type { Environments, Secrets } from "./engine.ts";
import { openSealed, seal } from "./seal.ts";

type Values = Readonly<Record<string, string>>;
type StoredSecret = Secret & { readonly sealed: Uint8Array };

const keyPattern = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const namePattern = /^[a-zA-Z0-9-_.]{1,64}$/;

export function createSecrets(
  catalog: Catalog,
  environments: Pick<Environments, "read">,
  clock: Clock,
  randomness: Randomness,
  masterKey: Uint8Array,
): Secrets {
  async function find(name: string, environmentName: string): Promise<StoredSecret | undefined> {
    const entry = await catalog.read("secret-name", `${environmentName}/${name}`);
    return entry && catalog.read("secret", entry.secretId);
  }

  async function read(secretId: string): Promise<StoredSecret> {
    const secret = await catalog.read("secret", secretId);
    if (secret === undefined) throw new LydianError("not-found", `Secret "${secretId}" does not exist`);
    return secret;
  }

  function sealed(secret: Secret, values: Values): StoredSecret {
    checkKeys(values);
    const text = Buffer.from(JSON.stringify(values), "utf8");
    return { ...secret, keys: Object.keys(values).toSorted(), sealed: seal(masterKey, text, secret.secretId) };
  }

  function values(secret: StoredSecret): Values {
    const text = Buffer.from(openSealed(masterKey, secret.sealed, secret.secretId)).toString("utf8");
    return JSON.parse(text) as Values; // sealed by this file
  }

  return {
    async lookUp(name, environmentName, requiredKeys) {
      const environment = await environments.read(environmentName);
      const secret = await find(name, environment.name);
      if (secret === undefined) {
        throw new LydianError("not-found", `Secret "${name}" does not exist in environment "${environment.name}"; create it with \`lydian secret create ${name} KEY=VALUE\``);
      }
      const missing = requiredKeys.filter((key) => !secret.keys.includes(key));
      if (missing.length > 0) throw new LydianError("failed-precondition", `Secret is missing key(s) ${missing.join(", ")}: secret "${name}"`);
      return withoutValues(secret);
    },
    async create(caller, request) {
      requireClient(caller, "create a secret");
      const environment = await environments.read(request.environmentName);
      const { name, mode } = request;
      if (name !== undefined && !namePattern.test(name)) throw new LydianError("invalid-argument", `Cannot name a secret "${name}": letters, digits, "-", "_" and "." only, at most 64`);
      return catalog.update(`secret-name ${environment.name}/${name ?? randomness.id("st")}`, async () => {
        const existing = name === undefined ? undefined : await find(name, environment.name);
        if (existing !== undefined && mode === "keep-existing") return { changes: [], answer: withoutValues(existing) };
        if (existing !== undefined && mode === "fail-if-exists") throw new LydianError("already-exists", `Secret "${existing.name ?? ""}" exists in environment "${environment.name}"`);
        const secret: Secret = {
          secretId: existing?.secretId ?? randomness.id("st"),
          ...(name === undefined ? {} : { name }),
          ...(request.appId === undefined ? {} : { appId: request.appId as AppId }), // an id that the door was given
          environmentName: environment.name,
          keys: [],
          createdAtMs: existing?.createdAtMs ?? clock.nowMs(),
          createdBy: nameOf(caller),
        };
        const stored = sealed(secret, request.values);
        const changes = [put("secret", secret.secretId, stored)];
        if (name !== undefined) changes.push(put("secret-name", `${environment.name}/${name}`, { secretId: secret.secretId }));
        return { changes, answer: withoutValues(stored) };
      });
    },
    async update(caller, secretId, changes) {
      requireClient(caller, "change a secret");
      await catalog.update(`secret ${secretId}`, async () => {
        const secret = await read(secretId);
        const merged: Record<string, string | null> = { ...values(secret), ...changes };
        const kept = Object.entries(merged).filter((entry): entry is [string, string] => entry[1] !== null);
        return { changes: [put("secret", secretId, sealed(secret, Object.fromEntries(kept)))], answer: undefined };
      });
    },
    async list(environmentName) {
      const environment = await environments.read(environmentName);
      const all = await catalog.list("secret");
      return all.map(({ value }) => withoutValues(value)).filter((secret) => secret.name !== undefined && secret.environmentName === environment.name);
    },
    async delete(caller, secretId) {
      requireClient(caller, "delete a secret");
      const secret = await read(secretId);
      const changes = [remove("secret", secretId)];
      if (secret.name !== undefined) changes.push(remove("secret-name", `${secret.environmentName}/${secret.name}`));
      await catalog.write(changes);
    },
    async reveal(secretIds: readonly SecretId[]) {
      const all = await Promise.all(secretIds.map(async (secretId) => values(await read(secretId))));
      return Object.assign({}, ...all) as Values; // each of them is
    },
  };
}

/** Ends what an environment or app owns, by whoever owns it. */
export async function deleteSecretsOf(
  caller: Caller,
  secrets: Secrets,
  catalog: Catalog,
  owner: { readonly environmentName: string } | { readonly appId: AppId },
): Promise<void> {
  for (const { key, value } of await catalog.list("secret")) {
    const isOwned = "appId" in owner ? value.appId === owner.appId : value.environmentName === owner.environmentName;
    if (isOwned) await secrets.delete(caller, key);
  }
}

function withoutValues({ sealed: _sealed, ...secret }: StoredSecret): Secret {
  return secret;
}

function checkKeys(values: Values): void {
  const wrong = Object.keys(values).find((key) => !keyPattern.test(key));
  if (wrong !== undefined) throw new LydianError("invalid-argument", `Cannot keep "${wrong}" in a secret: a key is the name of an environment variable, of letters, digits and "_", not beginning with a digit`);
}
