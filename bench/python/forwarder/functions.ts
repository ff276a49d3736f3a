/** What client and entrypoint are told of a function of `../apps`, as if it had been deployed. */
import { modal, payloadInlineBytesMax } from "@lydian/protocol";

const { ContainerArguments, DataFormat, Function: FunctionMessage } = modal.client;

const { DATA_FORMAT_CBOR, DATA_FORMAT_PICKLE } = DataFormat;
const formats = [DATA_FORMAT_PICKLE, DATA_FORMAT_CBOR];
const functionType = FunctionMessage.FunctionType.FUNCTION_TYPE_FUNCTION;
const appId = "ap-forwarded";
/** All that such a function depends on. */
const imageId = "im-forwarded";

export function idOf(functionName: string): string {
  return `fu-${functionName.replaceAll("_", "")}`;
}

/** For its callers. */
export function describeFunction(
  appName: string,
  functionName: string,
): {
  readonly metadata: modal.client.FunctionHandleMetadata.$Properties;
  readonly data: modal.client.FunctionData.$Properties;
} {
  const metadata = {
    appId,
    functionName,
    functionType,
    definitionId: "de-forwarded",
    maxObjectSizeBytes: payloadInlineBytesMax,
    maxAsyncObjectSizeBytes: payloadInlineBytesMax,
    supportedInputFormats: formats,
    supportedOutputFormats: formats,
  };
  const definition = encodeDefinition(appName, functionName, 1);
  return { metadata, data: { functionType, rankedFunctions: [{ rank: 0, function: definition }] } };
}

/** For its container: an encoded `ContainerArguments`. */
export function containerArgumentsOf(
  appName: string,
  functionName: string,
  options: { readonly taskId: string; readonly concurrency: number },
): Uint8Array {
  const functionId = idOf(functionName);
  const { metadata } = describeFunction(appName, functionName);
  return ContainerArguments.encode({
    taskId: options.taskId,
    functionId,
    appId,
    functionDef: encodeDefinition(appName, functionName, options.concurrency),
    appLayout: {
      functionIds: { [functionName]: functionId },
      objects: [{ objectId: functionId, functionHandleMetadata: metadata }, { objectId: imageId }],
    },
  }).finish();
}

/** The module of an app is named like its file: `bench-python-call` is in `call_app.py`. */
function encodeDefinition(appName: string, functionName: string, concurrency: number): Uint8Array {
  return FunctionMessage.encode({
    appName,
    moduleName: `${appName.split("-").at(-1)}_app`,
    functionName,
    implementationName: functionName,
    definitionType: FunctionMessage.DefinitionType.DEFINITION_TYPE_FILE,
    functionType,
    imageId,
    objectDependencies: [{ objectId: imageId }],
    maxConcurrentInputs: concurrency,
    targetConcurrentInputs: concurrency,
    supportedInputFormats: formats,
    supportedOutputFormats: formats,
  }).finish();
}
