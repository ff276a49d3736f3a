/** What a handle stands for, once it is known: a function's id and how to reach it. */
import { modal } from "@lydian/protocol";
import { checkName, defaultClient, type Client } from "../client.ts";
import { isAnyAppHydrated, type AppDefinitions } from "../definitions.ts";
import { InvalidError, NotFoundError } from "../errors.ts";
import { findRuntime } from "../session/runtime-seam.ts";

const { FunctionGetRequest, FunctionGetResponse, Function: FunctionMessage } = modal.client;

export type FunctionMetadata = NonNullable<modal.client.FunctionGetResponse.$Properties["handleMetadata"]>;

export interface Target {
  readonly client: Client;
  readonly functionId: string;
  readonly appId: string;
  /** What errors call it. */
  readonly name: string;
  /** The method to call, of a class. */
  readonly method?: string;
  readonly isGenerator?: boolean;
  readonly webUrl?: string;
  /** Where more must be known than the id: for a class. */
  readonly metadata?: FunctionMetadata;
}

/** Where a function or class is looked up. */
export interface LookupOptions {
  /** @default the client's environment */
  readonly environment?: string;
  /** A version of the app, from 1 on. @default the live one, whichever that is when a call is made */
  readonly version?: number;
  /** @default the container's own inside a function, else the account's */
  readonly client?: Client;
}

/** Finds a target when it is first needed, once; after a failure, again. */
export class TargetSource {
  readonly #find: (client?: Client) => Promise<Target>;
  #finding: Promise<Target> | undefined;
  /** Set once it is found. */
  current: Target | undefined;

  constructor(find: (client?: Client) => Promise<Target>) {
    this.#find = find;
  }

  get(client?: Client): Promise<Target> {
    this.#finding ??= this.#find(client).then(
      (target) => (this.current = target),
      (error: unknown) => {
        this.#finding = undefined;
        throw error;
      },
    );
    return this.#finding;
  }
}

/** A deployed function (`Name.*` for a class), looked up by name. */
export function lookUp(
  kind: string,
  appName: string,
  tag: string,
  options: LookupOptions = {},
): TargetSource {
  checkName("an app", appName);
  const name = tag.endsWith(".*") ? tag.slice(0, -2) : tag;
  checkName(`a ${kind}`, name);
  const { environment, version = 0 } = options;
  if (!Number.isInteger(version) || version < 0)
    throw new InvalidError(`Cannot look up version ${version}: versions are 1, 2, …`);
  return new TargetSource(async (given) => {
    const client = options.client ?? given ?? defaultClient();
    const environmentName = environment ?? client.environmentName;
    const request = { appName, objectTag: tag, environmentName, appVersion: version };
    try {
      const codecs = { request: FunctionGetRequest, reply: FunctionGetResponse };
      const { functionId, handleMetadata } = await client.request("FunctionGet", codecs, request);
      return targetOf(client, functionId, name, handleMetadata ?? {});
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
      const where = environmentName === "" ? "the default environment" : `environment "${environmentName}"`;
      throw new NotFoundError(
        `Cannot find ${kind} "${name}" of app "${appName}" in ${where}: ${error.message}`,
        { cause: error },
      );
    }
  });
}

/** A target out of what the server says of a function. */
export function targetOf(
  client: Client,
  functionId: string,
  name: string,
  metadata: FunctionMetadata,
): Target {
  return {
    client,
    functionId,
    name,
    appId: metadata.appId ?? "",
    isGenerator: metadata.functionType === FunctionMessage.FunctionType.FUNCTION_TYPE_GENERATOR,
    metadata,
    ...(metadata.webUrl && { webUrl: metadata.webUrl }),
  };
}

/** A function of an app in this code: its app must run, in `lydian run` or in this container. */
export function defined(app: AppDefinitions, tag: string, isGenerator: boolean): TargetSource {
  const name = tag.endsWith(".*") ? tag.slice(0, -2) : tag;
  return new TargetSource(async () => {
    const found = findHydrated(app, tag);
    if (found !== undefined) return { ...found, name, isGenerator };
    throw new InvalidError(
      `Cannot call "${name}" of app "${app.name}" here: the app does not run in this process. Use \`lydian run\`, or look it up with fromName once it is deployed`,
    );
  });
}

function findHydrated(app: AppDefinitions, tag: string): Omit<Target, "name"> | undefined {
  if (app.hydrated !== undefined) {
    const { client, appId, functionIds } = app.hydrated;
    const functionId = functionIds.get(tag);
    return functionId === undefined ? undefined : { client, appId, functionId };
  }
  // Where nobody said whose ids these are, the only app of the container is meant.
  const seam = isAnyAppHydrated() ? undefined : findRuntime();
  const functionId = seam?.functionIds.get(tag);
  return seam === undefined || functionId === undefined
    ? undefined
    : { client: defaultClient(), appId: seam.appId, functionId };
}
