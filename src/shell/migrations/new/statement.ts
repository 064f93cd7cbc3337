/** A statement of a migration. */
export interface Statement {
  readonly sql: string;
  readonly parameters?: readonly unknown[];
  /** What a reader should know before it runs: what it loses, and where it fails. */
  readonly notes?: readonly string[];
}

/** A change and the way back. */
export interface Change {
  readonly up: string;
  readonly down: string;
}

/** What a migration does, each in the order in which it runs. */
export interface Statements {
  readonly up: readonly Statement[];
  readonly down: readonly Statement[];
}
