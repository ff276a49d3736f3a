import type { DatabaseSync, SQLInputValue } from "node:sqlite";

export type Value = SQLInputValue;

/** A prepared statement whose rows are tuples, in the order of its columns. */
export interface Query<Row extends readonly unknown[]> {
  /** How many rows were changed. */
  run(...values: Value[]): number;
  get(...values: Value[]): Row | undefined;
  all(...values: Value[]): Row[];
  /** Rows one by one; stop early to read no more than is needed. */
  iterate(...values: Value[]): Iterable<Row>;
}

/** Prepares a statement. `Row` is a claim about its columns that the contract suite checks. */
export function prepare<Row extends readonly unknown[] = never>(
  database: DatabaseSync,
  sql: string,
): Query<Row> {
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  return {
    run: (...values) => Number(statement.run(...values).changes),
    // Rows are arrays since the line above, which the types of the driver do not express.
    get: (...values) => statement.get(...values) as unknown as Row | undefined,
    all: (...values) => statement.all(...values) as unknown as Row[],
    iterate: (...values) => statement.iterate(...values) as unknown as Iterable<Row>,
  };
}
