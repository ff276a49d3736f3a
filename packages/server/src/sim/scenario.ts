/**
 * What one seed draws: which features its functions have, what its clients do, which faults there are and
 * how often. A seed has some of everything and seldom all of it ("swarm testing").
 */
import { type InputLimits, inputLimitDefaults } from "../model/input-limits.ts";
import type { Schedule } from "../model/schedule.ts";
import { type FunctionSettings, settingsDefaults } from "../model/settings.ts";
import { drawFaults, type Faults } from "./faults.ts";
import type { SeededRandomness } from "./seeded-randomness.ts";

export interface SimulatedFunction {
  readonly tag: string;
  readonly kind: "function" | "generator";
  readonly settings: FunctionSettings;
  readonly schedule?: Schedule;
}

/** What clients do beside calling. */
export interface Habits {
  readonly cancels: boolean;
  /** Goes away without a word from what it has begun. */
  readonly leaves: boolean;
  /** Some inputs fail, hang or run long. */
  readonly hasTroubles: boolean;
  /** Some inputs call another function while they run. */
  readonly nests: boolean;
}

export interface Scenario {
  readonly functions: readonly SimulatedFunction[];
  readonly faults: Faults;
  readonly habits: Habits;
  readonly clients: number;
  /** Apps that live as long as their clients do. */
  readonly guests: number;
  readonly redeploys: boolean;
  readonly rescales: boolean;
  readonly killsServers: boolean;
  /** Containers of the machine. Where it is `roomy`, all that all functions may have fit. */
  readonly containersMax: number;
  readonly isRoomy: boolean;
  /** The launcher is sometimes refused. */
  readonly mayRefuseLaunches: boolean;
  /** Beyond which callers are asked to wait. */
  readonly limits: InputLimits;
  /** A commit takes this long at most. */
  readonly commitMsMax: number;
}

/** As many as clients reach here. */
const fewInputs: InputLimits = { waitingInputsMax: 6, unfinishedInputsMax: 8, spawnedInputsMax: 10 };
const functionsMax = 4;
const containersPerFunctionMax = 3;

export function drawScenario(random: SeededRandomness): Scenario {
  const has = (probability: number): boolean => random.happens(probability);
  const features: Features = {
    batches: has(0.5),
    retries: has(0.6),
    timeouts: has(0.5),
    scaling: has(0.5),
    concurrency: has(0.6),
  };
  const count = random.between(1, functionsMax);
  const functions = Array.from({ length: count }, (_, i) => drawFunction(random, features, i));
  if (has(0.4)) functions.push(drawScheduled(random));
  const isRoomy = has(0.4);
  const faults = drawFaults(random);
  return {
    functions,
    faults,
    mayRefuseLaunches: faults.launchIsRefused > 0,
    habits: { cancels: has(0.6), leaves: has(0.3), hasTroubles: has(0.6), nests: has(0.3) && count > 1 },
    clients: random.between(1, 4),
    guests: has(0.3) ? 1 : 0,
    redeploys: has(0.4),
    rescales: has(0.4),
    killsServers: has(0.7),
    containersMax: isRoomy ? 100 : random.between(2, 6),
    isRoomy,
    limits: has(0.3) ? fewInputs : inputLimitDefaults,
    commitMsMax: has(0.2) ? 40 : 3,
  };
}

interface Features {
  readonly batches: boolean;
  readonly retries: boolean;
  readonly timeouts: boolean;
  readonly scaling: boolean;
  readonly concurrency: boolean;
}

function drawFunction(random: SeededRandomness, features: Features, place: number): SimulatedFunction {
  const has = (feature: boolean): boolean => feature && random.happens(0.6);
  const isGenerator = random.happens(0.2);
  const isBatched = has(features.batches) && !isGenerator;
  const maxConcurrentInputs = has(features.concurrency) ? random.between(2, 4) : 1;
  const settings: FunctionSettings = {
    ...settingsDefaults,
    timeoutMs: has(features.timeouts) ? random.between(300, 1_500) : 10_000,
    startupTimeoutMs: random.between(500, 3_000),
    maxConcurrentInputs,
    targetConcurrentInputs: random.between(1, maxConcurrentInputs),
    autoscaler: drawScaling(random, has(features.scaling), place === 0),
    ...(isBatched
      ? { batching: { maxSize: random.between(2, 5), lingerMs: random.pick([0, 20, 200]) } }
      : {}),
    ...(has(features.retries) ? { retryPolicy: drawRetryPolicy(random) } : {}),
  };
  return { tag: `f${place}`, kind: isGenerator ? "generator" : "function", settings };
}

/** Few are kept at least, so that all of these fit any machine. */
export function drawScaling(
  random: SeededRandomness,
  isDrawn: boolean,
  mayKeep: boolean,
): FunctionSettings["autoscaler"] {
  return {
    minContainers: isDrawn && mayKeep ? random.between(0, 1) : 0,
    maxContainers: random.between(1, containersPerFunctionMax),
    bufferContainers: isDrawn ? random.between(0, 2) : 0,
    scaledownWindowMs: random.pick([100, 500, 2_000]),
  };
}

function drawRetryPolicy(random: SeededRandomness): NonNullable<FunctionSettings["retryPolicy"]> {
  return {
    maxRetries: random.between(1, 3),
    initialDelayMs: random.pick([0, 50, 400]),
    backoffCoefficient: random.pick([1, 2, 3]),
    maxDelayMs: random.pick([0, 600]),
  };
}

function drawScheduled(random: SeededRandomness): SimulatedFunction {
  const schedule: Schedule = random.happens(0.3)
    ? { kind: "cron", expression: "* * * * *", timeZone: "UTC" }
    : { kind: "period", months: 0, ms: random.between(1_000, 8_000) };
  const settings = {
    ...settingsDefaults,
    startupTimeoutMs: 2_000,
    autoscaler: drawScaling(random, false, false),
  };
  return { tag: "tick", kind: "function", settings, schedule };
}
