import { modal, payloadInlineBytesMax } from "@lydian/protocol";
import type { FunctionDefinition, FunctionKind } from "../../../model/definition.ts";
import { formatNumberOf } from "../../payload-format.ts";
import { webUrlOf } from "./web-url.ts";

const { Function: FunctionMessage } = modal.client;

type Metadata = modal.client.FunctionHandleMetadata.$Properties;
type WireFunction = ReturnType<typeof FunctionMessage.decode>;

/** What identifies the function that a handle is for. */
export interface HandleIdentity {
  readonly functionId: string;
  readonly appId: string;
  readonly appName: string;
  readonly environmentName: string;
  readonly definitionId: string;
}

/**
 * All that clients know of a function: its formats, its limits and, of a class, its methods. `origin` is
 * where this client finds the server.
 */
export function handleMetadataOf(
  identity: HandleIdentity,
  definition: FunctionDefinition,
  origin: string,
): Metadata {
  const wire = FunctionMessage.decode(definition.wire);
  const metadata: Metadata = {
    ...limits,
    appId: identity.appId,
    definitionId: identity.definitionId,
    functionName: definition.tag,
    functionType: functionTypeOf(definition.kind),
    functionSchema: wire.functionSchema,
    supportedInputFormats: definition.inputFormats.map(formatNumberOf),
    supportedOutputFormats: definition.outputFormats.map(formatNumberOf),
  };
  if (wire.webhookConfig?.type) metadata.webUrl = webUrlOf(origin, identity, definition.tag);
  if (wire.classParameterInfo) metadata.classParameterInfo = wire.classParameterInfo;
  if (definition.kind === "class") {
    metadata.methodHandleMetadata = methodMetadataOf(identity, definition, wire, origin);
  }
  return metadata;
}

/**
 * Results of detached calls may be inline as far as any other's: the default of official clients,
 * 8 KiB, would cost an upload for nearly every one.
 */
const limits = { maxObjectSizeBytes: payloadInlineBytesMax, maxAsyncObjectSizeBytes: payloadInlineBytesMax };

/** How clients are told what a function is; a class's service function is a plain one to them. */
export function functionTypeOf(kind: FunctionKind): modal.client.Function.FunctionType {
  return kind === "generator"
    ? FunctionMessage.FunctionType.FUNCTION_TYPE_GENERATOR
    : FunctionMessage.FunctionType.FUNCTION_TYPE_FUNCTION;
}

/** Methods have no ids of their own: they are called by name on the class's service function. */
function methodMetadataOf(
  identity: HandleIdentity,
  definition: FunctionDefinition,
  wire: WireFunction,
  origin: string,
): Record<string, Metadata> {
  const className = definition.tag.replace(/\.\*$/, "");
  const entries = Object.entries(definition.methods).map(([name, method]): [string, Metadata] => {
    const wireMethod = wire.methodDefinitions[name];
    return [
      name,
      {
        ...limits,
        appId: identity.appId,
        functionName: `${className}.${name}`,
        ...(wireMethod?.webhookConfig?.type
          ? { webUrl: webUrlOf(origin, identity, `${className}.${name}`) }
          : {}),
        functionType: functionTypeOf(method.kind),
        isMethod: true,
        useMethodName: name,
        useFunctionId: identity.functionId,
        functionSchema: wireMethod?.functionSchema ?? null,
        supportedInputFormats:
          wireMethod?.supportedInputFormats ?? definition.inputFormats.map(formatNumberOf),
        supportedOutputFormats:
          wireMethod?.supportedOutputFormats ?? definition.outputFormats.map(formatNumberOf),
      },
    ];
  });
  return Object.fromEntries(entries);
}
