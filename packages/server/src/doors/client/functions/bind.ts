import { modal } from "@lydian/protocol";
import type { Engine } from "../../../engine/engine.ts";
import { handleMetadataOf } from "./handle-metadata.ts";
import { unary } from "../method.ts";
import type { Methods } from "../method.ts";
import { boundParametersOf } from "./parameters.ts";
import { overridesOf } from "./settings.ts";

const { FunctionBindParamsRequest, FunctionBindParamsResponse } = modal.client;

/** Variants of functions: classes with parameters, and functions with other settings. */
export function bindMethods({ functions }: Pick<Engine, "functions">): Methods {
  return {
    FunctionBindParams: unary(
      "everyone",
      FunctionBindParamsRequest,
      FunctionBindParamsResponse,
      async (request, { origin }) => {
        const bound = await functions.bind(
          request.functionId,
          boundParametersOf(request.serializedParams),
          overridesOf(request.functionOptions ?? {}),
        );
        return {
          boundFunctionId: bound.functionId,
          handleMetadata: handleMetadataOf(bound, bound.definition, origin),
        };
      },
    ),
  };
}
