/**
 * The real engine on a real store, with a seeded clock, fake containers and faults: clients call,
 * map, spawn and cancel; containers crash, servers are killed and started again; then all is quiet and
 * the history is checked. The same seed is the same run.
 */
import { createEngine } from "../engine/create-engine.ts";
import type { Engine } from "../engine/engine.ts";
import type { NewInput } from "../model/call.ts";
import type { Caller } from "../model/caller.ts";
import { noMeters } from "../meters/meters.ts";
import { inputLimitDefaults } from "../model/input-limits.ts";
import { settingsDefaults } from "../model/settings.ts";
import { openInlineStore } from "../store/sqlite/open-store.ts";
import type { Store } from "../store/store.ts";
import { type Faults, type FakeContainers, fakeContainers } from "./fake-containers.ts";
import { History } from "./history.ts";
import { fakeBuilder, fakeImages } from "./fake-images.ts";
import { memoryBlobs } from "./memory-blobs.ts";
import { mortalStore } from "./mortal-store.ts";
import { SeededRandomness } from "./seeded-randomness.ts";
import { VirtualClock } from "./virtual-clock.ts";

export interface SimulationOptions {
  readonly seed: number;
  /** Removes the attempt fence of the store: the history must then be found wrong. */
  readonly unsafeWithoutFence?: boolean;
}

export interface SimulationReport {
  readonly seed: number;
  readonly violations: readonly string[];
  readonly acknowledged: number;
  readonly began: number;
  readonly serverKills: number;
}

const clients = 4;
const operationsPerClient = 8;
const mapInputsMax = 12;
/** Simulated time for the clients to get everything done: far more than they need. */
const faultyMsMax = 120_000;
/** How long a server lives before it is killed. The clients need a few seconds. */
const killAfterMsMin = 200;
const killAfterMsMax = 4_000;
/** Less than what results of attached calls are kept for. */
const quietMs = 200_000;
const commitMsMax = 3;
const client: Caller = { kind: "client", tokenId: "ak-simulated", username: "simulated" };

export async function simulate(options: SimulationOptions): Promise<SimulationReport> {
  const world = new World(options);
  await world.run();
  return world.report();
}

