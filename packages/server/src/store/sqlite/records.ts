import type { RecordChange, Records, StoredRecord, WriteOutcome } from "../records.ts";
import type { GroupCommit } from "./group-commit.ts";

const listedMax = 10_000;

export class SqliteRecords implements Records {
  readonly #commits: GroupCommit;

  constructor(commits: GroupCommit) {
    this.#commits = commits;
  }

  async read(kind: string, key: string): Promise<StoredRecord | undefined> {
    const row = await this.#commits.submit("readRecord", false, kind, key);
    return row === undefined ? undefined : { kind, key, value: row[1], revision: row[2] };
  }

  async list(kind: string, prefix = "", limit = listedMax): Promise<readonly StoredRecord[]> {
    const rows = await this.#commits.submit("listRecords", false, kind, prefix, limit);
    return rows.map(([key, value, revision]) => ({ kind, key, value, revision }));
  }

  async write(changes: readonly RecordChange[]): Promise<WriteOutcome> {
    const cells = changes.map(({ kind, key, value, expect }) => {
      const bytes = value === undefined ? null : this.#commits.keep(value);
      return [kind, key, bytes, expect ?? null] as const;
    });
    const conflict = await this.#commits.submit("writeRecords", true, cells);
    const record = conflict === null ? undefined : changes[conflict];
    if (record === undefined) return { kind: "written" };
    return { kind: "conflict", record: { kind: record.kind, key: record.key } };
  }
}
