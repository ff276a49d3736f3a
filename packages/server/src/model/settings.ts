import type { SecretId } from "./ids.ts";

/** How many containers a function has. All may be overridden while it runs. */
export interface AutoscalerSettings {
  readonly minContainers: number;
  /** Absent: no limit of its own; the server's limit applies. */
  readonly maxContainers?: number;
  /** Extra idle containers while the function is active. */
  readonly bufferContainers: number;
  /** How long an idle container is kept. */
  readonly scaledownWindowMs: number;
}

/** Retries of the user's own failures; a lost container is never counted. */
export interface RetryPolicy {
  readonly maxRetries: number;
  readonly initialDelayMs: number;
  readonly backoffCoefficient: number;
  readonly maxDelayMs: number;
}

/** Inputs that are handed to a function together, as lists. */
export interface Batching {
  readonly maxSize: number;
  /** How long the first input of a batch waits for others. */
  readonly lingerMs: number;
}

/** What a container of a function is given. */
export interface FunctionSettings {
  readonly timeoutMs: number;
  readonly startupTimeoutMs: number;
  readonly retryPolicy?: RetryPolicy;
  readonly autoscaler: AutoscalerSettings;
  readonly maxConcurrentInputs: number;
  readonly targetConcurrentInputs: number;
  /** Absent: each input by itself. With it, concurrency counts batches. */
  readonly batching?: Batching;
  readonly cpuMilli: number;
  readonly memoryMiB: number;
  /** In order; a later secret's keys win over an earlier one's. */
  readonly secretIds: readonly SecretId[];
  readonly blockNetwork: boolean;
}

export const autoscalerDefaults: AutoscalerSettings = {
  minContainers: 0,
  bufferContainers: 0,
  scaledownWindowMs: 60_000,
};

export const settingsDefaults: FunctionSettings = {
  timeoutMs: 300_000,
  startupTimeoutMs: 300_000,
  autoscaler: autoscalerDefaults,
  maxConcurrentInputs: 1,
  targetConcurrentInputs: 1,
  cpuMilli: 125,
  memoryMiB: 128,
  secretIds: [],
  blockNetwork: false,
};

/** A variant's deviations from its base function's settings; what is absent is inherited. */
export interface SettingsOverrides {
  readonly timeoutMs?: number;
  readonly startupTimeoutMs?: number;
  readonly retryPolicy?: RetryPolicy;
  readonly autoscaler?: Partial<AutoscalerSettings>;
  readonly maxConcurrentInputs?: number;
  readonly targetConcurrentInputs?: number;
  readonly batching?: Batching;
  readonly cpuMilli?: number;
  readonly memoryMiB?: number;
  readonly secretIds?: readonly SecretId[];
}

/** How many inputs a container may hold at once. */
export function inputsAtOnceMax({ maxConcurrentInputs, batching }: FunctionSettings): number {
  return maxConcurrentInputs * (batching?.maxSize ?? 1);
}

/** How many inputs a container should hold before another one is started. */
export function inputsWantedAtOnce({ targetConcurrentInputs, batching }: FunctionSettings): number {
  return targetConcurrentInputs * (batching?.maxSize ?? 1);
}
