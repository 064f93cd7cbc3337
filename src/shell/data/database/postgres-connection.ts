import type { DataSource } from 'typeorm';
import { localZone } from '../instant';
import type { DataConnection, Row } from './connection';
import { rowSize } from './row-size';

interface PgAnswer {
  readonly rows: readonly Row[];
  readonly rowCount: number | null;
}

interface PgClient {
  query(query: {
    readonly text: string;
    readonly values?: readonly unknown[];
    readonly rowMode: 'array';
  }): Promise<PgAnswer>;
}

interface PgDriver {
  obtainMasterConnection(): Promise<[PgClient, (error?: unknown) => void]>;
}

/** Bytes that are fetched at once, about; and rows, at first and at most. */
const AT_ONCE = 1_000_000;
const FIRST = 50;
const MOST = 5_000;

export async function postgresConnection(dataSource: DataSource): Promise<DataConnection> {
  const [client, release] = await (dataSource.driver as unknown as PgDriver).obtainMasterConnection();
  const send = (text: string, values?: readonly unknown[]): Promise<PgAnswer> =>
    client.query({ text, values, rowMode: 'array' });
  const all = async (text: string, values?: readonly unknown[]): Promise<readonly Row[]> =>
    (await send(text, values)).rows;
  let isOpen = false;
  return {
    family: 'postgres',
    zone: localZone(),
    async begin(what) {
      await all(what === 'snapshot' ? 'BEGIN ISOLATION LEVEL REPEATABLE READ' : 'BEGIN');
      isOpen = true;
      // How values are written as text.
      for (const setting of [
        "TimeZone = 'UTC'",
        "DateStyle = 'ISO'",
        "IntervalStyle = 'postgres'",
        "bytea_output = 'hex'",
        'extra_float_digits = 1',
      ])
        await all(`SET LOCAL ${setting}`);
      if (what === 'snapshot') await all('SELECT 1');
    },
    all,
    async *rows(sql) {
      await all(`DECLARE typeorm_shell_rows NO SCROLL CURSOR FOR ${sql}`);
      for (let count = FIRST; ;) {
        const some = await all(`FETCH ${count} FROM typeorm_shell_rows`);
        yield some;
        if (some.length < count) break;
        count = Math.max(
          1,
          Math.min(MOST, Math.ceil((count * AT_ONCE) / some.reduce((sum, row) => sum + rowSize(row), 1))),
        );
      }
      await all('CLOSE typeorm_shell_rows');
    },
    run: async (sql, parameters) => (await send(sql, parameters)).rowCount ?? 0,
    async commit() {
      await all('COMMIT');
      isOpen = false;
    },
    async release() {
      try {
        if (isOpen) await all('ROLLBACK');
        release();
      } catch (error) {
        // A connection that is lost is not given to others.
        release(error);
      }
    },
  };
}
