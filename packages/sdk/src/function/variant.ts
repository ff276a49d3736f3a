/** Variants: the same function with other container settings or with class parameters. */
import { modal } from "@lydian/protocol";
import { InvalidError } from "../errors.ts";
import { checkOptions, completeRetries, present, secretsOf, type ContainerOptions } from "../options.ts";
import { resolveSecret } from "../secret.ts";
import { targetOf, type Target } from "./target.ts";

const { FunctionBindParamsRequest, FunctionBindParamsResponse } = modal.client;

type FunctionOptionsMessage = modal.client.FunctionOptions.$Properties;

/** Binds parameters and settings; the same request always gives the same function. */
export async function bind(
  base: Target,
  serializedParams: Uint8Array,
  options: ContainerOptions,
): Promise<Target> {
  const { client } = base;
  const functionOptions = await optionsMessage(base, options);
  const codecs = { request: FunctionBindParamsRequest, reply: FunctionBindParamsResponse };
  const request = {
    functionId: base.functionId,
    serializedParams,
    environmentName: client.environmentName,
    ...(functionOptions !== undefined && { functionOptions }),
  };
  const { boundFunctionId, handleMetadata } = await client.request("FunctionBindParams", codecs, request);
  return targetOf(client, boundFunctionId, base.name, { ...base.metadata, ...handleMetadata });
}

/** Checks the settings of a variant where they are written. */
export function checkContainerOptions(name: string, options: ContainerOptions): ContainerOptions {
  const given = present(options);
  const fixed = ["blockNetwork", "schedule", "input", "output", "batchMaxSize", "batchLingerMs"].filter(
    (key) => key in given,
  );
  if (fixed.length > 0)
    throw new InvalidError(`Cannot define a variant of "${name}": ${fixed.join(", ")} cannot differ in it`);
  checkOptions(`a variant of "${name}"`, { ...given });
  return given;
}

async function optionsMessage(
  base: Target,
  options: ContainerOptions,
): Promise<FunctionOptionsMessage | undefined> {
  if (Object.keys(options).length === 0) return undefined;
  const { retries, cpu, memoryMiB, timeoutMs, startupTimeoutMs, scaledownWindowMs } = options;
  const policy = retries === undefined ? undefined : completeRetries(retries);
  const secrets = options.secrets === undefined && options.env === undefined ? undefined : secretsOf(options);
  const secretIds = await Promise.all(
    (secrets ?? []).map((secret) => resolveSecret(base.client, secret, base.appId)),
  );
  return present({
    secretIds,
    replaceSecretIds: secrets !== undefined,
    resources: present({ milliCpu: cpu && Math.round(cpu * 1000), memoryMb: memoryMiB }),
    retryPolicy: policy && {
      retries: policy.maxRetries,
      initialDelayMs: policy.initialDelayMs,
      backoffCoefficient: policy.backoffCoefficient,
      maxDelayMs: policy.maxDelayMs,
    },
    concurrencyLimit: options.maxContainers,
    warmPoolSize: options.minContainers,
    bufferContainers: options.bufferContainers,
    timeoutSecs: timeoutMs && Math.ceil(timeoutMs / 1000),
    timeoutMs,
    startupTimeoutMs,
    taskIdleTimeoutSecs: scaledownWindowMs && Math.ceil(scaledownWindowMs / 1000),
    scaledownWindowMs,
    maxConcurrentInputs: options.maxConcurrentInputs,
    targetConcurrentInputs: options.targetConcurrentInputs,
  }) as FunctionOptionsMessage; // keys that are undefined are gone
}
