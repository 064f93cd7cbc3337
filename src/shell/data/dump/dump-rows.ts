import { MASK, type Masking } from '../../safety/masking/masking';
import { UserError } from '../../user-error';
import { BytesInTextError, cellReader, orderText, selectText } from '../cell-reader';
import { cellText, type Cell } from '../cell';
import type { DataColumn, DataTable } from '../data-tables';
import type { DataConnection, Row } from '../database/connection';

/** Which secrets a dump does not have. */
export class Hidden {
  readonly #masking: Masking;
  /** Those that it met, as `users.password`. */
  readonly columns: readonly string[];

  constructor(tables: readonly DataTable[], masking: Masking) {
    this.#masking = masking;
    this.columns = tables.flatMap((table) =>
      table.columns.filter((column) => this.hides(column)).map(({ name }) => `${table.name}.${name}`),
    );
  }

  hides({ metadata }: DataColumn): boolean {
    return this.#masking.hides(metadata);
  }

  /** What stands for a value under a key of JSON. */
  readonly inJson = (key: string, value: unknown): unknown =>
    value === null || typeof value === 'boolean' || !this.#masking.hidesName(key) ? value : MASK;
}

/** The rows of a table by its primary key, some at a time. @throws UserError for what cannot be read. */
export async function* dumpRows(
  connection: DataConnection,
  table: DataTable,
  hidden: Hidden | undefined,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  const { family, zone } = connection;
  const { columns, keys, sql } = table;
  const readers = columns.map((column) =>
    hidden?.hides(column) ? () => MASK : cellReader(column, family, zone, hidden?.inJson),
  );
  // With the table before it: the bare name of a column would be that of the text that is selected.
  const order = (keys.length > 0 ? keys : columns)
    .map((column) => orderText({ ...column, sql: `own.${column.sql}` }, family))
    .join(', ');
  const selected = columns.map((column) => selectText(column, family)).join(', ');
  const width = columns.length;
  const cellsOf = (row: Row): readonly Cell[] => {
    const cells = new Array<Cell>(width);
    for (let at = 0; at < width; at++) {
      const value = row[at];
      cells[at] = value === null || value === undefined ? null : readers[at](value);
    }
    return cells;
  };
  try {
    for await (const rows of connection.rows(`SELECT ${selected} FROM ${sql} own ORDER BY ${order}`))
      yield rows.map((row) => {
        try {
          return cellsOf(row);
        } catch (error) {
          throw error instanceof BytesInTextError ? bytesInText(table, row) : error;
        }
      });
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(
      `${table.name} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      '.schema in the shell says where the database differs from the entities.',
    );
  }
}

function bytesInText({ name, columns, keys }: DataTable, row: Row): UserError {
  const column = columns.find(({ kind }, at) => kind === 'text' && Buffer.isBuffer(row[at]));
  const key = keys.map((each) => `${each.name} ${cellText(row[columns.indexOf(each)] as Cell)}`).join(', ');
  return new UserError(
    `${name}.${column?.name} is a column of text, and holds bytes in the row with ${key}.`,
    'Only SQLite lets a column hold both. Write it as text, or declare the column as a blob.',
  );
}
