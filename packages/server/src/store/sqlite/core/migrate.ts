import type { DatabaseSync } from "node:sqlite";
import { LydianError } from "../../../model/error.ts";
import { initial } from "./migrations/0001-initial.ts";
import { dictsAndQueues } from "./migrations/0002-dicts-and-queues.ts";
import { logTimes } from "./migrations/0003-log-times.ts";
import { ranks } from "./migrations/0004-ranks.ts";
import { retriesOfFailedInputs } from "./migrations/0005-retries-of-failed-inputs.ts";
import { ledgers } from "./migrations/0006-ledgers.ts";
import { traces } from "./migrations/0007-traces.ts";

/** Forward only, in order; a database's version is how many of them it has seen. */
const migrations: readonly string[] = [
  initial,
  dictsAndQueues,
  logTimes,
  ranks,
  retriesOfFailedInputs,
  ledgers,
  traces,
];

/**
 * Brings a database to the version of this program. Refuses one that is newer, since this program
 * cannot know what its rows mean, and one that holds somebody else's tables.
 */
export function migrate(database: DatabaseSync, path: string): void {
  const version = readNumber(database, "PRAGMA user_version");
  if (version > migrations.length) {
    throw new LydianError(
      "failed-precondition",
      `Cannot open store "${path}": its schema has version ${version}, this program knows versions up to ${migrations.length}; ` +
        "start the newer program that wrote it, or restore a copy made before the upgrade",
    );
  }
  if (version === 0 && readNumber(database, "SELECT count(*) FROM sqlite_schema") > 0) {
    throw new LydianError(
      "failed-precondition",
      `Cannot open store "${path}": it is a database of another program; choose another path`,
    );
  }
  for (const [index, sql] of migrations.entries()) {
    if (index < version) continue;
    database.exec(`BEGIN IMMEDIATE; ${sql}; PRAGMA user_version = ${index + 1}; COMMIT;`);
  }
}

function readNumber(database: DatabaseSync, sql: string): number {
  const row = database.prepare(sql).get();
  return Number(Object.values(row ?? {})[0]);
}
