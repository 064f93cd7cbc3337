import { UserError } from '../../user-error';
import { cellReader, selectText } from '../cell-reader';
import { cellText } from '../cell';
import type { DataTable } from '../data-tables';
import type { DataConnection } from '../database/connection';
import { isTable, type ForeignKey } from '../database/foreign-keys';
import type { RowSource } from './read/file-row';
import { NOTHING, whereOf } from './row-problem';
import { cellAt } from './row-values';

export interface KeyCheck {
  readonly connection: DataConnection;
  readonly source: RowSource;
  readonly quote: (name: string) => string;
  /** Which table a name in the file means. */
  readonly tableOf: (name: string) => DataTable | undefined;
}

/** Whether all rows of a table lead by a key to rows that are there. @throws UserError with file and line of one that does not. */
export async function checkKey(table: DataTable, key: ForeignKey, check: KeyCheck): Promise<void> {
  const { connection, quote } = check;
  const own = key.columns.map((column) => `own.${quote(column)}`);
  const referred = key.referredTable.split('.').map(quote).join('.');
  const same = key.referredColumns.map((column, at) => `other.${quote(column)} = ${own[at]}`).join(' AND ');
  const selected = table.keys.map((column) => selectText({ ...column, sql: `own.${column.sql}` }, connection.family));
  const [row] = await connection.all(
    `SELECT ${selected.join(', ') || '1'} FROM ${table.sql} own WHERE ${own.map((each) => `${each} IS NOT NULL`).join(' AND ')}
    AND NOT EXISTS (SELECT 1 FROM ${referred} other WHERE ${same}) LIMIT 1`,
  );
  if (row === undefined) return;
  const values = table.keys.map((column, at) =>
    cellText(cellReader(column, connection.family, connection.zone)(row[at])),
  );
  const place = await lineOf(table, values, check);
  const which = table.keys.map(({ name }, at) => `${name} ${values[at]}`).join(', ');
  throw new UserError(
    `${place === undefined ? '' : `${place} `}${table.name}: the row with ${which} leads by ${key.columns.join(', ')} to a row of ${key.referredTable} that is not there${key.name === undefined ? '' : ` (${key.name})`}.`,
    NOTHING,
  );
}

/** Reads the file again. */
async function lineOf(
  table: DataTable,
  values: readonly (string | undefined)[],
  { source, tableOf }: KeyCheck,
): Promise<string | undefined> {
  for await (const rows of source.rows())
    for (const row of rows) {
      if (tableOf(row.table) !== table || 'sql' in row.content) continue;
      const isSame = table.keys.every((column, at) => {
        const place = row.names.findIndex((name) => name === column.name || name === column.metadata.propertyPath);
        return place >= 0 && cellText(cellAt(row, place, column)) === values[at];
      });
      if (isSame) return whereOf(row);
    }
  return undefined;
}

/** Of a row that SQLite refuses because of some key of its table, by which. */
export async function keyOf(
  table: DataTable,
  values: ReadonlyMap<string, unknown>,
  keys: readonly ForeignKey[],
  { connection, quote }: Pick<KeyCheck, 'connection' | 'quote'>,
): Promise<ForeignKey | undefined> {
  for (const key of keys.filter((each) => isTable(each.table, table))) {
    const own = key.columns.map((column) => values.get(column) ?? null);
    if (own.includes(null)) continue;
    const referred = key.referredTable.split('.').map(quote).join('.');
    const same = key.referredColumns.map((column) => `${quote(column)} = ?`).join(' AND ');
    if ((await connection.all(`SELECT 1 FROM ${referred} WHERE ${same}`, own as string[])).length === 0) return key;
  }
  return undefined;
}
