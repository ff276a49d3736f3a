import { modal } from "@lydian/protocol";
import type { Engine } from "../../../engine/engine.ts";
import type { ResolvedFunction } from "../../../model/definition.ts";
import { functionDataOf } from "./function-data.ts";
import { handleMetadataOf } from "./handle-metadata.ts";
import { unary } from "../method.ts";
import type { Methods, RequestContext } from "../method.ts";

const {
  ClassGetRequest,
  ClassGetResponse,
  FunctionGetByIdRequest,
  FunctionGetByIdResponse,
  FunctionGetRequest,
  FunctionGetResponse,
} = modal.client;

/** Functions and classes by the names they were deployed under. */
export function lookUpMethods({ functions }: Pick<Engine, "functions">): Methods {
  return {
    FunctionGet: unary("everyone", FunctionGetRequest, FunctionGetResponse, async (request, context) => {
      const found = await functions.lookUp({
        appName: request.appName,
        tag: request.objectTag,
        environmentName: environmentNameOf(request.environmentName, context),
        version: request.appVersion,
      });
      return { functionId: found.functionId, ...toldOf(found, context.origin) };
    }),
    FunctionGetById: unary(
      "everyone",
      FunctionGetByIdRequest,
      FunctionGetByIdResponse,
      async ({ functionId }, { origin }) => toldOf(await functions.resolve(functionId), origin),
    ),
    // The methods of a class are those of its service function, which is looked up next.
    ClassGet: unary("everyone", ClassGetRequest, ClassGetResponse, async (request, context) => ({
      classId: await functions.lookUpClass({
        appName: request.appName,
        name: request.objectTag,
        environmentName: environmentNameOf(request.environmentName, context),
      }),
      handleMetadata: {},
    })),
  };
}

function toldOf(
  found: ResolvedFunction,
  origin: string,
): Pick<modal.client.FunctionGetResponse.$Properties, "handleMetadata" | "function"> {
  const { definition } = found;
  return {
    handleMetadata: handleMetadataOf(found, definition, origin),
    function: functionDataOf(definition),
  };
}

/** Code in a container that names no environment means its own; a client means the default one. */
export function environmentNameOf(asked: string, { caller }: RequestContext): string {
  return asked === "" && caller.kind === "container" ? caller.environmentName : asked;
}
