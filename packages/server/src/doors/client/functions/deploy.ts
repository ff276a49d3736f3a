import { modal } from "@lydian/protocol";
import type { Engine } from "../../../engine/engine.ts";
import { liveVersion } from "../../../model/app.ts";
import { LydianError } from "../../../model/error.ts";
import { publishedStateOf } from "../apps/app-messages.ts";
import { layoutOf } from "./app-layout.ts";
import type { FunctionDefinition } from "../../../model/definition.ts";
import { definitionOf, isBuildFunction } from "./definition.ts";
import { functionDataOf } from "./function-data.ts";
import { handleMetadataOf } from "./handle-metadata.ts";
import { unsupportedWarningsOf } from "./unsupported-warnings.ts";
import { unary } from "../method.ts";
import type { Methods } from "../method.ts";

const {
  AppGetLayoutRequest,
  AppGetLayoutResponse,
  AppPublishRequest,
  AppPublishResponse,
  ClassCreateRequest,
  ClassCreateResponse,
  FunctionCreateRequest,
  FunctionCreateResponse,
  FunctionPrecreateRequest,
  FunctionPrecreateResponse,
} = modal.client;

/** How an app's functions and classes come to be, and come to be live. */
export function deployMethods(engine: Pick<Engine, "apps" | "containers" | "functions">): Methods {
  return { ...definingMethods(engine), ...publishingMethods(engine) };
}

function definingMethods({ apps, containers }: Pick<Engine, "apps" | "containers">): Methods {
  return {
    FunctionPrecreate: unary(
      "clients, creates",
      FunctionPrecreateRequest,
      FunctionPrecreateResponse,
      async ({ appId, functionName, existingFunctionId, functionType }) => {
        const functionId = await apps.reserveFunction(appId, functionName, existingFunctionId || undefined);
        return { functionId, handleMetadata: { appId, functionName, functionType } };
      },
    ),
    FunctionCreate: unary(
      "clients, creates",
      FunctionCreateRequest,
      FunctionCreateResponse,
      async ({ appId, function: wire, functionData, existingFunctionId }, { clientVersion, origin }) => {
        if (functionData.length > 0) {
          throw new LydianError(
            "unimplemented",
            "This version of Lydian does not support GPUs, nor lists of them",
          );
        }
        const app = await apps.read(appId);
        const definition = definitionOf(wire, clientVersion);
        const { functionId, definitionId } = isBuildFunction(definition)
          ? await apps.defineBuildFunction(appId, definition)
          : await defineFunction(apps, appId, definition, existingFunctionId);
        const { name: appName, environmentName } = app;
        const identity = { functionId, appId, appName, environmentName, definitionId };
        return {
          functionId,
          function: wire,
          functionData: functionDataOf(definition),
          handleMetadata: handleMetadataOf(identity, definition, origin),
          serverWarnings: unsupportedWarningsOf(definition, containers.machine),
        };
      },
    ),
    ClassCreate: unary(
      "clients, creates",
      ClassCreateRequest,
      ClassCreateResponse,
      async ({ appId, existingClassId, lydianName }) => ({
        classId: await apps.reserveClass(appId, lydianName, existingClassId || undefined),
        handleMetadata: {},
      }),
    ),
  };
}

async function defineFunction(
  apps: Engine["apps"],
  appId: string,
  definition: FunctionDefinition,
  existingFunctionId: string,
): Promise<{ functionId: string; definitionId: string }> {
  const functionId = await apps.reserveFunction(appId, definition.tag, existingFunctionId || undefined);
  return { functionId, definitionId: await apps.defineFunction(appId, functionId, definition) };
}

function publishingMethods({ apps, functions }: Pick<Engine, "apps" | "functions">): Methods {
  return {
    AppPublish: unary(
      "clients, creates",
      AppPublishRequest,
      AppPublishResponse,
      async (request, { caller, clientVersion }) => {
        const state = publishedStateOf(request.appState);
        const { app, deployedAtMs } = await apps.publish(caller, {
          appId: request.appId,
          name: request.name,
          ...(state === undefined ? {} : { state }),
          functions: request.functionIds,
          classes: request.classIds,
          definitions: request.definitionIds,
          tag: request.deploymentTag,
          isStaged: request.staged,
          ...(Object.keys(request.tags).length === 0 ? {} : { tags: request.tags }),
          ...(request.commitInfo.length === 0 ? {} : { commit: request.commitInfo }),
          clientVersion: request.clientVersion || clientVersion,
        });
        return { url: apps.url(app), deployedAt: deployedAtMs / 1000 };
      },
    ),
    AppGetLayout: unary("clients", AppGetLayoutRequest, AppGetLayoutResponse, async (request, { origin }) => {
      const live = liveVersion(await apps.read(request.appId));
      const ids = Object.values(live?.functions ?? {});
      const resolved = await Promise.all(ids.map((id) => functions.resolve(id)));
      return { appLayout: layoutOf(resolved, live?.classes ?? {}, { origin }) };
    }),
  };
}
