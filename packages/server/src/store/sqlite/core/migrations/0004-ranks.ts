/**
 * Queued inputs are claimed in the order of their ranks, which `core/ranks.ts` gives. Those that were
 * there before have none, and go first, in the order in which they were accepted.
 */
export const ranks = `
ALTER TABLE inputs ADD COLUMN rank INTEGER NOT NULL DEFAULT 0;
DROP INDEX inputs_queued;
CREATE INDEX inputs_queued ON inputs (function_id, rank, seq) WHERE state = 0;
`;
