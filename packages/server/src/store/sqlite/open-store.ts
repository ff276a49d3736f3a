import { LydianError } from "../../model/error.ts";
import type { Store } from "../store.ts";
import { SqliteCalls } from "./calls.ts";
import { Core } from "./core/core.ts";
import { inMemory } from "./core/open-database.ts";
import { DatabaseThread } from "./database-thread.ts";
import { GroupCommit } from "./group-commit.ts";
import { SqliteDicts } from "./dicts.ts";
import { SqliteLogs } from "./logs.ts";
import { SqliteQueues } from "./queues.ts";
import { SqliteRecords } from "./records.ts";

export interface SqliteStoreOptions {
  /** The database file; it and its folder are created where they are missing. */
  readonly path: string;
  /**
   * Syncs every commit to disk, so that also what was only `written` survives a power cut. Costs a
   * sync per warm call.
   *
   * @default false
   */
  readonly syncAll?: boolean;
}

export interface InlineStoreOptions {
  /**
   * The database file.
   *
   * @default ":memory:"
   */
  readonly path?: string;
  /**
   * Runs a batch later; a simulator gives its own clock's.
   *
   * @default queueMicrotask
   */
  readonly schedule?: (run: () => void) => void;
  /**
   * For a simulator's test of itself: `complete` believes whoever says that he ran an input, so that
   * late attempts overwrite outputs. A checker that does not notice is broken.
   *
   * @default false
   */
  readonly unsafeWithoutFence?: boolean;
}

/**
 * Opens the store in a file, on a thread of its own. Rejects with a `LydianError` that names the
 * path: another server has it open, a newer version wrote it, or the file is damaged.
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  const { path, syncAll = false } = options;
  const thread = await DatabaseThread.start({ path, isAlwaysSynced: syncAll, isFenced: true });
  // After what this turn sends has been sent: a container begins its work, and the thread joins in.
  const commits = new GroupCommit(thread.execute, setImmediate);
  return createStore(path, commits, () => thread.close());
}

/** A store that can die as a killed process does. */
export interface InlineStore extends Store {
  /** Loses what is not committed, rejects it and what is called later, and frees the file. */
  crash(): void;
  /** Crashes, and gives the store as the next process finds it, in the same file or memory. */
  restart(): InlineStore;
}

/**
 * Opens the same store on the calling thread: deterministic, without threads, timers or randomness,
 * for simulations and tests. Throws what `openSqliteStore` rejects with.
 */
export function openInlineStore(options: InlineStoreOptions = {}): InlineStore {
  const { path = inMemory, schedule = queueMicrotask, unsafeWithoutFence = false } = options;
  return inlineStore(
    new Core({ path, isAlwaysSynced: false, isFenced: !unsafeWithoutFence }),
    path,
    schedule,
  );
}

function inlineStore(opened: Core, path: string, schedule: (run: () => void) => void): InlineStore {
  let core: Core | undefined = opened;
  const commits = new GroupCommit(async (batch) => {
    if (core === undefined) throw unavailable(path, "it has crashed");
    return core.execute(batch);
  }, schedule);
  const leave = (): Core | undefined => {
    const left = core;
    core = undefined;
    return left;
  };
  return {
    ...createStore(path, commits, async () => leave()?.close()),
    crash: () => {
      commits.refuse(unavailable(path, "it has crashed"));
      leave()?.close();
    },
    restart: () => {
      commits.refuse(unavailable(path, "it has crashed"));
      const left = leave();
      if (left === undefined) throw unavailable(path, "it has crashed");
      return inlineStore(left.reopen(), path, schedule);
    },
  };
}

function createStore(path: string, commits: GroupCommit, free: () => Promise<void>): Store {
  let closing: Promise<void> | undefined;
  async function close(): Promise<void> {
    commits.refuse(unavailable(path, "it is closed"));
    await commits.drain();
    await free();
  }
  return {
    records: new SqliteRecords(commits),
    calls: new SqliteCalls(commits),
    logs: new SqliteLogs(commits),
    dicts: new SqliteDicts(commits),
    queues: new SqliteQueues(commits),
    close: () => (closing ??= close()),
  };
}

function unavailable(path: string, reason: string): LydianError {
  return new LydianError("unavailable", `Cannot use store "${path}": ${reason}`);
}
