import { modal } from "@lydian/protocol";
import type { FunctionDefinition } from "../../../model/definition.ts";

const { Function: FunctionMessage } = modal.client;

/** What clients from 1.6 on read of a definition: without it they cannot take up a function. */
export function functionDataOf(definition: FunctionDefinition): modal.client.FunctionData.$Properties {
  const { functionType, timeoutSecs, isClass, methodDefinitions } = FunctionMessage.decode(definition.wire);
  return {
    functionType,
    timeoutSecs,
    isClass,
    methodDefinitions,
    rankedFunctions: [{ rank: 0, function: definition.wire }],
  };
}
