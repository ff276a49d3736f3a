/**
 * The real engine on a real store, with a seeded clock, fake containers and faults: what a seed draws
 * (`scenario.ts`) happens, then all is quiet and the history is checked (`history/`, `settle.ts`). The same seed is
 * the same run.
 */
import { Caller } from "./clients/caller.ts";
import { Connection } from "./clients/connection.ts";
import { Deployer, type Deployment } from "./clients/deployer.ts";
import { visit } from "./clients/guest.ts";
import { operate } from "./clients/operator.ts";
import { calmDown } from "./faults.ts";
import { History } from "./history/history.ts";
import { drawScenario, type Scenario } from "./scenario.ts";
import { SeededRandomness } from "./seeded-randomness.ts";
import { type Sabotage, Server } from "./server.ts";
import { settle } from "./settle.ts";
import { VirtualClock } from "./virtual-clock.ts";

export interface SimulationOptions {
  readonly seed: number;
  /** Bugs that are put in by hand: the history must then be found wrong. */
  readonly sabotage?: Sabotage;
}

export interface SimulationReport {
  readonly seed: number;
  readonly violations: readonly string[];
  readonly acknowledged: number;
  readonly began: number;
  readonly serverKills: number;
}

const callsPerClient = 6;
/** Simulated time for the clients to get everything done: far more than they need. */
const faultyMsMax = 120_000;

export async function simulate({ seed, sabotage = {} }: SimulationOptions): Promise<SimulationReport> {
  const world = new World(seed, sabotage);
  await world.run();
  return world.report();
}

class World {
  readonly #seed: number;
  readonly #clock = new VirtualClock();
  readonly #random: SeededRandomness;
  readonly #scenario: Scenario;
  readonly #history: History;
  readonly #server: Server;
  readonly #callers: Caller[] = [];
  readonly #guests: Deployment[] = [];
  #deployment: Deployment | undefined;
  #busyClients = 1;

  constructor(seed: number, sabotage: Sabotage) {
    this.#seed = seed;
    this.#random = new SeededRandomness(seed);
    this.#scenario = drawScenario(this.#random);
    this.#history = new History(this.#clock, this.#scenario);
    const surroundings = {
      clock: this.#clock,
      random: this.#random,
      faults: this.#scenario.faults,
      history: this.#history,
      functionOf: (tag: string) => this.#deployment?.functionIds[tag] ?? "",
    };
    this.#server = new Server(surroundings, this.#scenario, sabotage, (bug) =>
      this.#history.violations.complain("bug", bug),
    );
  }

  async run(): Promise<void> {
    const { faults } = this.#scenario;
    const connection = new Connection(this.#server, { clock: this.#clock, random: this.#random, faults });
    const { sha256 } = await this.#server.blobs.write(Buffer.from("code"), { bytesMax: 100 });
    const deployer = new Deployer(connection, this.#history, `bl-${sha256}`);
    this.#watch(this.#begin(connection, deployer));
    await this.#clock.run(() => this.#busyClients === 0, faultyMsMax);
    calmDown(faults);
    this.#server.stay();
    if (this.#deployment === undefined) return;
    await settle({
      clock: this.#clock,
      history: this.#history,
      server: this.#server,
      connection,
      deployer,
      deployment: this.#deployment,
      guests: this.#guests,
      callers: this.#callers,
      busyClients: () => this.#busyClients,
      watch: (work) => this.#watch(work),
    });
  }

  report(): SimulationReport {
    return {
      seed: this.#seed,
      violations: this.#history.violations.list,
      acknowledged: this.#history.answers.acknowledgedCount,
      began: this.#history.attempts.began,
      serverKills: this.#server.kills,
    };
  }

  async #begin(connection: Connection, deployer: Deployer): Promise<void> {
    const { clients, guests, functions, killsServers } = this.#scenario;
    await this.#server.start();
    if (killsServers) this.#server.scheduleEnd();
    const deployment = await deployer.create("simulated", "deployed", functions);
    await deployer.publish(deployment);
    this.#deployment = deployment;
    const world = {
      clock: this.#clock,
      random: this.#random,
      history: this.#history,
      scenario: this.#scenario,
    };
    this.#come(operate(deployer, deployment, world));
    for (let i = 0; i < clients; i += 1)
      this.#come(this.#caller(connection, `client ${i}`).callAgainAndAgain(deployment, callsPerClient));
    for (let i = 0; i < guests; i += 1) {
      const caller = this.#caller(connection, `guest ${i}`);
      this.#come(visit({ connection, deployer, caller }, world, this.#guests));
    }
    this.#busyClients -= 1;
  }

  #caller(connection: Connection, name: string): Caller {
    const { habits } = this.#scenario;
    const world = { clock: this.#clock, random: this.#random, history: this.#history, habits };
    const caller = new Caller(connection, world, name);
    this.#callers.push(caller);
    return caller;
  }

  /** A client, until it is done. */
  #come(work: Promise<void>): void {
    this.#busyClients += 1;
    this.#watch(work.finally(() => (this.#busyClients -= 1)));
  }

  #watch(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#history.violations.complain("bug", `unexpected: ${what}`);
    });
  }
}
