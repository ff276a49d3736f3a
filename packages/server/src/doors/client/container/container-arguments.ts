/** What an official container reads of itself: its function as it was deployed, and the app around it. */
import { modal } from "@lydian/protocol";
import type { PythonAssignment } from "../../../engine/containers/container-verbs.ts";
import { layoutOf } from "../functions/app-layout.ts";
import { serializedParametersOf } from "../functions/parameters.ts";

const { ContainerArguments, Function: FunctionMessage } = modal.client;

/** An encoded `ContainerArguments`; `origin` is where the container finds web endpoints. */
export function containerArgumentsOf(assignment: PythonAssignment, origin: string): Uint8Array {
  const { function: resolved } = assignment;
  return ContainerArguments.encode({
    taskId: assignment.containerId,
    functionId: resolved.functionId,
    appId: resolved.appId,
    functionDef: functionOf(assignment),
    serializedParams: serializedParametersOf(resolved.parameters),
    environmentName: resolved.environmentName,
    appLayout: layoutOf(assignment.functions, assignment.classIds, {
      origin,
      otherIds: dependenciesOf(assignment),
    }),
  }).finish();
}

/**
 * The definition as its client sent it, byte for byte, and behind it what a variant changes: of two
 * values of one field the later one counts. What it depends on is counted by the container, and stays.
 */
function functionOf({ function: { definition, settings } }: PythonAssignment): Uint8Array {
  const changes = FunctionMessage.encode({
    maxConcurrentInputs: settings.maxConcurrentInputs,
    targetConcurrentInputs: settings.targetConcurrentInputs,
    ...(settings.batching === undefined
      ? {}
      : { batchMaxSize: settings.batching.maxSize, batchLingerMs: settings.batching.lingerMs }),
  }).finish();
  return Buffer.concat([definition.wire, changes]);
}

function dependenciesOf({ function: { definition } }: PythonAssignment): readonly string[] {
  return FunctionMessage.decode(definition.wire).objectDependencies.map(({ objectId }) => objectId ?? "");
}
