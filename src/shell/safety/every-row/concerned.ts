import type { AskDriver } from '../../queries/recorder';
import type { DatabaseType } from '../../queries/sql-tokens';
import { countAll, rowCount, tablesIn, type CountedTable, type RowCount } from './row-count';
import type { NamedTable, WholeTables } from './whole-tables';

/**
 * The tables that a statement would change, counted; `undefined` where they are not known, `nothing` where there is nothing to lose: no
 * table of that name, no row in it.
 */
export async function concernedBy(
  { does, tables, cascades = false }: WholeTables,
  type: DatabaseType,
  ask: AskDriver,
): Promise<readonly CountedTable[] | 'nothing' | undefined> {
  if (does === 'drop schema' || (does === 'drop database' && !/postgres|cockroach/u.test(type))) {
    const schemas = tables.map(({ name }) => name);
    const found = await tablesIn(ask, type, schemas).catch(() => undefined);
    return found && countAll(ask, type, found);
  }
  if (does === 'drop database') return undefined;
  const counts = await countAll(ask, type, tables);
  const isKept = await Promise.all(
    counts.map(async ({ rows }, at) => {
      if (rows === 'no table') return false;
      if (does === 'drop table') return !(await isRebuilt(ask, type, tables[at], rows));
      return cascades || does === 'drop view' || rows === 'unknown' || rows.rows > 0;
    }),
  );
  const left = counts.filter((_table, at) => isKept[at]);
  return left.length === 0 ? 'nothing' : left;
}

/** SQLite cannot alter a table much: TypeORM copies all rows to `temporary_…`, drops the table and gives the copy its name. */
async function isRebuilt(ask: AskDriver, type: DatabaseType, table: NamedTable, rows: RowCount): Promise<boolean> {
  if (!/sqlite|sqljs/u.test(type) || typeof rows === 'string') return false;
  const written = table.written.replace(/(?<quote>["`[]?)(?=[^.]+$)/u, '$<quote>temporary_');
  const copy = await rowCount(ask, type, { name: written, written });
  return typeof copy === 'object' && copy.rows === rows.rows;
}
