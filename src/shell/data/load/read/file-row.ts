/** A row as a file has it. */
export interface FileRow {
  readonly file: string;
  /** In its file, from 1: where the row begins; in JSON, where it ends. */
  readonly line: number;
  /** The name of its table, as written. */
  readonly table: string;
  /** Names of columns, as written; the same list for rows that follow each other, where that is known. */
  readonly names: readonly string[];
  readonly content: RowContent;
}

export type RowContent =
  /** Values of JSON. */
  | { readonly json: readonly unknown[] }
  /** Texts; `null` for NULL. */
  | { readonly texts: readonly (string | null)[] }
  /** Literals of the database's own: `(1, 'Ann')`. */
  | { readonly sql: string };

/** What a dump says of itself before its rows. */
export interface FileHeader {
  /** Its tables, in its order. */
  readonly tables: readonly string[];
  /** Columns whose secrets it does not have. */
  readonly masked: readonly string[];
  /** The kind of database that its statements are for. */
  readonly family?: string;
}

/** A dump in one format. */
export interface RowSource {
  /** What it says of itself; what it does not say is found out by reading it. @throws UserError for what is no such file. */
  header(): Promise<FileHeader>;
  /** Its rows, some at a time; may be asked for again. @throws UserError with file and line for what is wrong with it. */
  rows(): AsyncIterable<readonly FileRow[]>;
  /** How much of it has been read the last time, from 0 to 1. */
  share(): number;
}
