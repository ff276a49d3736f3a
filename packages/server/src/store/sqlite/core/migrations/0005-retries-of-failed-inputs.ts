/**
 * - `kept_arguments` has the arguments of failed inputs that may be retried: in `inputs` the result is in
 *   their place. Nothing is kept of an input that succeeds.
 * - `calls.fingerprint` tells whether a call that is repeated under its id was given the same arguments.
 */
export const retriesOfFailedInputs = `
CREATE TABLE kept_arguments (
  call_id TEXT NOT NULL, idx INTEGER NOT NULL,
  method TEXT, format INTEGER, data BLOB, blob_id TEXT,
  PRIMARY KEY (call_id, idx)
) WITHOUT ROWID;
CREATE INDEX kept_arguments_blob ON kept_arguments (blob_id) WHERE blob_id IS NOT NULL;
ALTER TABLE calls ADD COLUMN fingerprint TEXT;
`;
