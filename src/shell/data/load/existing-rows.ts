import { UserError } from '../../user-error';
import type { DataTable } from '../data-tables';
import type { DataConnection } from '../database/connection';
import { isTable, type ForeignKey } from '../database/foreign-keys';
import { inKeyOrder } from '../table-order';
import type { Announce } from './announced-rows';

/** Tables that have rows. */
export async function tablesWithRows(
  connection: DataConnection,
  tables: readonly DataTable[],
): Promise<readonly DataTable[]> {
  const found: DataTable[] = [];
  for (const table of tables)
    if ((await connection.all(`SELECT 1 FROM ${table.sql} LIMIT 1`)).length > 0) found.push(table);
  return found;
}

/** Tables in the order of the foreign keys that the database has. */
export function inOrderOf(keys: readonly ForeignKey[], tables: readonly DataTable[]): readonly DataTable[] {
  return inKeyOrder(tables, (table) =>
    keys
      .filter((key) => isTable(key.table, table))
      .flatMap(({ referredTable }) => tables.filter((each) => isTable(referredTable, each))),
  ).flatMap((group) => group.tables);
}

/**
 * Deletes all rows of tables.
 * @param announce told of each statement before it is sent; what it gives, of how many rows went.
 * @throws UserError where others lead to them, which would be deleted too, or would lead nowhere.
 */
export async function deleteRows(
  connection: DataConnection,
  tables: readonly DataTable[],
  keys: readonly ForeignKey[],
  quote: (name: string) => string,
  announce: Announce,
): Promise<void> {
  for (const key of keys) {
    const isOutside = !tables.some((table) => isTable(key.table, table));
    const referred = tables.find((table) => isTable(key.referredTable, table));
    if (!isOutside || referred === undefined) continue;
    const condition = key.columns.map((column) => `${quote(column)} IS NOT NULL`).join(' AND ');
    const table = key.table.split('.').map(quote).join('.');
    if ((await connection.all(`SELECT 1 FROM ${table} WHERE ${condition} LIMIT 1`)).length > 0)
      throw new UserError(
        `${key.table} has rows that lead to ${referred.name}, and is not in the file.`,
        `Dump and load them together, or empty ${key.table} first.`,
      );
  }
  for (const { sql } of [...inOrderOf(keys, tables)].reverse()) {
    const statement = `DELETE FROM ${sql}`;
    const done = announce(statement);
    done(await connection.run(statement));
  }
}
