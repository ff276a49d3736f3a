/**
 * - `dict_entries.used_at` is when an entry was last written or, to within an hour, read.
 * - `dict_sizes` carries counts, so that a length or a limit never scans a million entries.
 * - `dict_answers` and `queue_puts` are what was answered to requests that may come again.
 * - `queue_items.seq` is the order in which items were put. One that was taken stays, with `take` the
 *   request that took it, until `queue_takes` forgets the request.
 * - `queue_sizes.partitions` counts also those that are empty or expired and not yet deleted.
 */
export const dictsAndQueues = `
CREATE TABLE dict_entries (
  seq INTEGER PRIMARY KEY, dict_id TEXT NOT NULL, key BLOB NOT NULL, used_at INTEGER NOT NULL,
  value BLOB NOT NULL
);
CREATE UNIQUE INDEX dict_entries_place ON dict_entries (dict_id, key);
CREATE INDEX dict_entries_used ON dict_entries (used_at);

CREATE TABLE dict_sizes (
  dict_id TEXT PRIMARY KEY, entries INTEGER NOT NULL, bytes INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE dict_answers (
  seq INTEGER PRIMARY KEY, request TEXT NOT NULL UNIQUE, at INTEGER NOT NULL,
  created INTEGER, value BLOB
);

CREATE TABLE queue_sizes (queue_id TEXT PRIMARY KEY, partitions INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE queue_partitions (
  queue_id TEXT NOT NULL, key BLOB NOT NULL, id INTEGER NOT NULL, items INTEGER NOT NULL,
  bytes INTEGER NOT NULL, expires_at INTEGER NOT NULL,
  PRIMARY KEY (queue_id, key)
) WITHOUT ROWID;
CREATE INDEX queue_partitions_expiry ON queue_partitions (expires_at);

CREATE TABLE queue_items (
  seq INTEGER PRIMARY KEY, partition_id INTEGER NOT NULL, take TEXT, value BLOB NOT NULL
);
CREATE INDEX queue_items_waiting ON queue_items (partition_id) WHERE take IS NULL;
CREATE INDEX queue_items_taken ON queue_items (take) WHERE take IS NOT NULL;

CREATE TABLE queue_puts (seq INTEGER PRIMARY KEY, request TEXT NOT NULL UNIQUE, at INTEGER NOT NULL);
CREATE TABLE queue_takes (
  seq INTEGER PRIMARY KEY, request TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, bytes INTEGER NOT NULL
);
`;
