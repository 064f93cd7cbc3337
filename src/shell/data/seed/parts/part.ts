import type { RowFacts } from '../values/row-facts';

/** A row that is being made, as the driver takes it, by the names of its columns. */
export type MadeRow = Record<string, unknown>;

/** What fills some columns of a row: one column, or all that lead to another row. */
export interface Part {
  /** By their names in the database. */
  readonly columns: readonly string[];
  /** How many different values it has, where they can be counted. */
  readonly size?: number;
  /** Whether its columns may be null. */
  readonly isNullable: boolean;
  /**
   * @param attempt how often the values of this row have been refused already.
   * @returns whether it could: not where other columns have values that none of its own goes with.
   */
  fill(row: MadeRow, facts: RowFacts, attempt: number): boolean;
  /** Gives it the value at a place, where they can be counted. */
  fillAt?(row: MadeRow, place: number): boolean;
}
