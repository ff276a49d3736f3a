/** Settings of functions, between the model and their messages: seconds stop here. */
import { modal } from "@lydian/protocol";
import { LydianError } from "../../../model/error.ts";
import type { SecretId } from "../../../model/ids.ts";
import { settingsDefaults } from "../../../model/settings.ts";
import type {
  AutoscalerSettings,
  Batching,
  FunctionSettings,
  RetryPolicy,
  SettingsOverrides,
} from "../../../model/settings.ts";

const { Function: FunctionMessage } = modal.client;

type WireFunction = ReturnType<typeof FunctionMessage.decode>;
type WireOptions = modal.client.FunctionOptions.$Properties;
type WireAutoscaler = modal.client.AutoscalerSettings.$Properties;

/** What a function of a deploy asks for; zero and absent mean the default. */
export function settingsOf(wire: WireFunction): FunctionSettings {
  const timeoutMs = wire.timeoutMs || wire.timeoutSecs * 1000 || settingsDefaults.timeoutMs;
  const maxConcurrentInputs = wire.maxConcurrentInputs || settingsDefaults.maxConcurrentInputs;
  const retryPolicy = retryPolicyOf(wire.retryPolicy);
  return {
    timeoutMs,
    startupTimeoutMs: wire.startupTimeoutMs || wire.startupTimeoutSecs * 1000 || timeoutMs,
    ...(retryPolicy === undefined ? {} : { retryPolicy }),
    autoscaler: { ...settingsDefaults.autoscaler, ...olderAutoscalerOf(wire), ...declaredAutoscalerOf(wire) },
    maxConcurrentInputs,
    targetConcurrentInputs: wire.targetConcurrentInputs || maxConcurrentInputs,
    ...optional("batching", batchingOf(wire)),
    cpuMilli: wire.resources?.milliCpu || settingsDefaults.cpuMilli,
    memoryMiB: wire.resources?.memoryMb || settingsDefaults.memoryMiB,
    secretIds: wire.secretIds.map(secretIdOf),
    blockNetwork: wire.blockNetwork,
  };
}

function batchingOf({
  batchMaxSize,
  batchLingerMs,
}: {
  readonly batchMaxSize?: number | null;
  readonly batchLingerMs?: WireOptions["batchLingerMs"];
}): Batching | undefined {
  return batchMaxSize ? { maxSize: batchMaxSize, lingerMs: Number(batchLingerMs ?? 0) } : undefined;
}

function declaredAutoscalerOf(wire: WireFunction): Partial<AutoscalerSettings> {
  const declared = autoscalerChangesOf(wire.autoscalerSettings ?? {});
  return wire.scaledownWindowMs ? { ...declared, scaledownWindowMs: wire.scaledownWindowMs } : declared;
}

/** The names that these settings had before they were a message of their own. */
function olderAutoscalerOf(wire: WireFunction): Partial<AutoscalerSettings> {
  return {
    ...(wire.warmPoolSize === 0 ? {} : { minContainers: wire.warmPoolSize }),
    ...(wire.concurrencyLimit === 0 ? {} : { maxContainers: wire.concurrencyLimit }),
    ...(wire.taskIdleTimeoutSecs === 0 ? {} : { scaledownWindowMs: wire.taskIdleTimeoutSecs * 1000 }),
  };
}

/** What a variant overrides. Scalars that are absent are inherited, and so are empty resources. */
export function overridesOf(options: WireOptions): SettingsOverrides {
  refuseUnsupportedOptions(options);
  const autoscaler = variantAutoscalerOf(options);
  const retryPolicy = options.retryPolicy ? retryPolicyOrNone(options.retryPolicy) : undefined;
  return {
    ...optional("timeoutMs", options.timeoutMs ?? seconds(options.timeoutSecs)),
    ...optional("startupTimeoutMs", options.startupTimeoutMs),
    ...optional("retryPolicy", retryPolicy),
    ...(Object.keys(autoscaler).length === 0 ? {} : { autoscaler }),
    ...optional("maxConcurrentInputs", options.maxConcurrentInputs || undefined),
    ...optional("targetConcurrentInputs", options.targetConcurrentInputs || undefined),
    ...optional("batching", batchingOf(options)),
    ...optional("cpuMilli", options.resources?.milliCpu || undefined),
    ...optional("memoryMiB", options.resources?.memoryMb || undefined),
    ...(options.replaceSecretIds === true ? { secretIds: (options.secretIds ?? []).map(secretIdOf) } : {}),
  };
}

