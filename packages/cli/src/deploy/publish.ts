/** Puts an app on the server: reserve ids, send the code, define, and make all of it live at once. */
import { modal } from "@lydian/protocol";
import {
  resolveSecret,
  secretsOf,
  storeBlob,
  type AppDefinitions,
  type Client,
  type Definition,
} from "lydian/internal";
import type { Server } from "../server/server.ts";
import { ownVersion } from "../version.ts";
import type { Bundle } from "./bundle.ts";
import { describeFunction, functionTypeOf } from "./describe.ts";

const { AppState, AppDisconnectReason } = modal.client;

/** What happens to the app: a new version under its name, an app for one run, or new code in such an app. */
export type Target =
  | { readonly kind: "deployed"; readonly name: string; readonly tag: string }
  | { readonly kind: "ephemeral"; readonly description: string }
  | { readonly kind: "reload"; readonly appId: string };

export interface Order {
  readonly bundle: Bundle;
  /** Of the environment that the app goes to. */
  readonly client: Client;
  readonly target: Target;
}

export interface Published {
  readonly appId: string;
  readonly url: string;
  /** False if it is the same, to the last setting, as what was live. */
  readonly isNew: boolean;
  /** By tag: the name of a function, `Name.*` for a class. */
  readonly functionIds: ReadonlyMap<string, string>;
  /** What the server does otherwise than was asked for, a sentence each, by tag. */
  readonly warnings: readonly (readonly [tag: string, sentence: string])[];
}

/**
 * Publishes an app in the client's environment. If anything fails, an app that was live stays as it was and a new one never comes
 * to be.
 */
export async function publish(server: Server, app: AppDefinitions, order: Order): Promise<Published> {
  const { bundle, client, target } = order;
  const { appId, layout } = await openApp(server, target, client.environmentName);
  const definitions = [...app.definitions.values()];
  try {
    const functionIds = await reserve(server, appId, definitions, layout);
    const code = await sendCode(client, bundle);
    const appName = target.kind === "deployed" ? target.name : app.name;
    const { definitionIds, warnings } = await defineAll(server, definitions, {
      appId,
      appName,
      client,
      functionIds,
      code,
    });
    const classIds = await createClasses(server, appId, definitions, layout);
    const { url, deployedAt } = await server.rpc("AppPublish", {
      appId,
      name: target.kind === "deployed" ? target.name : "",
      deploymentTag: target.kind === "deployed" ? target.tag : "",
      appState: targetState(target),
      functionIds: Object.fromEntries(functionIds),
      classIds,
      definitionIds,
      clientVersion: ownVersion(),
    });
    return { appId, url, isNew: deployedAt !== 0, functionIds, warnings };
  } catch (error) {
    await abandon(server, appId, error);
    throw error;
  }
}

type Layout = modal.client.AppLayout.$Properties;

async function openApp(
  server: Server,
  target: Target,
  environmentName: string,
): Promise<{ readonly appId: string; readonly layout: Layout }> {
  if (target.kind === "reload") return await readLayout(server, target.appId);
  if (target.kind === "deployed") {
    const found = await server.rpc("AppGetByDeploymentName", { name: target.name, environmentName });
    if (found.appId !== "") return await readLayout(server, found.appId);
  }
  const { appId } = await server.rpc("AppCreate", {
    description: target.kind === "deployed" ? target.name : target.description,
    environmentName,
    appState: target.kind === "deployed" ? AppState.APP_STATE_INITIALIZING : AppState.APP_STATE_EPHEMERAL,
  });
  return { appId, layout: {} };
}

async function readLayout(server: Server, appId: string) {
  const { appLayout } = await server.rpc("AppGetLayout", { appId });
  return { appId, layout: appLayout ?? {} };
}

/** A reload keeps the state that the app is in. */
function targetState(target: Target): modal.client.AppState {
  if (target.kind === "reload") return AppState.APP_STATE_UNSPECIFIED;
  return target.kind === "deployed" ? AppState.APP_STATE_DEPLOYED : AppState.APP_STATE_EPHEMERAL;
}

async function reserve(
  server: Server,
  appId: string,
  definitions: readonly Definition[],
  layout: Layout,
): Promise<ReadonlyMap<string, string>> {
  const pairs = await Promise.all(
    definitions.map(async (definition) => {
      const { tag } = definition;
      const { functionId } = await server.rpc("FunctionPrecreate", {
        appId,
        functionName: tag,
        functionType: functionTypeOf(definition),
        existingFunctionId: layout.functionIds?.[tag] ?? "",
      });
      return [tag, functionId] as const;
    }),
  );
  return new Map(pairs);
}

async function sendCode(client: Client, bundle: Bundle): Promise<modal.client.LydianCode.$Properties> {
  const [bundleBlobId, sourceMapBlobId] = await Promise.all([
    storeBlob(client.session, bundle.code),
    storeBlob(client.session, bundle.sourceMap),
  ]);
  return { bundleBlobId, sourceMapBlobId };
}

interface DefineOptions {
  readonly appId: string;
  readonly appName: string;
  readonly client: Client;
  readonly functionIds: ReadonlyMap<string, string>;
  readonly code: modal.client.LydianCode.$Properties;
}

/** Function id to definition id, and what the server has to say of them. */
async function defineAll(
  server: Server,
  definitions: readonly Definition[],
  { appId, appName, client, functionIds, code }: DefineOptions,
): Promise<{ readonly definitionIds: Record<string, string> } & Pick<Published, "warnings">> {
  const defined = await Promise.all(
    definitions.map(async (definition) => {
      const functionId = functionIds.get(definition.tag) ?? "";
      const secrets = secretsOf(definition.options);
      const secretIds = await Promise.all(secrets.map((secret) => resolveSecret(client, secret, appId)));
      const wire = describeFunction(definition, { appName, code, secretIds });
      const { handleMetadata, serverWarnings } = await server.rpc("FunctionCreate", {
        appId,
        existingFunctionId: functionId,
        function: modal.client.Function.encode(wire).finish(),
      });
      const warnings = serverWarnings.map(({ message }) => [definition.tag, message ?? ""] as const);
      return { pair: [functionId, handleMetadata?.definitionId ?? ""] as const, warnings };
    }),
  );
  return {
    definitionIds: Object.fromEntries(defined.map(({ pair }) => pair)),
    warnings: defined.flatMap(({ warnings }) => warnings),
  };
}

async function createClasses(
  server: Server,
  appId: string,
  definitions: readonly Definition[],
  layout: Layout,
): Promise<Record<string, string>> {
  const names = definitions.flatMap((definition) => (definition.kind === "class" ? [definition.name] : []));
  const pairs = await Promise.all(
    names.map(async (name) => {
      const { classId } = await server.rpc("ClassCreate", {
        appId,
        existingClassId: layout.classIds?.[name] ?? "",
        onlyClassFunction: true,
        lydianName: name,
      });
      return [name, classId] as const;
    }),
  );
  return Object.fromEntries(pairs);
}

/** Tells the server that the deployment has failed. That it cannot be told changes nothing for it. */
async function abandon(server: Server, appId: string, error: unknown): Promise<void> {
  const reason = AppDisconnectReason.APP_DISCONNECT_REASON_DEPLOYMENT_EXCEPTION;
  const exception = String(error).slice(0, exceptionLengthMax);
  await server.rpc("AppClientDisconnect", { appId, reason, exception }).catch(() => undefined);
}

/** Official clients cut it there as well. */
const exceptionLengthMax = 1000;
