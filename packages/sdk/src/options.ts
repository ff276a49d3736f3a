import type { StandardSchemaV1 } from "@standard-schema/spec";
import { InvalidError, UnimplementedError } from "./errors.ts";
import type { Schedule } from "./schedule.ts";
import { Secret } from "./secret.ts";

/** Retries of the function's own failures. A lost container is never counted. */
export interface Retries {
  /** How many runs may follow the first. From 0 to 10. */
  readonly maxRetries: number;
  /** Before the first retry. @default 1000 */
  readonly initialDelayMs?: number;
  /** Each delay is the one before times this. @default 2 */
  readonly backoffCoefficient?: number;
  /** No delay is longer. @default 60_000 */
  readonly maxDelayMs?: number;
}

/** How many containers a function has. */
export interface AutoscalerOptions {
  /** Containers that are kept although nothing is to be done. @default 0 */
  readonly minContainers?: number;
  /** Containers at most. @default none of its own: the server's limit */
  readonly maxContainers?: number;
  /** Idle containers beyond need while the function is active. @default 0 */
  readonly bufferContainers?: number;
  /** How long an idle container is kept. @default 60_000 */
  readonly scaledownWindowMs?: number;
}

/** What may differ between an app's function and a variant of it. */
export interface ContainerOptions extends AutoscalerOptions {
  /** How long one attempt may take. @default 300_000 */
  readonly timeoutMs?: number;
  /** How long booting and the `enter` hooks may take. @default 300_000 */
  readonly startupTimeoutMs?: number;
  /** A number of retries, or how they are spaced. @default 0 */
  readonly retries?: number | Retries;
  /** How many inputs one container runs at once. @default 1 */
  readonly maxConcurrentInputs?: number;
  /** How many of them the autoscaler aims at. @default maxConcurrentInputs */
  readonly targetConcurrentInputs?: number;
  /** Cores asked for. @default 0.125 */
  readonly cpu?: number;
  /** Memory asked for. @default 128 */
  readonly memoryMiB?: number;
  /** Not supported yet. */
  readonly gpu?: string;
  /** Environment variables, encrypted at rest. In `withOptions`, these or `env` replace both. @default none */
  readonly secrets?: readonly Secret[];
  /** Environment variables in plain sight, as a secret of the app. They win over `secrets`. @default none */
  readonly env?: Readonly<Record<string, string>>;
}

/** The settings of an app's function, and of its classes. */
export interface FunctionOptions extends ContainerOptions {
  /** No network but the server's channel. @default false */
  readonly blockNetwork?: boolean;
  /**
   * How many inputs are handed to the function together: it takes a list for each argument and gives a list of
   * results, while callers give and get single ones. From 1 to 1,000. @default each input by itself
   */
  readonly batchMaxSize?: number;
  /** How long the first input of a batch waits for others. @default 0: takes what is there */
  readonly batchLingerMs?: number;
  /** When it runs by itself: `cron(…)` or `period(…)`. @default only when it is called */
  readonly schedule?: Schedule;
  /** Checks the first argument where the function runs, and may change it. @default none */
  readonly input?: StandardSchemaV1;
  /** Checks the result where the function runs, and may change it. @default none */
  readonly output?: StandardSchemaV1;
}

/** Defaults for all functions and classes of an app. */
export type AppOptions = Omit<
  FunctionOptions,
  "schedule" | "input" | "output" | "batchMaxSize" | "batchLingerMs"
>;

type Check = (value: unknown) => string | undefined;

function number(least: number, most: number, isWhole = true): Check {
  return (value) => {
    const isRight =
      typeof value === "number" && value >= least && value <= most && (!isWhole || Number.isInteger(value));
    return isRight ? undefined : `must be a ${isWhole ? "whole " : ""}number from ${least} to ${most}`;
  };
}

const count = number(0, 1_000_000);
const positive = number(1, 1_000_000);
/** A week. */
const milliseconds = number(1, 7 * 24 * 3_600_000);
const unsupported: Check = () => "is not supported yet by this version of Lydian";

