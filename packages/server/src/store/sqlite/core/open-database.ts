import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { LydianError } from "../../../model/error.ts";
import { migrate } from "./migrate.ts";
import { sqliteError } from "./sqlite-error.ts";

export const inMemory = ":memory:";

/** Checkpointing then keeps the log file near this size, also after a burst. */
const journalBytesMax = 64 * 1024 * 1024;
/** Calls are written at the ends of their tables: more than this makes a busy server larger, not faster. */
const pageCacheKiB = 8 * 1024;

/**
 * Opens or creates the database, locked for this process alone, at the version of this program.
 * Throws a `LydianError` that names the path and what to do.
 */
export function openDatabase(path: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    if (path !== inMemory) mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    database = new DatabaseSync(path);
    configure(database);
    migrate(database, path);
    return database;
  } catch (error) {
    database?.close();
    throw error instanceof LydianError ? error : sqliteError(`Cannot open store "${path}"`, error);
  }
}

function configure(database: DatabaseSync): void {
  // Exclusive before the first access: two servers on one state are refused by the operating
  // system's lock, which dies with its process, and the log's index needs no shared memory file.
  database.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  database.exec(`PRAGMA journal_size_limit = ${journalBytesMax}; PRAGMA cache_size = -${pageCacheKiB}`);
  database.exec("PRAGMA temp_store = MEMORY; BEGIN IMMEDIATE; COMMIT");
}
