import type { QueueId } from "../../model/ids.ts";
import type {
  PutItemsOptions,
  PutItemsOutcome,
  QueueItem,
  Queues,
  TakenItems,
  TakeOptions,
} from "../queues.ts";
import type { GroupCommit } from "./group-commit.ts";

export class SqliteQueues implements Queues {
  readonly #commits: GroupCommit;

  constructor(commits: GroupCommit) {
    this.#commits = commits;
  }

  async put(
    queueId: QueueId,
    partition: Uint8Array,
    items: readonly Uint8Array[],
    options: PutItemsOptions,
  ): Promise<PutItemsOutcome> {
    const { atMs, expiresAtMs, limits, request = null } = options;
    const { itemsMax, bytesMax, partitionsMax } = limits;
    const { keep } = this.#commits;
    const key = keep(partition);
    const handles = items.map(keep);
    const cells = [atMs, expiresAtMs, itemsMax, bytesMax, partitionsMax, request] as const;
    return this.#commits.submit("putItems", false, queueId, key, handles, cells);
  }

  async take(queueId: QueueId, partition: Uint8Array, options: TakeOptions): Promise<TakenItems> {
    const { request, limit, atMs, rememberedBytesMax } = options;
    const key = this.#commits.keep(partition);
    const cells = [request, limit, atMs, rememberedBytesMax] as const;
    return this.#commits.submit("takeItems", false, queueId, key, cells);
  }

  async giveBack(
    queueId: QueueId,
    partition: Uint8Array,
    options: { readonly request: string; readonly expiresAtMs: number; readonly atMs: number },
  ): Promise<number> {
    const { request, expiresAtMs, atMs } = options;
    const key = this.#commits.keep(partition);
    return this.#commits.submit("giveItemsBack", false, queueId, key, request, expiresAtMs, atMs);
  }

  async read(
    queueId: QueueId,
    partition: Uint8Array,
    options: { readonly after: number; readonly limit: number; readonly atMs: number },
  ): Promise<readonly QueueItem[]> {
    const { after, limit, atMs } = options;
    const key = this.#commits.keep(partition);
    const rows = await this.#commits.submit("readItems", false, queueId, key, after, limit, atMs);
    return rows.map(([sequence, value]) => ({ sequence, value }));
  }

  async count(
    queueId: QueueId,
    partition: Uint8Array | "all",
    atMs: number,
  ): Promise<{ readonly items: number; readonly partitions: number }> {
    const key = partition === "all" ? null : this.#commits.keep(partition);
    const [items, partitions] = await this.#commits.submit("countItems", false, queueId, key, atMs);
    return { items, partitions };
  }

  async clear(queueId: QueueId, partition: Uint8Array): Promise<void> {
    const key = this.#commits.keep(partition);
    await this.#commits.submit("clearPartition", false, queueId, key);
  }

  clearAll(
    queueId: QueueId,
    { until, limit }: { readonly until?: number; readonly limit: number },
  ): Promise<{ readonly until: number; readonly isDone: boolean }> {
    return this.#commits.submit("clearQueue", false, queueId, until ?? null, limit);
  }

  expire(options: {
    readonly atMs: number;
    readonly requestsBeforeMs: number;
    readonly limit: number;
  }): Promise<number> {
    const { atMs, requestsBeforeMs, limit } = options;
    return this.#commits.submit("expireQueues", false, atMs, requestsBeforeMs, limit);
  }
}