class World {
  readonly #seed: number;
  readonly #clock = new VirtualClock();
  readonly #random: SeededRandomness;
  readonly #history = new History();
  readonly #faults: Faults = {
    bootFails: 0.1,
    crashesWhileRunning: 0.05,
    answersTooLate: 0.05,
    ignoresCancellation: 0.2,
  };
  readonly #blobs = memoryBlobs();
  readonly #store: Store;
  readonly #containers: FakeContainers;
  readonly #functions = new Map<string, string>();
  #engine: Engine | undefined;
  #kill: (() => void) | undefined;
  /** Resolves once the server of now is not there any more: what it was asked is never answered. */
  #gone = Promise.withResolvers<undefined>();
  #serverKills = 0;
  #clientsLeft = clients;
  readonly #bugs: string[] = [];

  constructor({ seed, unsafeWithoutFence = false }: SimulationOptions) {
    this.#seed = seed;
    this.#random = new SeededRandomness(seed);
    const schedule = (run: () => void): void => {
      this.#clock.after(this.#random.fraction() * commitMsMax, run);
    };
    this.#store = openInlineStore({ schedule, unsafeWithoutFence });
    this.#containers = fakeContainers(this.#clock, this.#random, this.#faults, this.#history);
  }

  async run(): Promise<void> {
    this.#watch(this.#begin());
    await this.#clock.run(() => this.#clientsLeft === 0, faultyMsMax);
    Object.assign(this.#faults, {
      bootFails: 0,
      crashesWhileRunning: 0,
      answersTooLate: 0,
      ignoresCancellation: 0,
    });
    await this.#clock.run(() => false, quietMs);
    this.#watch(this.#readAll());
    await this.#clock.run(() => false, quietMs);
  }

  report(): SimulationReport {
    return {
      seed: this.#seed,
      violations: [...this.#bugs, ...this.#history.finish()],
      acknowledged: this.#history.acknowledgedCount,
      began: this.#history.began,
      serverKills: this.#serverKills,
    };
  }

  async #begin(): Promise<void> {
    await this.#startServer();
    await this.#deploy();
    for (let i = 0; i < clients; i += 1) this.#watch(this.#client().finally(() => (this.#clientsLeft -= 1)));
    this.#scheduleKill();
  }

  async #startServer(): Promise<void> {
    const { clock, die } = this.#clock.mortal();
    const { store, die: cut } = mortalStore(this.#store);
    const engine = createEngine(
      {
        store,
        blobs: this.#blobs,
        launcher: this.#containers,
        images: fakeImages(),
        meters: noMeters,
        imageBuilder: fakeBuilder(),
        clock,
        randomness: this.#random,
        masterKey: new Uint8Array(32),
        appUrl: () => "",
        announce: () => {},
        report: (what, error) => this.#bugs.push(`could not ${what}: ${String(error)}`),
      },
      {
        warmContainers: 1,
        limits: inputLimitDefaults,
        machine: { cpuMilli: 750, memoryMiB: 768, containers: 6 },
        buildsAtOnceMax: 2,
        blobBytesMax: 1_000_000,
      },
    );
    this.#containers.engine = engine;
    this.#kill = () => {
      die();
      cut();
      this.#engine = undefined;
      this.#containers.engine = undefined;
      this.#containers.killAll();
      this.#gone.resolve(undefined);
      this.#gone = Promise.withResolvers();
    };
    await engine.start();
    this.#engine = engine;
  }

  #scheduleKill(): void {
    this.#clock.after(this.#random.between(killAfterMsMin, killAfterMsMax), () => {
      if (this.#clientsLeft === 0 || this.#kill === undefined) return;
      this.#serverKills += 1;
      this.#kill();
      this.#clock.after(this.#random.between(10, 2_000), () =>
        this.#watch(this.#startServer().then(() => this.#scheduleKill())),
      );
    });
  }

  async #deploy(): Promise<void> {
    const engine = this.#running();
    const { sha256 } = await this.#blobs.write(Buffer.from("code"), { bytesMax: 100 });
    const app = await engine.apps.create(client, {
      name: "simulated",
      environmentName: "",
      state: "initializing",
    });
    const definitions: Record<string, string> = {};
    for (const [tag, maxConcurrentInputs] of [
      ["one", 1],
      ["many", 4],
      ["generate", 1],
    ] as const) {
      const functionId = await engine.apps.reserveFunction(app.appId, tag);
      this.#functions.set(tag, functionId);
      const autoscaler = { ...settingsDefaults.autoscaler, maxContainers: 3, scaledownWindowMs: 500 };
      definitions[functionId] = await engine.apps.defineFunction(app.appId, functionId, {
        tag,
        kind: tag === "generate" ? "generator" : "function",
        code: { language: "typescript", bundleBlobId: `bl-${sha256}` },
        methods: {},
        parameters: [],
        settings: {
          ...settingsDefaults,
          timeoutMs: 5_000,
          maxConcurrentInputs,
          targetConcurrentInputs: maxConcurrentInputs,
          autoscaler,
        },
        inputFormats: ["cbor"],
        outputFormats: ["cbor"],
        wire: new Uint8Array(),
      });
    }
    const functions = Object.fromEntries(this.#functions);
    await engine.apps.publish(client, {
      appId: app.appId,
      name: "simulated",
      state: "deployed",
      functions,
      classes: {},
      definitions,
      tag: "",
      clientVersion: "",
    });
  }

  async #client(): Promise<void> {
    for (let i = 0; i < operationsPerClient; i += 1) {
      await this.#clock.sleep(this.#random.between(1, 400));
      const operation = this.#random.pick([
        () => this.#remote(),
        () => this.#spawn(),
        () => this.#map(),
        () => this.#generate(),
      ]);
      await operation();
    }
  }

  /** A client that lost its server asks again, with the same id, until it is heard. */
  async #insist<T>(ask: (engine: Engine, isRepeat: boolean) => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt += 1) {
      const engine = this.#engine;
      if (engine !== undefined) {
        const asked = ask(engine, attempt > 0).then((value) => ({ value }));
        const answer = await Promise.race([asked, this.#gone.promise]);
        if (answer !== undefined) return answer.value;
      }
      await this.#clock.sleep(this.#random.between(10, 100));
    }
  }

  async #open(
    tag: string,
    type: "unary" | "map",
    invocation: "attached" | "detached",
    inputs: readonly NewInput[],
  ): Promise<string> {
    const callId = this.#random.id("fc");
    const functionId = this.#functions.get(tag) ?? "";
    await this.#insist((engine, isRepeat) =>
      engine.calls.open(client, { callId, functionId, type, invocation, inputs, isRepeat }),
    );
    for (const input of inputs) this.#history.acknowledged(callId, input.index);
    return callId;
  }

  async #remote(): Promise<void> {
    const callId = this.#random.id("fc");
    const functionId = this.#functions.get(this.#random.pick(["one", "many"])) ?? "";
    const { signal } = new AbortController();
    const page = await this.#insist((engine, isRepeat) =>
      engine.calls.run(
        client,
        { callId, functionId, type: "unary", invocation: "attached", inputs: [anInput(0)], isRepeat },
        signal,
      ),
    );
    this.#history.acknowledged(callId, 0);
    for (const output of page.outputs) this.#history.read(output);
    this.#calls.push({ callId, isGenerator: false });
  }

  readonly #calls: { readonly callId: string; readonly isGenerator: boolean }[] = [];

  async #spawn(): Promise<void> {
    const callId = await this.#open(this.#random.pick(["one", "many"]), "unary", "detached", [anInput(0)]);
    this.#calls.push({ callId, isGenerator: false });
    if (this.#random.happens(0.4)) await this.#cancelSoon(callId);
  }

  async #map(): Promise<void> {
    const callId = await this.#open(this.#random.pick(["one", "many"]), "map", "attached", []);
    this.#calls.push({ callId, isGenerator: false });
    const count = this.#random.between(1, mapInputsMax);
    for (let from = 0; from < count; from += 4) {
      const inputs = Array.from({ length: Math.min(4, count - from) }, (_, i) => anInput(from + i));
      await this.#insist((engine, isRepeat) => engine.calls.put(client, callId, inputs, { isRepeat }));
      for (const input of inputs) this.#history.acknowledged(callId, input.index);
      await this.#clock.sleep(this.#random.between(0, 30));
    }
    await this.#insist((engine) => engine.calls.finishInputs(client, callId, count));
    if (this.#random.happens(0.3)) await this.#cancelSoon(callId);
    else await this.#readOutputs(callId);
  }

  async #generate(): Promise<void> {
    const callId = await this.#open("generate", "unary", "attached", [anInput(0)]);
    this.#calls.push({ callId, isGenerator: true });
    if (this.#random.happens(0.3)) await this.#cancelSoon(callId);
    else await this.#readChunks(callId);
  }

  async #cancelSoon(callId: string): Promise<void> {
    await this.#clock.sleep(this.#random.between(0, 300));
    const terminateContainers = this.#random.happens(0.3);
    await this.#insist((engine) => engine.calls.cancel(client, callId, { terminateContainers }));
    this.#history.cancelled(callId);
  }

  /** Reads to the end, by cursor, over as many servers as it takes. */
  async #readOutputs(callId: string): Promise<void> {
    let after = 0;
    for (;;) {
      const page = await this.#insist((engine) =>
        engine.calls.awaitOutputs(callId, { after, limit: 3, timeoutMs: 1_000 }),
      );
      for (const output of page.outputs) this.#history.read(output);
      after = page.cursor;
      if (page.outputs.length === 0 && page.unfinished === 0 && !page.isOpen) return;
    }
  }

  async #readChunks(callId: string): Promise<void> {
    let after = 0;
    for (;;) {
      const page = await this.#insist((engine) =>
        engine.calls.awaitChunks({ callId, index: 0 }, { after, limit: 2, timeoutMs: 1_000 }),
      );
      for (const { index } of page.chunks) this.#history.yielded(callId, index);
      after = page.chunks.at(-1)?.index ?? after;
      if (page.isFinished) return;
    }
  }

  /** At the end: every call is read from the beginning. */
  async #readAll(): Promise<void> {
    for (const { callId } of this.#calls) {
      const page = await this.#running().calls.awaitOutputs(callId, { after: 0, limit: 1_000, timeoutMs: 0 });
      for (const output of page.outputs) this.#history.read(output);
    }
  }

  #running(): Engine {
    if (this.#engine === undefined) throw new Error("The server is not there");
    return this.#engine;
  }

  #watch(work: Promise<unknown>): void {
    work.catch((error: unknown) =>
      this.#bugs.push(
        `unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      ),
    );
  }
}

function anInput(index: number): NewInput {
  return { index, payload: { format: "cbor", data: new Uint8Array([0x80]) } };
}
