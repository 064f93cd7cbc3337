import type { DataSource, QueryRunner } from 'typeorm';
import { readQuietly } from '../output/own-data';

/** What TypeORM begins a transaction on SQLite with. */
const BEGIN = 'BEGIN TRANSACTION';
const IMMEDIATE = 'BEGIN IMMEDIATE TRANSACTION';

/**
 * How a statement that begins a transaction is sent: on SQLite the transaction takes the lock for writing at once.
 *
 * One that has read and then writes is refused without any waiting when another connection has written in between
 * (https://sqlite.org/isolation.html: SQLITE_BUSY_SNAPSHOT), because what it has read is no longer true. One that begins with the lock
 * waits for its turn, as long as the data source's `timeout` says. A database that takes no writes is still read in a transaction.
 * @param send sends a statement.
 * @returns `undefined` for any other statement, and on any other database
 */
export function beginImmediate(
  sql: string,
  runner: QueryRunner,
  dataSource: DataSource,
  send: (sql: string) => Promise<unknown>,
): Promise<unknown> | undefined {
  if (sql !== BEGIN || !['better-sqlite3', 'sqlite'].includes(dataSource.options.type)) return undefined;
  return begin(runner, send);
}

async function begin(runner: QueryRunner, send: (sql: string) => Promise<unknown>): Promise<unknown> {
  try {
    return await send(IMMEDIATE);
  } catch (error) {
    if (isReadOnly(error)) return send(BEGIN);
    // TypeORM has noted that a transaction is open, and would send what comes next without one.
    (runner as { isTransactionActive: boolean }).isTransactionActive = false;
    throw error;
  }
}

function isReadOnly(error: unknown): boolean {
  const code = readQuietly(readQuietly(error, 'driverError'), 'code');
  return typeof code === 'string' && code.startsWith('SQLITE_READONLY');
}
