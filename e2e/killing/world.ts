/** A server with the app deployed, clients that call it, and the judgement at the end. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { Client } from "lydian";
import { startLydian, type Lydian } from "../fixture/start-lydian.ts";
import { Clients } from "./clients.ts";
import { check, type Event } from "./history.ts";
import { countInputs, readAll } from "./typescript/last-reading.ts";
import { containersOf, waitUntilGone, type Process } from "./processes.ts";

const appFile = fileURLToPath(new URL("typescript/killed-app.ts", import.meta.url));

export type LauncherName = "bubblewrap" | "process";

export class World {
  readonly lydian: Lydian;
  readonly clients: Clients;
  /** Every container process that was ever looked at: none may be left over. */
  readonly #known: Process[] = [];

  private constructor(lydian: Lydian) {
    this.lydian = lydian;
    this.clients = new Clients(lydian);
  }

  static async start(launcher: LauncherName): Promise<World> {
    const lydian = await startLydian({ args: ["--launcher", launcher] });
    const world = new World(lydian);
    const { code, stderr } = await lydian.run(["deploy", appFile]);
    if (code === 0) return world;
    await lydian.stop();
    throw new Error(`Cannot deploy: ${stderr}`);
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
    return this.#asReader((client) => readAll(events, client));
  }

  /** Judges a finished history, and says how much there was to judge. */
  async judge(events: readonly Event[], errorsAllowed?: RegExp): Promise<string> {
    assert.deepEqual(check(events, errorsAllowed), []);
    assert.deepEqual(await this.#asReader((client) => countInputs(events, client)), []);
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

  async #asReader<T>(read: (client: Client) => Promise<T>): Promise<T> {
    // It finds server and token in the account file that `lydian up` wrote, as clients do.
    Object.assign(process.env, this.lydian.environment);
    const client = new Client();
    try {
      return await read(client);
    } finally {
      client.close();
    }
  }
}
