/** What the server is told of a function, from what its author wrote. */
import { modal } from "@lydian/protocol";
import {
  completeRetries,
  type ClsDefinition,
  type Definition,
  type FunctionOptions,
  type Parameter,
  type Schedule,
} from "lydian/internal";

const { ClassParameterInfo, DataFormat, Function: FunctionMessage, ParameterType } = modal.client;
const { FunctionType } = FunctionMessage;

type WireFunction = modal.client.Function.$Properties;

/** What only the server can give to a function. */
export interface Supplies {
  readonly appName: string;
  readonly code: modal.client.LydianCode.$Properties;
  /** In order; a later one wins. */
  readonly secretIds: readonly string[];
}

/** The message for a function, a generator, or the one function behind a class. */
export function describeFunction(
  definition: Definition,
  { appName, code, secretIds }: Supplies,
): WireFunction {
  const isClass = definition.kind === "class";
  const isGenerator = definition.kind === "generator";
  return {
    moduleName: moduleName,
    functionName: definition.tag,
    implementationName: definition.tag,
    definitionType: FunctionMessage.DefinitionType.DEFINITION_TYPE_FILE,
    functionType: functionTypeOf(definition),
    appName,
    runtime: "typescript",
    lydianCode: code,
    secretIds: [...secretIds],
    ...describeSettings(definition.options),
    methodDefinitionsSet: true,
    ...(isClass ? describeClass(definition) : {}),
    // A class says it of each method.
    ...(isClass ? {} : formats(isGenerator)),
  };
}

/** There is one module in a bundle; this is its name where a client wants one. */
const moduleName = "app";

/** What the server is told when it reserves an id for a function. */
export function functionTypeOf(definition: Definition): modal.client.Function.FunctionType {
  return definition.kind === "generator"
    ? FunctionType.FUNCTION_TYPE_GENERATOR
    : FunctionType.FUNCTION_TYPE_FUNCTION;
}

function formats(isGenerator: boolean) {
  const { DATA_FORMAT_CBOR: cbor, DATA_FORMAT_GENERATOR_DONE: done } = DataFormat;
  return { supportedInputFormats: [cbor], supportedOutputFormats: isGenerator ? [cbor, done] : [cbor] };
}

/** What is absent stays absent: the server has the defaults. Seconds are for clients that know no others. */
function describeSettings(options: FunctionOptions): WireFunction {
  const { timeoutMs, startupTimeoutMs, scaledownWindowMs, retries, cpu, memoryMiB, schedule } = options;
  return {
    ...(timeoutMs === undefined ? {} : { timeoutMs, timeoutSecs: wholeSeconds(timeoutMs) }),
    ...(startupTimeoutMs === undefined
      ? {}
      : { startupTimeoutMs, startupTimeoutSecs: wholeSeconds(startupTimeoutMs) }),
    ...(scaledownWindowMs === undefined ? {} : { scaledownWindowMs }),
    ...(retries === undefined ? {} : { retryPolicy: describeRetries(retries) }),
    ...(cpu === undefined && memoryMiB === undefined
      ? {}
      : { resources: { milliCpu: Math.round((cpu ?? 0) * 1000), memoryMb: memoryMiB ?? 0 } }),
    ...(schedule === undefined ? {} : { schedule: describeSchedule(schedule) }),
    autoscalerSettings: describeAutoscaler(options),
    maxConcurrentInputs: options.maxConcurrentInputs ?? 0,
    targetConcurrentInputs: options.targetConcurrentInputs ?? 0,
    batchMaxSize: options.batchMaxSize ?? 0,
    batchLingerMs: options.batchLingerMs ?? 0,
    blockNetwork: options.blockNetwork ?? false,
  };
}

function describeSchedule(schedule: Schedule): modal.client.Schedule.$Properties {
  if (schedule.kind === "cron")
    return { cron: { cronString: schedule.expression, timezone: schedule.timeZone } };
  const { kind: _kind, ...period } = schedule;
  return { period };
}

function describeAutoscaler(options: FunctionOptions): modal.client.AutoscalerSettings.$Properties {
  const { minContainers, maxContainers, bufferContainers, scaledownWindowMs } = options;
  return {
    minContainers: minContainers ?? null,
    maxContainers: maxContainers ?? null,
    bufferContainers: bufferContainers ?? null,
    scaledownWindow: scaledownWindowMs === undefined ? null : wholeSeconds(scaledownWindowMs),
    scaledownWindowMs: scaledownWindowMs ?? null,
  };
}

function describeRetries(
  given: NonNullable<FunctionOptions["retries"]>,
): modal.client.FunctionRetryPolicy.$Properties {
  const { maxRetries, initialDelayMs, backoffCoefficient, maxDelayMs } = completeRetries(given);
  return { retries: maxRetries, initialDelayMs, backoffCoefficient, maxDelayMs };
}

function wholeSeconds(ms: number): number {
  return Math.ceil(ms / 1000);
}

function describeClass({ name, methods, parameters }: ClsDefinition): WireFunction {
  const described = [...methods].map(
    ([method, { isGenerator }]): [string, modal.client.MethodDefinition.$Properties] => [
      method,
      {
        functionName: `${name}.${method}`,
        functionType: isGenerator
          ? FunctionType.FUNCTION_TYPE_GENERATOR
          : FunctionType.FUNCTION_TYPE_FUNCTION,
        ...formats(isGenerator),
      },
    ],
  );
  return {
    isClass: true,
    methodDefinitions: Object.fromEntries(described),
    classParameterInfo: {
      format: ClassParameterInfo.ParameterSerializationFormat.PARAM_SERIALIZATION_FORMAT_PROTO,
      schema: Object.entries(parameters).map(([parameter, spec]) => describeParameter(parameter, spec)),
    },
  };
}

const parameterTypes = {
  string: ParameterType.PARAM_TYPE_STRING,
  int: ParameterType.PARAM_TYPE_INT,
  bytes: ParameterType.PARAM_TYPE_BYTES,
  bool: ParameterType.PARAM_TYPE_BOOL,
} as const;

function describeParameter(
  name: string,
  { type, default: value }: Parameter,
): modal.client.ClassParameterSpec.$Properties {
  const baseType = parameterTypes[type];
  const spec = { name, type: baseType, fullType: { baseType }, hasDefault: value !== undefined };
  if (typeof value === "string") return { ...spec, stringDefault: value };
  if (typeof value === "boolean") return { ...spec, boolDefault: value };
  if (typeof value === "number") return { ...spec, intDefault: value };
  if (typeof value === "bigint") return { ...spec, intDefault: Number(value) };
  return value === undefined ? spec : { ...spec, bytesDefault: value };
}
