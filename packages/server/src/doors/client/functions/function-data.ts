import { modal } from "@lydian/protocol";
import type { FunctionDefinition } from "../../../model/definition.ts";

const { Function: FunctionMessage } = modal.client;

/** What clients from 1.6 on read of a definition: without it they cannot take up a function. */
export function functionDataOf(definition: FunctionDefinition): modal.client.FunctionData.$Properties {
  const { moduleName, functionName, functionType, isClass, methodDefinitions } = FunctionMessage.decode(
    definition.wire,
  );
  return {
    moduleName,
    functionName,
    functionType,
    timeoutSecs: Math.ceil(definition.settings.timeoutMs / 1000),
    isClass,
    methodDefinitions,
    rankedFunctions: [{ rank: 0, function: definition.wire }],
  };
}
