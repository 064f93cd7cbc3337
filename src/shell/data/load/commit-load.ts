import type { DataTable } from '../data-tables';
import type { DataConnection } from '../database/connection';
import { isTable, type ForeignKey } from '../database/foreign-keys';
import { checkKey, type KeyCheck } from './check-keys';
import { setCounters } from './set-counters';

export interface LoadEnd {
  readonly connection: DataConnection;
  /** Those that were loaded. */
  readonly tables: readonly DataTable[];
  /** Those of them whose rows may lead to rows that come later. */
  readonly deferred: ReadonlySet<DataTable>;
  readonly keys: readonly ForeignKey[];
  /** What has all be as it was before keys were deferred. */
  readonly after: readonly string[];
  /** Whether the tables have no other rows. */
  readonly isNew: boolean;
  readonly check: KeyCheck;
}

const SETTLED = 'typeorm_shell_settled';

/**
 * Has those keys checked that were not checked row by row, sets the counters, and commits.
 * @throws UserError with file and line of a row that leads nowhere.
 */
export async function commitLoad(end: LoadEnd): Promise<void> {
  const { connection, tables, after, isNew } = end;
  switch (connection.family) {
    case 'mysql':
      // It does not look any more.
      await checkKeys(end.deferred, end);
      for (const sql of after) await connection.run(sql);
      return connection.commit();
    case 'postgres':
      await connection.run(`SAVEPOINT ${SETTLED}`);
      await orCheck(end, () => connection.run('SET CONSTRAINTS ALL IMMEDIATE'));
      for (const sql of after) await connection.run(sql);
      await setCounters(connection, tables, isNew);
      return connection.commit();
    default:
      await setCounters(connection, tables, isNew);
      return orCheck(end, () => connection.commit());
  }
}

/** Does what fails when some row leads nowhere, which then is looked for. */
async function orCheck(end: LoadEnd, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (end.connection.family === 'postgres') await end.connection.run(`ROLLBACK TO SAVEPOINT ${SETTLED}`);
    await checkKeys(end.tables, end);
    throw error;
  }
}

async function checkKeys(tables: Iterable<DataTable>, { keys, check }: LoadEnd): Promise<void> {
  for (const table of tables)
    for (const key of keys.filter((each) => isTable(each.table, table))) await checkKey(table, key, check);
}
