import { modal } from "@lydian/protocol";
import { checkName, type Client } from "./client.ts";
import { InvalidError } from "./errors.ts";

const { ObjectCreationType, SecretGetOrCreateRequest, SecretGetOrCreateResponse } = modal.client;

/** Where a secret is looked up, and what it must hold. */
export interface SecretLookup {
  /** @default the client's environment */
  readonly environment?: string;
  /** Keys that it must have; a missing one fails the deployment. */
  readonly requiredKeys?: readonly string[];
}

/** @internal What a secret stands for. */
export type SecretSource =
  | { readonly kind: "named"; readonly name: string; readonly lookup: SecretLookup }
  | { readonly kind: "values"; readonly values: Readonly<Record<string, string>> };

/**
 * Environment variables for a function's containers, encrypted at rest. A later secret's keys win
 * over an earlier one's.
 *
 * @example
 * app.function("train", { secrets: [Secret.fromName("hub")] }, () => process.env["HUB_TOKEN"]);
 */
export class Secret {
  /** @internal */
  readonly source: SecretSource;

  private constructor(source: SecretSource) {
    this.source = source;
  }

  /** A secret that was created by `lydian secret create`; looked up at deployment. */
  static fromName(name: string, lookup: SecretLookup = {}): Secret {
    checkName("a secret", name);
    return new Secret({ kind: "named", name, lookup });
  }

  /**
   * A secret with these values, owned by the app that uses it.
   *
   * @throws {InvalidError} for a value that is no string.
   */
  static fromObject(values: Readonly<Record<string, string>>): Secret {
    for (const [key, value] of Object.entries(values)) {
      if (typeof value !== "string")
        throw new InvalidError(`Cannot make a secret: the value of "${key}" is no string`);
    }
    return new Secret({ kind: "values", values: { ...values } });
  }
}

/** The id of a secret, which is created if it has values of its own. */
export async function resolveSecret(client: Client, secret: Secret, appId: string): Promise<string> {
  const { source } = secret;
  const request =
    source.kind === "named"
      ? {
          deploymentName: source.name,
          environmentName: source.lookup.environment ?? client.environmentName,
          requiredKeys: [...(source.lookup.requiredKeys ?? [])],
        }
      : {
          objectCreationType: ObjectCreationType.OBJECT_CREATION_TYPE_ANONYMOUS_OWNED_BY_APP,
          environmentName: client.environmentName,
          envDict: { ...source.values },
          appId,
        };
  const codecs = { request: SecretGetOrCreateRequest, reply: SecretGetOrCreateResponse };
  const { secretId } = await client.request("SecretGetOrCreate", codecs, request);
  return secretId;
}
