/** What a dump says of itself, in JSON and NDJSON. */
export interface DumpHeader {
  /** The version of the format. */
  readonly dump: 1;
  /** The tables that it has, in its order. */
  readonly tables: readonly string[];
  /** Columns whose secrets it does not have: `users.password`. */
  readonly masked: readonly string[];
}

/** The name under which the header stands, where tables stand otherwise. */
export const HEADER = 'typeorm-shell';

/** What a dump in NDJSON ends with: without it a file that was cut off would look whole. */
export interface DumpEnd {
  readonly rows: number;
}

export interface SqlHead {
  readonly family: string;
  readonly tables: readonly string[];
  readonly masked: readonly string[];
}

const SQL_HEAD = '-- typeorm-shell dump 1 ';
export const SQL_END = '-- end of the dump';

/** The first line of a dump in SQL. */
export function sqlHeadLine(head: SqlHead): string {
  return SQL_HEAD + JSON.stringify(head);
}

/** @returns `undefined` for a line that is none. */
export function readSqlHead(line: string): SqlHead | undefined {
  if (!line.startsWith(SQL_HEAD)) return undefined;
  try {
    return JSON.parse(line.slice(SQL_HEAD.length)) as SqlHead;
  } catch {
    return undefined;
  }
}