const checks: Readonly<Record<keyof FunctionOptions, Check>> = {
  timeoutMs: milliseconds,
  startupTimeoutMs: milliseconds,
  retries: checkRetries,
  minContainers: count,
  maxContainers: positive,
  bufferContainers: count,
  scaledownWindowMs: milliseconds,
  maxConcurrentInputs: number(1, 1000),
  targetConcurrentInputs: number(1, 1000),
  cpu: number(0.001, 1024, false),
  memoryMiB: number(1, 16 * 1024 * 1024),
  gpu: unsupported,
  secrets: (value) =>
    Array.isArray(value) && value.every((secret) => secret instanceof Secret)
      ? undefined
      : "must be a list of Secret",
  env: (value) =>
    typeof value === "object" &&
    value !== null &&
    Object.values(value).every((text) => typeof text === "string")
      ? undefined
      : "must be an object whose values are strings",
  blockNetwork: (value) => (typeof value === "boolean" ? undefined : "must be true or false"),
  batchMaxSize: number(1, 1000),
  batchLingerMs: number(0, 600_000),
  schedule: checkSchedule,
  input: checkSchema,
  output: checkSchema,
};

function checkSchema(value: unknown): string | undefined {
  return (typeof value === "object" || typeof value === "function") && value !== null && "~standard" in value
    ? undefined
    : "must be a Standard Schema";
}

function checkSchedule(value: unknown): string | undefined {
  const isMade = typeof value === "object" && value !== null && "kind" in value;
  if (!isMade) return "must be made by cron() or period()";
  const { kind, ...parts } = value;
  if (kind === "cron") return undefined;
  for (const [part, length] of Object.entries(present(parts))) {
    const reason = number(0, 2 ** 31 - 1, part !== "seconds")(length);
    if (reason !== undefined) return `has ${part} that ${reason}`;
  }
  return undefined;
}

function checkRetries(value: unknown): string | undefined {
  if (typeof value === "number") return number(0, 10)(value);
  if (typeof value !== "object" || value === null) return "must be a number or { maxRetries, … }";
  const limits: Readonly<Record<string, Check>> = {
    maxRetries: number(0, 10),
    initialDelayMs: number(0, 60_000),
    backoffCoefficient: number(1, 10, false),
    maxDelayMs: number(1, 3_600_000),
  };
  if (!("maxRetries" in value)) return "must have maxRetries";
  for (const [key, part] of Object.entries(value)) {
    const check = limits[key];
    if (check === undefined) return `has an unknown key "${key}"`;
    const reason = part === undefined ? undefined : check(part);
    if (reason !== undefined) return `has a ${key} that ${reason}`;
  }
  return undefined;
}

/**
 * Checks settings where they are written; `undefined` is as if it were absent.
 *
 * @throws {InvalidError} naming the setting and what it must be.
 * @throws {UnimplementedError} for a setting that this version does not act on.
 */
export function checkOptions(owner: string, options: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(options)) {
    if (value === undefined) continue;
    if (!Object.hasOwn(checks, key))
      throw new InvalidError(`Cannot define ${owner}: there is no option "${key}"`);
    const check = checks[key as keyof FunctionOptions]; // by the line above
    const reason = check(value);
    if (check === unsupported) throw new UnimplementedError(`Cannot define ${owner}: ${key} ${reason ?? ""}`);
    if (reason !== undefined) throw new InvalidError(`Cannot define ${owner}: ${key} ${reason}`);
  }
  checkOrder(owner, options, "minContainers", "maxContainers");
  checkOrder(owner, options, "targetConcurrentInputs", "maxConcurrentInputs");
  if (options["batchLingerMs"] !== undefined && options["batchMaxSize"] === undefined)
    throw new InvalidError(`Cannot define ${owner}: batchLingerMs is for batches: give batchMaxSize too`);
}

function checkOrder(
  owner: string,
  options: Readonly<Record<string, unknown>>,
  low: string,
  high: string,
): void {
  const [least, most] = [options[low], options[high]];
  if (typeof least === "number" && typeof most === "number" && least > most) {
    throw new InvalidError(`Cannot define ${owner}: ${low} (${least}) is above ${high} (${most})`);
  }
}

/** What is given, without the keys whose value is `undefined`. */
export function present<T extends object>(options: T): T {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T; // fewer keys, all optional
}

/** Retries with all their defaults. */
export function completeRetries(retries: number | Retries): Required<Retries> {
  const given = typeof retries === "number" ? { maxRetries: retries } : present(retries);
  return { initialDelayMs: 1000, backoffCoefficient: 2, maxDelayMs: 60_000, ...given };
}

/** All secrets of these options in order, with `env` last, so that it wins. */
export function secretsOf(options: ContainerOptions): readonly Secret[] {
  const { secrets = [], env } = options;
  return env === undefined || Object.keys(env).length === 0 ? secrets : [...secrets, Secret.fromObject(env)];
}
