/** One server after the other on the same store: each lives until it is killed or asked to stop. */
import { createEngine } from "../engine/create-engine.ts";
import type { Engine } from "../engine/engine.ts";
import { noMeters } from "../meters/meters.ts";
import { noTraces } from "../traces/traces.ts";
import { settingsDefaults } from "../model/settings.ts";
import { type InlineStore, openInlineStore } from "../store/sqlite/open-store.ts";
import type { Store } from "../store/store.ts";
import { fakeLauncher, type FakeLauncher } from "./containers/fake-launcher.ts";
import type { Surroundings } from "./containers/surroundings.ts";
import { fakeBuilder, fakeImages } from "./fake-images.ts";
import type { Uptime } from "./history/due-times.ts";
import { memoryBlobs } from "./memory-blobs.ts";
import { mortalStore } from "./mortal-store.ts";
import type { Scenario } from "./scenario.ts";
import { watchedStore } from "./watched-store.ts";

/** Bugs that are put in by hand, to show that the simulation finds them. */
export interface Sabotage {
  /** Removes the attempt fence of the store. */
  readonly unsafeWithoutFence?: boolean;
  /** What the engine is given in place of its store. */
  readonly store?: (store: Store) => Store;
  /** What the store does, unseen by who watches it. */
  readonly disk?: (store: Store) => Store;
  /** What clients and containers speak to in place of the engine. */
  readonly engine?: (engine: Engine) => Engine;
}

/** How long a server lives before it ends, and how long there is none then. */
const lifeMs = { min: 200, max: 4_000 };
const downMsMin = 10;
const downMsMax = 2_000;

export class Server {
  readonly blobs = memoryBlobs();
  readonly uptimes: Uptime[] = [];
  readonly #surroundings: Surroundings;
  readonly #scenario: Scenario;
  readonly #sabotage: Sabotage;
  readonly #launcher: FakeLauncher;
  readonly #report: (bug: string) => void;
  #store: InlineStore;
  #engine: Engine | undefined;
  #die: (() => void) | undefined;
  #gone = Promise.withResolvers<undefined>();
  #mayEnd = true;
  kills = 0;

  constructor(
    surroundings: Surroundings,
    scenario: Scenario,
    sabotage: Sabotage,
    report: (bug: string) => void,
  ) {
    this.#surroundings = surroundings;
    this.#scenario = scenario;
    this.#sabotage = sabotage;
    this.#report = report;
    this.#launcher = fakeLauncher(surroundings);
    const { clock, random } = surroundings;
    this.#store = openInlineStore({
      schedule: (run) => clock.after(random.fraction() * scenario.commitMsMax, run),
      unsafeWithoutFence: sabotage.unsafeWithoutFence === true,
    });
  }

  /** The one that is there; none between two of them. */
  get engine(): Engine | undefined {
    return this.#engine;
  }

  /** Resolves once the server of now is not there any more: what it was asked is never answered. */
  get gone(): Promise<undefined> {
    return this.#gone.promise;
  }

  async start(): Promise<void> {
    const { clock, random, history } = this.#surroundings;
    const { clock: mortalClock, die } = clock.mortal();
    const { store, die: cut } = mortalStore(
      watchedStore(this.#sabotage.disk?.(this.#store) ?? this.#store, history),
    );
    const engine = createEngine(
      {
        store: this.#sabotage.store?.(store) ?? store,
        blobs: this.blobs,
        launcher: this.#launcher,
        images: fakeImages(),
        imageBuilder: fakeBuilder(),
        clock: mortalClock,
        randomness: random,
        meters: noMeters,
        traces: noTraces,
        masterKey: new Uint8Array(32),
        appUrl: () => "",
        announce: () => {},
        report: (what, error) => this.#hear(what, error),
      },
      {
        warmContainers: 1,
        limits: this.#scenario.limits,
        machine: machineOf(this.#scenario.containersMax),
        buildsAtOnceMax: 2,
        blobBytesMax: 1_000_000,
      },
    );
    const spokenTo = this.#sabotage.engine?.(engine) ?? engine;
    this.#launcher.engine = spokenTo;
    this.#die = () => {
      die();
      cut();
    };
    history.restarted();
    await engine.start();
    this.#engine = spokenTo;
    this.uptimes.push({ fromMs: clock.nowMs(), toMs: Number.POSITIVE_INFINITY });
  }

  /** From now on servers end again and again, until `stay`. */
  scheduleEnd(): void {
    const { clock, random } = this.#surroundings;
    clock.after(random.between(lifeMs.min, lifeMs.max), () => {
      if (this.#mayEnd) this.#end().catch((error: unknown) => this.#report(`unexpected: ${String(error)}`));
    });
  }

  /** The one that is there, or that comes next, is the last one. */
  stay(): void {
    this.#mayEnd = false;
  }

  async #end(): Promise<void> {
    const { clock, random, faults } = this.#surroundings;
    const engine = this.#engine;
    this.#launcher.excuseAll();
    this.kills += 1;
    if (random.happens(faults.stopsInOrder)) await engine?.stop();
    this.#kill();
    await clock.sleep(random.between(downMsMin, downMsMax));
    await this.start();
    this.scheduleEnd();
  }

  /** What was being committed may be lost with it, or not. */
  #kill(): void {
    const { random, clock } = this.#surroundings;
    this.#die?.();
    if (random.happens(0.5)) this.#store = this.#store.restart();
    this.#engine = undefined;
    this.#launcher.engine = undefined;
    this.#launcher.killAll();
    const uptime = this.uptimes.at(-1);
    if (uptime !== undefined) uptime.toMs = clock.nowMs();
    this.#gone.resolve(undefined);
    this.#gone = Promise.withResolvers();
  }

  #hear(what: string, error: unknown): void {
    // A launcher that has no room says so, to the operator too.
    if (what === "start a container" && this.#scenario.mayRefuseLaunches) return;
    this.#report(`could not ${what}: ${String(error)}`);
  }
}

function machineOf(containers: number): Parameters<typeof createEngine>[1]["machine"] {
  const { cpuMilli, memoryMiB } = settingsDefaults;
  return { cpuMilli: cpuMilli * containers, memoryMiB: memoryMiB * containers, containers };
}
