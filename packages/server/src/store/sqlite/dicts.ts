import type { DictId } from "../../model/ids.ts";
import type { DictEntry, Dicts, PutEntriesOptions, PutEntriesOutcome } from "../dicts.ts";
import type { GroupCommit } from "./group-commit.ts";

export class SqliteDicts implements Dicts {
  readonly #commits: GroupCommit;

  constructor(commits: GroupCommit) {
    this.#commits = commits;
  }

  async put(
    dictId: DictId,
    entries: readonly DictEntry[],
    options: PutEntriesOptions,
  ): Promise<PutEntriesOutcome> {
    const { isKeepingExisting, bytesMax, atMs, request = null } = options;
    const { keep } = this.#commits;
    const cells = entries.map(({ key, value }) => [keep(key), keep(value)] as const);
    const created = await this.#commits.submit("putEntries", true, dictId, cells, [
      isKeepingExisting,
      bytesMax,
      atMs,
      request,
    ]);
    return created === null ? { kind: "full" } : { kind: "put", created };
  }

  async get(dictId: DictId, key: Uint8Array, atMs: number): Promise<Uint8Array | undefined> {
    const handle = this.#commits.keep(key);
    return (await this.#commits.submit("getEntry", false, dictId, handle, atMs)) ?? undefined;
  }

  async has(dictId: DictId, key: Uint8Array, atMs: number): Promise<boolean> {
    const handle = this.#commits.keep(key);
    return this.#commits.submit("hasEntry", false, dictId, handle, atMs);
  }

  async pop(
    dictId: DictId,
    key: Uint8Array,
    options: { readonly atMs: number; readonly request?: string },
  ): Promise<Uint8Array | undefined> {
    const { atMs, request = null } = options;
    const handle = this.#commits.keep(key);
    return (await this.#commits.submit("popEntry", true, dictId, handle, atMs, request)) ?? undefined;
  }

  count(dictId: DictId): Promise<number> {
    return this.#commits.submit("countEntries", false, dictId);
  }

  async read(
    dictId: DictId,
    { after, limit, atMs }: { readonly after?: Uint8Array; readonly limit: number; readonly atMs: number },
  ): Promise<readonly DictEntry[]> {
    const handle = after === undefined ? null : this.#commits.keep(after);
    const rows = await this.#commits.submit("readEntries", false, dictId, handle, limit, atMs);
    return rows.map(([key, value]) => ({ key, value }));
  }

  clear(
    dictId: DictId,
    { until, limit }: { readonly until?: number; readonly limit: number },
  ): Promise<{ readonly until: number; readonly isDone: boolean }> {
    return this.#commits.submit("clearDict", true, dictId, until ?? null, limit);
  }

  expire(options: {
    readonly usedBeforeMs: number;
    readonly requestsBeforeMs: number;
    readonly limit: number;
  }): Promise<number> {
    const { usedBeforeMs, requestsBeforeMs, limit } = options;
    return this.#commits.submit("expireDicts", false, usedBeforeMs, requestsBeforeMs, limit);
  }
}
