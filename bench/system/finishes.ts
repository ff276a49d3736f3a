/** Hears by LISTEN/NOTIFY what another process has finished: the queues on PostgreSQL tell nobody else. */
import { Client } from "pg";

/** The channel on which workers say the id of what they have finished. */
export const finishedChannel = "bench_finished";

export class Finishes {
  readonly #client: Client;
  readonly #waiting = new Map<string, () => void>();

  private constructor(client: Client) {
    this.#client = client;
    client.on("notification", ({ payload = "" }) => {
      this.#waiting.get(payload)?.();
      this.#waiting.delete(payload);
    });
  }

  static async listen(connectionString: string): Promise<Finishes> {
    const client = new Client({ connectionString });
    await client.connect();
    await client.query(`LISTEN ${finishedChannel}`);
    return new Finishes(client);
  }

  /** Resolves once this id is said; ask before it can be. */
  of(id: string): Promise<void> {
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  close(): Promise<void> {
    return this.#client.end();
  }
}
