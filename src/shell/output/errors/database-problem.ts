import type { Situation } from './situations';

/** What a database refused, in terms that all databases share. Tables and columns have the database's names. */
export type DatabaseProblem =
  /** A foreign key points to a row that is not there. */
  | {
      readonly kind: 'no-such-row';
      readonly table?: string;
      readonly columns?: readonly string[];
      readonly values?: readonly string[];
      readonly referred?: string;
    }
  /** A row is to go, or to change its key, while others point to it. */
  | { readonly kind: 'still-referred-to'; readonly table?: string; readonly by?: string }
  /** SQLite's foreign keys: which of the two above, and which key, it does not say. */
  | { readonly kind: 'foreign-key' }
  | {
      readonly kind: 'duplicate';
      readonly table?: string;
      readonly columns?: readonly string[];
      readonly values?: readonly string[];
      readonly key?: string;
    }
  | { readonly kind: 'not-null'; readonly table?: string; readonly column: string }
  | { readonly kind: 'check'; readonly constraint: string }
  | { readonly kind: 'no-table'; readonly table: string }
  /** Nothing in the statement is called so, of which a column is asked. */
  | { readonly kind: 'not-in-query'; readonly name: string; readonly column?: string }
  | { readonly kind: 'no-column'; readonly table?: string; readonly column: string }
  /** `wanted` is what the column takes: `integer`. */
  | { readonly kind: 'bad-value'; readonly wanted?: string; readonly value?: string; readonly column?: string }
  /** A primary key that is to be an integer got something else. */
  | { readonly kind: 'bad-key' }
  /** NaN or Infinity in the statement. */
  | { readonly kind: 'no-number'; readonly value: string }
  /** The statement has more placeholders than values, or fewer. */
  | { readonly kind: 'parameters'; readonly missing: boolean }
  | { readonly kind: 'out-of-range'; readonly value?: string; readonly wanted?: string; readonly column?: string }
  | { readonly kind: 'too-long'; readonly column?: string; readonly most?: string }
  | { readonly kind: 'syntax'; readonly near?: string }
  /** An operator that the database has not, for such values. */
  | { readonly kind: 'no-operator'; readonly operator: string }
  /** A value that is none of those that the driver can send. */
  | { readonly kind: 'unbindable' }
  | { readonly kind: Situation };

/** The parts of a driver's error that the three drivers share or do not. Each may be missing. */
export interface DriverError {
  readonly message: string;
  readonly code?: string;
  readonly errno?: number;
  readonly detail?: string;
  readonly table?: string;
  readonly column?: string;
  readonly constraint?: string;
  readonly sqlMessage?: string;
}
