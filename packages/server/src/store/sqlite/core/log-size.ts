import type { DatabaseSync } from "node:sqlite";
import { prepare, type Query } from "./query.ts";

/** How many bytes of text all log lines have together, kept so that nobody needs to add them up. */
export class LogSize {
  readonly #write: Query<never>;
  #bytes: number;
  #committedBytes: number;

  constructor(database: DatabaseSync) {
    this.#write = prepare(
      database,
      "INSERT INTO meta VALUES ('log_bytes', ?) ON CONFLICT DO UPDATE SET value = excluded.value",
    );
    const row = prepare<[number]>(database, "SELECT value FROM meta WHERE name = 'log_bytes'").get();
    this.#bytes = row?.[0] ?? 0;
    this.#committedBytes = this.#bytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  change(bytes: number): void {
    this.#bytes += bytes;
  }

  flush(): void {
    if (this.#bytes !== this.#committedBytes) this.#write.run(this.#bytes);
  }

  committed(): void {
    this.#committedBytes = this.#bytes;
  }

  rolledBack(): void {
    this.#bytes = this.#committedBytes;
  }
}
