/**
 * - `calls` carries counts, so that a status never scans a million inputs.
 * - `inputs.seq` is the order in which inputs were accepted. `format`, `data` and `blob_id` are the
 *   argument until the input is finished, and the value after: nobody reads an argument again.
 * - `output_seq` is the order in which outputs were committed.
 * - Every index but the keys is partial: an input that is claimed as it comes, the common case,
 *   enters one index and leaves it.
 */
export const initial = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE records (
  kind TEXT NOT NULL, key TEXT NOT NULL, revision INTEGER NOT NULL, value BLOB,
  PRIMARY KEY (kind, key)
) WITHOUT ROWID;

CREATE TABLE calls (
  id TEXT PRIMARY KEY, function_id TEXT NOT NULL, app_id TEXT NOT NULL,
  type INTEGER NOT NULL, invocation INTEGER NOT NULL,
  parent_call TEXT, parent_index INTEGER, created_at INTEGER NOT NULL,
  closing INTEGER NOT NULL, last_output_at INTEGER NOT NULL,
  inputs INTEGER NOT NULL, unfinished INTEGER NOT NULL,
  failed INTEGER NOT NULL DEFAULT 0, timed_out INTEGER NOT NULL DEFAULT 0,
  terminated INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX calls_children ON calls (parent_call) WHERE parent_call IS NOT NULL;
CREATE INDEX calls_open ON calls (function_id) WHERE closing = 0;
CREATE INDEX calls_abandoned ON calls (last_output_at) WHERE closing = 0 AND unfinished = 0;
CREATE INDEX calls_done ON calls (invocation, last_output_at) WHERE closing <> 0 AND unfinished = 0;

CREATE TABLE inputs (
  seq INTEGER PRIMARY KEY, call_id TEXT NOT NULL, idx INTEGER NOT NULL, function_id TEXT NOT NULL,
  state INTEGER NOT NULL, attempt INTEGER NOT NULL,
  failures INTEGER NOT NULL DEFAULT 0, losses INTEGER NOT NULL DEFAULT 0,
  container_id TEXT, ready_at INTEGER, method TEXT,
  format INTEGER, data BLOB, blob_id TEXT,
  output_seq INTEGER, status INTEGER, exception TEXT, traceback TEXT,
  serialized_traceback BLOB, traceback_lines BLOB, started_at INTEGER, finished_at INTEGER
);
CREATE UNIQUE INDEX inputs_place ON inputs (call_id, idx);
CREATE INDEX inputs_queued ON inputs (function_id, seq) WHERE state = 0;
CREATE INDEX inputs_delayed ON inputs (ready_at, function_id) WHERE state = 1;
CREATE INDEX inputs_claimed ON inputs (container_id, function_id) WHERE state = 2;
CREATE INDEX inputs_output ON inputs (call_id, output_seq) WHERE output_seq IS NOT NULL;
CREATE INDEX inputs_blob ON inputs (blob_id) WHERE blob_id IS NOT NULL;

CREATE TABLE chunks (
  call_id TEXT NOT NULL, idx INTEGER NOT NULL, chunk INTEGER NOT NULL,
  format INTEGER NOT NULL, data BLOB, blob_id TEXT
);
CREATE UNIQUE INDEX chunks_place ON chunks (call_id, idx, chunk);
CREATE INDEX chunks_blob ON chunks (blob_id) WHERE blob_id IS NOT NULL;

CREATE TABLE logs (
  seq INTEGER PRIMARY KEY, app_id TEXT NOT NULL, function_id TEXT NOT NULL, container_id TEXT NOT NULL,
  call_id TEXT, idx INTEGER, stream INTEGER NOT NULL, at INTEGER NOT NULL, text TEXT NOT NULL
);
CREATE INDEX logs_app ON logs (app_id);
CREATE INDEX logs_function ON logs (function_id);
CREATE INDEX logs_container ON logs (container_id);
CREATE INDEX logs_call ON logs (call_id) WHERE call_id IS NOT NULL;
`;
