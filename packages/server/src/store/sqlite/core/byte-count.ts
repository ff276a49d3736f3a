import type { DatabaseSync } from "node:sqlite";
import { prepare, type Query } from "./query.ts";

/** How many bytes all of something have together, kept so that nobody needs to add them up. */
export class ByteCount {
  readonly #name: string;
  readonly #write: Query<never>;
  #bytes: number;
  #committedBytes: number;

  /** `name` is what the database knows the count by. */
  constructor(database: DatabaseSync, name: string) {
    this.#name = name;
    this.#write = prepare(
      database,
      "INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
    );
    const row = prepare<[number]>(database, "SELECT value FROM meta WHERE name = ?").get(name);
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
    if (this.#bytes !== this.#committedBytes) this.#write.run(this.#name, this.#bytes);
  }

  committed(): void {
    this.#committedBytes = this.#bytes;
  }

  rolledBack(): void {
    this.#bytes = this.#committedBytes;
  }
}
