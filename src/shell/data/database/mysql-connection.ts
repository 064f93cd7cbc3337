import type { Readable } from 'node:stream';
import type { DataSource } from 'typeorm';
import { localZone, zoneOf, type Zone } from '../instant';
import type { DataConnection, Row } from './connection';
import { rowSize } from './row-size';

interface MysqlQuery {
  readonly sql: string;
  readonly values?: readonly unknown[];
  readonly rowsAsArray: true;
  readonly dateStrings: true;
  readonly supportBigNumbers: true;
  readonly bigNumberStrings: true;
  readonly typeCast?: (field: unknown, next: () => unknown) => unknown;
}

interface MysqlSession {
  readonly config?: { readonly timezone?: string; readonly typeCast?: unknown };
  query(query: MysqlQuery, done: (error: Error | null, rows: unknown) => void): unknown;
  query(query: MysqlQuery): { stream(options: { readonly highWaterMark: number }): Readable };
  release(): void;
  destroy(): void;
}

interface MysqlDriver {
  obtainMasterConnection(): Promise<MysqlSession>;
}

/** Rows that are read before others have their turn, and bytes, about. */
const MOST_ROWS = 500;
const MOST_BYTES = 1_000_000;
/** Rows that the driver reads ahead. */
const WAITING = 32;
/** What is refused rather than changed by the server; and an id of 0 is 0. */
const MODE = "'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION'";

export async function mysqlConnection(dataSource: DataSource): Promise<DataConnection> {
  const session = await (dataSource.driver as unknown as MysqlDriver).obtainMasterConnection();
  const { timezone = 'local', typeCast } = session.config ?? {};
  const asked = (sql: string, values?: readonly unknown[]): MysqlQuery => ({
    sql,
    values,
    rowsAsArray: true,
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    // The project's own would be asked for each value.
    ...(typeof typeCast === 'function' && { typeCast: (_field: unknown, next: () => unknown) => next() }),
  });
  const all = (sql: string, values?: readonly unknown[]): Promise<readonly Row[]> =>
    new Promise((resolve, reject) => {
      session.query(asked(sql, values), (error, rows) => {
        if (error) reject(error);
        else resolve(rows as readonly Row[]);
      });
    });
  const before: string[] = [];
  let isOpen = false;
  let isReading = false;
  return {
    family: 'mysql',
    zone: zoneOfSession(timezone),
    async begin(what) {
      if (what === 'snapshot') {
        // One is its name on MariaDB, the other on MySQL.
        const [[, isolation]] = await all(
          "SHOW SESSION VARIABLES WHERE Variable_name IN ('tx_isolation', 'transaction_isolation')",
        );
        before.push(`SET SESSION TRANSACTION ISOLATION LEVEL ${String(isolation).replaceAll('-', ' ')}`);
        await all('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      } else {
        const [[mode, checks]] = await all('SELECT @@SESSION.sql_mode, @@SESSION.foreign_key_checks');
        before.push(`SET SESSION sql_mode = '${String(mode)}'`, `SET SESSION foreign_key_checks = ${Number(checks)}`);
        await all(`SET SESSION sql_mode = ${MODE}`);
      }
      await all(what === 'snapshot' ? 'START TRANSACTION WITH CONSISTENT SNAPSHOT' : 'START TRANSACTION');
      isOpen = true;
    },
    all,
    async *rows(sql) {
      let some: Row[] = [];
      let size = 0;
      isReading = true;
      for await (const row of session.query(asked(sql)).stream({ highWaterMark: WAITING })) {
        some.push(row as Row);
        size += rowSize(row as Row);
        if (some.length < MOST_ROWS && size < MOST_BYTES) continue;
        yield some;
        some = [];
        size = 0;
      }
      isReading = false;
      yield some;
    },
    run: async (sql, parameters) => {
      const answer: unknown = await all(sql, parameters);
      return (answer as { readonly affectedRows?: number } | undefined)?.affectedRows ?? 0;
    },
    async commit() {
      await all('COMMIT');
      isOpen = false;
    },
    async release() {
      try {
        if (isReading) throw new Error('in the middle of an answer');
        if (isOpen) await all('ROLLBACK');
        for (const sql of before) await all(sql);
        session.release();
      } catch {
        // A connection that is lost, or in the middle of an answer, is not given to others.
        session.destroy();
      }
    },
  };
}

function zoneOfSession(timezone: string): Zone {
  return timezone === 'local' ? localZone() : zoneOf(timezone);
}
