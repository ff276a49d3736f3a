/** Deletes what is past its retention, a little at a time, so that nobody waits behind it. */
import type { Blobs } from "../../blobs/blobs.ts";
import { dictUseMsPrecision } from "../../store/dicts.ts";
import type { Store } from "../../store/store.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Clock, Timer } from "../clock.ts";
import { Garbage } from "./garbage.ts";
import {
  abandonedMapMs,
  attachedRetentionMs,
  blobRetentionMs,
  detachedRetentionMs,
  dictEntriesPerStepMax,
  dictEntryRetentionMs,
  expiredBlobsPerStepMax,
  expiredCallsPerStepMax,
  expiredLogLinesPerStepMax,
  logBytesMax,
  logRetentionMs,
  queueItemsPerStepMax,
  requestRememberedMs,
  retentionIntervalMs,
  stoppedAppRetentionMs,
} from "../limits.ts";
import { namedBlobs } from "./unused-files.ts";

export class Retention {
  readonly #store: Store;
  readonly #blobs: Blobs;
  readonly #catalog: Catalog;
  readonly #clock: Clock;
  readonly #forgetApps: (beforeMs: number) => Promise<void>;
  readonly #garbage: Garbage;
  readonly #forgetFiles: () => Promise<void>;
  #timer: Timer | undefined;
  #isStopped = false;

  /** `forgetApps` deletes what is left of apps stopped before that time, `forgetFiles` what nothing is made of. */
  constructor(parts: {
    readonly store: Store;
    readonly blobs: Blobs;
    readonly clock: Clock;
    readonly catalog: Catalog;
    readonly forgetApps: (beforeMs: number) => Promise<void>;
    readonly forgetFiles: () => Promise<void>;
  }) {
    this.#store = parts.store;
    this.#blobs = parts.blobs;
    this.#clock = parts.clock;
    this.#catalog = parts.catalog;
    this.#forgetApps = parts.forgetApps;
    this.#garbage = new Garbage(parts.catalog, parts.clock);
    this.#forgetFiles = parts.forgetFiles;
  }

  start(): void {
    this.#schedule(retentionIntervalMs);
  }

  stop(): void {
    this.#isStopped = true;
    this.#timer?.cancel();
  }

  /** Deletes one step's worth. Tells whether there may be more. */
  async step(): Promise<boolean> {
    const nowMs = this.#clock.nowMs();
    await this.#forgetApps(nowMs - stoppedAppRetentionMs);
    const calls = await this.#store.calls.expire({
      attachedBeforeMs: nowMs - attachedRetentionMs,
      detachedBeforeMs: nowMs - detachedRetentionMs,
      abandonedBeforeMs: nowMs - abandonedMapMs,
      limit: expiredCallsPerStepMax,
    });
    const lines = await this.#store.logs.expire({
      beforeMs: nowMs - logRetentionMs,
      bytesMax: logBytesMax,
      limit: expiredLogLinesPerStepMax,
    });
    await this.#garbage.collect();
    await this.#forgetFiles();
    await this.#expireBlobs(nowMs - blobRetentionMs);
    const isMoreInObjects = await this.#expireObjects(nowMs);
    return calls >= expiredCallsPerStepMax || lines >= expiredLogLinesPerStepMax || isMoreInObjects;
  }

  /** What nobody used in dicts for long, partitions of queues whose time is over, and old requests to both. */
  async #expireObjects(nowMs: number): Promise<boolean> {
    const requestsBeforeMs = nowMs - requestRememberedMs;
    const entries = await this.#store.dicts.expire({
      // A use is noted this much late at the most: none is to go early.
      usedBeforeMs: nowMs - dictEntryRetentionMs - dictUseMsPrecision,
      requestsBeforeMs,
      limit: dictEntriesPerStepMax,
    });
    const items = await this.#store.queues.expire({
      atMs: nowMs,
      requestsBeforeMs,
      limit: queueItemsPerStepMax,
    });
    return entries >= dictEntriesPerStepMax || items >= queueItemsPerStepMax;
  }

  /** What was not stored for long and is neither code nor argument, result or yield of anything kept. */
  async #expireBlobs(beforeMs: number): Promise<void> {
    const old = await this.#blobs.listOlder(beforeMs, expiredBlobsPerStepMax);
    if (old.length === 0) return;
    const code = await namedBlobs(this.#catalog);
    for (const sha256 of old) {
      const blobId = `bl-${sha256}` as const;
      if (!code.has(blobId) && !(await this.#store.calls.usesBlob(blobId))) await this.#blobs.delete(sha256);
    }
  }

  #schedule(delayMs: number): void {
    if (this.#isStopped) return;
    this.#timer = this.#clock.after(delayMs, () => {
      // A step that fails (a full disk, a closing store) is taken again at the next interval.
      void this.step()
        .catch(() => false)
        .then((isMore) => this.#schedule(isMore ? 0 : retentionIntervalMs));
    });
  }
}
