import { modal } from "@lydian/protocol";
import type { Code, FunctionDefinition, FunctionKind, MethodDefinition } from "../../../model/definition.ts";
import { LydianError } from "../../../model/error.ts";
import type { ImageId, MountId } from "../../../model/ids.ts";
import { parameterSpecsOf } from "./parameters.ts";
import { blobIdOf, formatOf } from "../../payload-format.ts";
import { scheduleOf } from "./schedule.ts";
import { settingsOf } from "./settings.ts";

const { Function: FunctionMessage } = modal.client;

type WireFunction = ReturnType<typeof FunctionMessage.decode>;

/** Above this, what a definition carries besides its code is no definition. */
const definitionBytesMax = 32 * 1024 * 1024;

/**
 * The definition that a deploy sends, with its bytes kept whole.
 *
 * @throws `unimplemented`, naming the function and what of it this version cannot do: nothing that
 * was asked for is left out in silence.
 */
export function definitionOf(bytes: Uint8Array, clientVersion: string): FunctionDefinition {
  if (bytes.length > definitionBytesMax) {
    throw new LydianError(
      "invalid-argument",
      `Cannot deploy: a definition has ${bytes.length} bytes, and the limit is ${definitionBytesMax}`,
    );
  }
  const wire = FunctionMessage.decode(bytes);
  refuseUnsupported(wire);
  const methods = wire.isClass ? methodsOf(wire) : {};
  const schedule = scheduleOf(wire);
  return {
    tag: wire.functionName,
    kind: kindOf(wire),
    code: codeOf(wire, clientVersion),
    methods,
    parameters: parameterSpecsOf(wire.classParameterInfo),
    settings: settingsOf(wire),
    ...(schedule === undefined ? {} : { schedule }),
    inputFormats: wire.supportedInputFormats.map(formatOf),
    outputFormats: wire.supportedOutputFormats.map(formatOf),
    wire: Uint8Array.from(bytes),
  };
}

function kindOf(wire: WireFunction): FunctionKind {
  if (wire.isClass) return "class";
  return isGenerator(wire.functionType) ? "generator" : "function";
}

function methodsOf(wire: WireFunction): Record<string, MethodDefinition> {
  const entries = Object.entries(wire.methodDefinitions).map(([name, method]): [string, MethodDefinition] => [
    name,
    { kind: isGenerator(method.functionType) ? "generator" : "function" },
  ]);
  return Object.fromEntries(entries);
}

function isGenerator(type: modal.client.Function.FunctionType | null | undefined): boolean {
  return type === FunctionMessage.FunctionType.FUNCTION_TYPE_GENERATOR;
}

function codeOf(wire: WireFunction, clientVersion: string): Code {
  return wire.runtime === "typescript" ? typeScriptCodeOf(wire) : pythonCodeOf(wire, clientVersion);
}

function pythonCodeOf(wire: WireFunction, clientVersion: string): Code {
  if (!wire.imageId.startsWith("im-"))
    throw new LydianError("invalid-argument", `Cannot deploy "${wire.functionName}": it has no image`);
  return {
    language: "python",
    imageId: wire.imageId as ImageId, // the prefix is what makes it one
    mountIds: wire.mountIds.map(mountIdOf).toSorted(),
    clientVersion,
  };
}

function mountIdOf(id: string): MountId {
  if (!id.startsWith("mo-")) throw new LydianError("invalid-argument", `"${id}" is not the id of a mount`);
  return id as MountId; // the prefix is what makes it one
}

function typeScriptCodeOf(wire: WireFunction): Code {
  const code = wire.lydianCode;
  if (!code?.bundleBlobId) throw refused(wire, "its code is missing");
  const bundleBlobId = blobIdOf(code.bundleBlobId);
  return code.sourceMapBlobId
    ? { language: "typescript", bundleBlobId, sourceMapBlobId: blobIdOf(code.sourceMapBlobId) }
    : { language: "typescript", bundleBlobId };
}

function refuseUnsupported(wire: WireFunction): void {
  if (wire.functionName === "")
    throw new LydianError("invalid-argument", "Cannot deploy a function without a name");
  const found = lacking(wire).find(([isAsked]) => isAsked);
  if (found !== undefined) throw refused(wire, `this version of Lydian does not support ${found[1]}`);
}

function lacking(wire: WireFunction): readonly (readonly [boolean, string])[] {
  const isOurs = wire.runtime === "typescript";
  return [
    [isOurs && hasWebEndpoint(wire), "web endpoints"],
    [wire.isClass && scheduleOf(wire) !== undefined, "schedules of classes"],
    [wire.batchMaxSize > 0 && hasGenerator(wire), "batches of generators"],
    [Boolean(wire.resources?.gpuConfig?.gpuType), "GPUs"],
    [wire.volumeMounts.length > 0, "volumes"],
    [wire.sharedVolumeMounts.length > 0, "network file systems"],
    [wire.cloudBucketMounts.length > 0, "cloud bucket mounts"],
    [Boolean(wire.proxyId), "proxies"],
    [wire._experimentalGroupSize > 1 || wire.i6pnEnabled, "clusters of containers"],
    [wire.isServer || Boolean(wire.httpConfig), "servers"],
  ];
}

function hasGenerator({ functionType, methodDefinitions }: WireFunction): boolean {
  const methods = Object.values(methodDefinitions);
  return isGenerator(functionType) || methods.some((method) => isGenerator(method.functionType));
}

/** Whether it is defined to make an image, and for nothing else. */
export function isBuildFunction({ wire }: FunctionDefinition): boolean {
  return FunctionMessage.decode(wire).isBuilderFunction;
}

export function hasWebEndpoint({ webhookConfig, methodDefinitions }: WireFunction): boolean {
  const methods = Object.values(methodDefinitions);
  return Boolean(webhookConfig?.type) || methods.some((method) => Boolean(method.webhookConfig?.type));
}

function refused(wire: WireFunction, reason: string): LydianError {
  return new LydianError(
    "unimplemented",
    `Cannot deploy "${wire.functionName.replace(/\.\*$/, "")}": ${reason}`,
  );
}
