import type Database from 'better-sqlite3';
import type { Parameter } from '../cell-writer';
import type { DataConnection } from '../database/connection';
import type { SqliteConnection } from '../database/sqlite-connection';
import type { Layout } from './layout';
import type { FileRow } from './read/file-row';
import { isAboutRow, rowProblem } from './row-problem';
import type { RowValues } from './row-values';

/** Of one statement: rows, parameters (PostgreSQL counts them in 16 bits), and bytes, about. */
const MOST_ROWS = 1_000;
const MOST_PARAMETERS = 60_000;
const MOST_BYTES = 1_000_000;
const SAVEPOINT = 'typeorm_shell_rows';

interface Waiting {
  readonly row: FileRow;
  /** Absent for a row that is SQL. */
  readonly parameters: readonly Parameter[] | undefined;
}

/** Puts rows into tables: one by one into SQLite, many in a statement elsewhere. */
export class RowInserter {
  readonly #connection: DataConnection;
  readonly #values: RowValues;
  readonly #explain: (row: FileRow, layout: Layout, error: unknown) => Promise<Error>;
  #layout: Layout | undefined;
  #statement: Database.Statement | undefined;
  #waiting: Waiting[] = [];
  #size = 0;

  /** @param explain what to say of a row that the database refuses. */
  constructor(
    connection: DataConnection,
    values: RowValues,
    explain: (row: FileRow, layout: Layout, error: unknown) => Promise<Error>,
  ) {
    this.#connection = connection;
    this.#values = values;
    this.#explain = explain;
  }

  /** @returns what has to be waited for, where there is something. @throws UserError for a row that does not fit. */
  add(row: FileRow, layout: Layout): Promise<void> | undefined {
    if (layout !== this.#layout && this.#waiting.length > 0) return this.flush().then(() => this.add(row, layout));
    if (layout !== this.#layout) this.#enter(layout);
    const isSql = 'sql' in row.content;
    const parameters = isSql ? undefined : this.#values.parameters(row, layout);
    if (this.#statement !== undefined && parameters !== undefined) return this.#run(row, layout, parameters);
    this.#waiting.push({ row, parameters });
    this.#size += sizeOf(row, parameters);
    const isFull =
      this.#waiting.length >= MOST_ROWS ||
      (this.#waiting.length + 1) * layout.columns.length > MOST_PARAMETERS ||
      this.#size > MOST_BYTES;
    return isFull ? this.flush() : undefined;
  }

  /** Sends what waits. @throws UserError for a row that the database refuses. */
  async flush(): Promise<void> {
    const [waiting, layout] = [this.#waiting, this.#layout];
    this.#waiting = [];
    this.#size = 0;
    if (waiting.length === 0 || layout === undefined) return;
    const saves = this.#connection.family === 'postgres';
    if (saves) await this.#connection.run(`SAVEPOINT ${SAVEPOINT}`);
    try {
      await this.#send(layout, waiting);
    } catch (error) {
      if (!isAboutRow(error, this.#connection.family)) throw error;
      if (saves) await this.#connection.run(`ROLLBACK TO SAVEPOINT ${SAVEPOINT}`);
      await this.#oneByOne(layout, waiting);
    }
    if (saves) await this.#connection.run(`RELEASE SAVEPOINT ${SAVEPOINT}`);
  }

  #enter(layout: Layout): void {
    this.#layout = layout;
    if (this.#connection.family !== 'sqlite') return;
    const { handle } = this.#connection as SqliteConnection;
    const marks = layout.columns.map(() => '?').join(', ');
    this.#statement = handle.prepare(`${layout.insert}(${marks})`);
  }

  /** SQLite answers at once. */
  #run(row: FileRow, layout: Layout, parameters: readonly Parameter[]): Promise<void> | undefined {
    try {
      this.#statement!.run(parameters);
      return undefined;
    } catch (error) {
      return this.#fail(row, layout, error);
    }
  }

  /** To find the row that is refused. */
  async #oneByOne(layout: Layout, waiting: readonly Waiting[]): Promise<void> {
    for (const each of waiting) {
      try {
        await this.#send(layout, [each]);
      } catch (error) {
        await this.#fail(each.row, layout, error);
      }
    }
  }

  async #fail(row: FileRow, layout: Layout, error: unknown): Promise<never> {
    const { family } = this.#connection;
    if (!isAboutRow(error, family)) throw error;
    throw await this.#explain(row, layout, error).catch(() => rowProblem(row, layout.table.name, error, family));
  }

  async #send({ insert, columns }: Layout, waiting: readonly Waiting[]): Promise<void> {
    const isPostgres = this.#connection.family === 'postgres';
    const all: Parameter[] = [];
    const tuples = waiting.map(({ row, parameters }) => {
      if (parameters === undefined) return 'sql' in row.content ? row.content.sql : '';
      const marks = columns.map((_, at) => (isPostgres ? `$${all.length + at + 1}` : '?')).join(', ');
      all.push(...parameters);
      return `(${marks})`;
    });
    await this.#connection.run(insert + tuples.join(', '), all);
  }
}

function sizeOf({ content }: FileRow, parameters: readonly Parameter[] | undefined): number {
  if (parameters === undefined) return 'sql' in content ? content.sql.length : 0;
  let size = 0;
  for (const each of parameters) size += typeof each === 'string' || Buffer.isBuffer(each) ? each.length + 1 : 1;
  return size;
}