function variantAutoscalerOf(options: WireOptions): Partial<AutoscalerSettings> {
  return {
    ...optional("minContainers", options.warmPoolSize),
    ...optional("maxContainers", options.concurrencyLimit || undefined),
    ...optional("bufferContainers", options.bufferContainers),
    ...optional("scaledownWindowMs", options.scaledownWindowMs ?? seconds(options.taskIdleTimeoutSecs)),
  };
}

function refuseUnsupportedOptions(options: WireOptions): void {
  if (options.resources?.gpuConfig?.gpuType) throw notSupported("GPUs");
  if ((options.volumeMounts?.length ?? 0) > 0) throw notSupported("volumes");
  if ((options.cloudBucketMounts?.length ?? 0) > 0) throw notSupported("cloud buckets");
}

/** @throws `unimplemented`, naming what a later version may support. */
export function notSupported(what: string): LydianError {
  return new LydianError("unimplemented", `This version of Lydian does not support ${what}`);
}

/** What `updateAutoscaler` changes; what is absent is kept. */
export function autoscalerChangesOf(settings: WireAutoscaler): Partial<AutoscalerSettings> {
  return {
    ...optional("minContainers", settings.minContainers),
    ...optional("maxContainers", settings.maxContainers),
    ...optional("bufferContainers", settings.bufferContainers),
    ...optional("scaledownWindowMs", settings.scaledownWindowMs ?? seconds(settings.scaledownWindow)),
  };
}

/** All settings in force. A window of part of a second is told as the whole one to clients that count in those. */
export function autoscalerMessageOf(settings: AutoscalerSettings): WireAutoscaler {
  return {
    minContainers: settings.minContainers,
    maxContainers: settings.maxContainers ?? null,
    bufferContainers: settings.bufferContainers,
    scaledownWindow: Math.ceil(settings.scaledownWindowMs / 1000),
    scaledownWindowMs: settings.scaledownWindowMs,
  };
}

function retryPolicyOf(
  policy: modal.client.FunctionRetryPolicy.$Properties | null | undefined,
): RetryPolicy | undefined {
  return policy?.retries ? retryPolicyOrNone(policy) : undefined;
}

/** Unlike in a definition, no retries are a wish of their own in an override. */
function retryPolicyOrNone(policy: modal.client.FunctionRetryPolicy.$Properties): RetryPolicy {
  return {
    maxRetries: policy.retries ?? 0,
    initialDelayMs: policy.initialDelayMs ?? 0,
    backoffCoefficient: policy.backoffCoefficient || 1,
    maxDelayMs: policy.maxDelayMs || retryDelayMsMax,
  };
}

/** What official clients send where their user says nothing. */
const retryDelayMsMax = 60_000;

function secretIdOf(id: string): SecretId {
  if (!id.startsWith("st-")) throw new LydianError("invalid-argument", `"${id}" is not the id of a secret`);
  return id as SecretId; // the prefix is what makes it one
}

function seconds(value: number | null | undefined): number | undefined {
  return value === null || value === undefined ? undefined : value * 1000;
}

/** `{ [key]: value }`, or nothing where the value is absent. */
function optional<Key extends string, Value>(
  key: Key,
  value: Value | null | undefined,
): { readonly [K in Key]?: Value } {
  if (value === null || value === undefined) return {};
  return { [key]: value } as { readonly [K in Key]?: Value }; // a computed key loses its literal type
}
