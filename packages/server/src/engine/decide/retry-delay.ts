import type { RetryPolicy } from "../../model/settings.ts";

/**
 * How long to wait before the next attempt of an input whose code has failed `failures` times, or
 * `undefined` if it has used up its retries. Lost containers are not failures.
 */
export function retryDelayMs(policy: RetryPolicy | undefined, failures: number): number | undefined {
  if (policy === undefined || failures > policy.maxRetries) return undefined;
  const delayMs = policy.initialDelayMs * policy.backoffCoefficient ** (failures - 1);
  return policy.maxDelayMs > 0 ? Math.min(delayMs, policy.maxDelayMs) : delayMs;
}
