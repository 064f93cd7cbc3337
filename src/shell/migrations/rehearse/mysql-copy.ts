import type { DataSource, QueryRunner } from 'typeorm';
import { UserError } from '../../user-error';
import { withinCopy } from '../sql/beyond-copy';
import { guardQueries } from '../sql/guard-queries';
import { onCopy } from '../sql/on-copy';
import { copyNames, copySchema, createDatabaseLike } from '../sql/scratch-database';
import type { DatabaseCopy } from './copy';
import { fileOfModule, guardCopy } from './copy-guard';
import { copyName, serverAccess, sourceOn } from './other-database';
import { reasonOf } from './reason';

type Row = Readonly<Record<string, unknown>>;

/**
 * Into another database of the server, by the server itself: tables, rows, views and triggers. Rows are read without locks, a table at a time:
 * nobody who writes waits, and what they write meanwhile may be there or not.
 */
export async function copyMysql(dataSource: DataSource, stopped: AbortSignal): Promise<DatabaseCopy> {
  const own = String(dataSource.driver.database);
  const name = copyName();
  const runner = dataSource.createQueryRunner('master');
  try {
    const guard = await guarded(dataSource, name);
    let copy: DataSource | undefined;
    const drop = async (): Promise<void> => {
      await copy?.destroy().catch(() => {});
      const last = dataSource.createQueryRunner('master');
      try {
        await last.query(`DROP DATABASE IF EXISTS ${quoted(name)}`);
      } finally {
        await last.release();
      }
      guard?.dismiss();
    };
    try {
      await create(runner, name);
    } catch (error) {
      guard?.dismiss();
      throw error;
    }
    try {
      copy = await sourceOn(dataSource, name);
      await copySchema(runner, dataSource, copy, (to, tables) => copyRows(to, own, tables, stopped));
      const names = await copyNames(runner, own, name);
      guardQueries(copy, (sql) => onCopy(withinCopy(sql, 'mysql'), names));
      return { dataSource: copy, how: 'by the server, into a database of its own', drop };
    } catch (error) {
      // What went wrong first is what is told; the guard tries again.
      await drop().catch(() => {});
      if (stopped.aborted || error instanceof UserError) throw error;
      throw new UserError(`The database could not be copied: ${reasonOf(error)}`, 'Nothing was rehearsed.');
    }
  } finally {
    await runner.release();
  }
}

async function create(runner: QueryRunner, name: string): Promise<void> {
  try {
    await createDatabaseLike(runner, name);
  } catch (error) {
    throw new UserError(
      `There is no copy to rehearse on: ${reasonOf(error)}`,
      'The user of the data source has to be allowed to make a database. Nothing was rehearsed.',
    );
  }
}

async function guarded(dataSource: DataSource, database: string) {
  const module = fileOfModule((dataSource.driver as unknown as { readonly mysql?: unknown }).mysql);
  if (module === undefined) return undefined;
  return guardCopy({ kind: 'mysql', database, module, access: await serverAccess(dataSource) });
}

/** Foreign keys are off, and triggers are not there yet: nothing but the rows comes of it. */
async function copyRows(to: QueryRunner, own: string, tables: readonly string[], stopped: AbortSignal): Promise<void> {
  // Otherwise the rows that are read would be locked for those who write.
  await to.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
  // A zero in a column that counts up is a zero there.
  await to.query("SET SESSION sql_mode = CONCAT(@@sql_mode, ',NO_AUTO_VALUE_ON_ZERO')");
  for (const table of tables) {
    stopped.throwIfAborted();
    const columns = (await to.query(
      `SELECT column_name AS name FROM information_schema.columns
        WHERE table_schema = DATABASE() AND table_name = ? AND COALESCE(generation_expression, '') = '' ORDER BY ordinal_position`,
      [table],
    )) as readonly Row[];
    const list = columns.map((column) => quoted(String(column.name))).join(', ');
    await to.query(`INSERT INTO ${quoted(table)} (${list}) SELECT ${list} FROM ${quoted(own)}.${quoted(table)}`);
  }
  await to.query('SET SESSION sql_mode = DEFAULT');
  await to.query('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
}

function quoted(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}
