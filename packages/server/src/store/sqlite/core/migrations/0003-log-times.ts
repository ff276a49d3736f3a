/**
 * Logs of an app or a function are asked for by time, and a function's logs are those of its variants
 * too: `base_id` is the function that the writer was a variant of, or itself.
 */
export const logTimes = `
ALTER TABLE logs ADD COLUMN base_id TEXT NOT NULL DEFAULT '';
UPDATE logs SET base_id = function_id;
DROP INDEX logs_function;
CREATE INDEX logs_base_at ON logs (base_id, at);
CREATE INDEX logs_app_at ON logs (app_id, at);
`;
