/** When an input came, and what became of it moment by moment: see `ledger-cells.ts`. */
export const ledgers = `
ALTER TABLE inputs ADD COLUMN accepted_at REAL NOT NULL DEFAULT 0;
ALTER TABLE inputs ADD COLUMN ledger TEXT;
`;
