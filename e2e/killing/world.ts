/** A server with the app deployed, clients that call it, and the judgement at the end. */
import assert from "node:assert/strict";
import { startLydian, type Lydian, type LydianOptions } from "../fixture/start-lydian.ts";
import { type Callers, type CallKind, countAcknowledged } from "./callers.ts";
import { Clients } from "./clients.ts";
import { check, type Event } from "./history.ts";
import { containersOf, waitUntilGone, type Process } from "./processes.ts";
import { typeScriptCallers } from "./typescript/typescript-callers.ts";

export type LauncherName = "bubblewrap" | "process";

export class World {
  readonly lydian: Lydian;
  readonly clients: Clients;
  readonly #callers: Callers;
  /** Every container process that was ever looked at: none may be left over. */
  readonly #known: Process[] = [];
  readonly #wrongCounts: string[] = [];

  private constructor(lydian: Lydian, callers: Callers) {
    this.lydian = lydian;
    this.#callers = callers;
    this.clients = new Clients(lydian);
  }

  /** `callers` deploy the app, and read the results in the end. */
  static async start(
    launcher: LauncherName,
    callers: Callers = typeScriptCallers,
    options: LydianOptions = {},
  ): Promise<World> {
    const lydian = await startLydian({ ...options, args: ["--launcher", launcher] });
    try {
      await callers.deploy(lydian);
      return new World(lydian, callers);
    } catch (error) {
      await lydian.stop();
      throw error;
    }
  }

  /** A process that calls in these ways; by `callers`, if others than who deployed. */
  startClient(
    name: string,
    seed: number,
    kinds: readonly CallKind[],
    callers: Callers = this.#callers,
  ): void {
    this.clients.start(callers, name, seed, kinds);
  }

  /** The processes of the server's containers as they are now. */
  containers(): readonly Process[] {
    const found = containersOf(this.lydian.pid);
    this.#known.push(...found);
    return found;
  }

  /** Lets clients end and reads all that was acknowledged. */
  async finish(): Promise<readonly Event[]> {
    await this.clients.finish();
    return [...this.clients.events, ...(await this.readAll())];
  }

  /** The last reading of what these events acknowledge. */
  async readAll(events: readonly Event[] = this.clients.events): Promise<readonly Event[]> {
    if (countAcknowledged(events).size === 0) return [];
    const reading = await this.#callers.readAll(this.lydian, events);
    this.#wrongCounts.push(...reading.wrongCounts);
    return reading.events;
  }

  /** Judges a finished history, and says how much there was to judge. */
  async judge(events: readonly Event[], errorsAllowed?: RegExp): Promise<string> {
    assert.deepEqual(check(events, errorsAllowed), []);
    assert.deepEqual(this.#wrongCounts, []);
    const counts = new Map<string, number>();
    for (const { kind } of events) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const errors = events.filter((event) => event.kind === "seen" && "error" in event.outcome).length;
    return [...counts, ["errors seen", errors]].map(([kind, count]) => `${count} ${kind}`).join(", ");
  }

  /** Ends everything, and waits until nothing is left over. */
  async stop(): Promise<void> {
    this.clients.kill();
    this.containers();
    await this.lydian.stop();
    await waitUntilGone(this.#known);
  }
}
