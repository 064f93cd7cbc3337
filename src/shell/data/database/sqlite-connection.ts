import type Database from 'better-sqlite3';
import type { DataSource } from 'typeorm';
import type { Parameter } from '../cell-writer';
import type { DataConnection, Row } from './connection';
import { rowSize } from './row-size';

/** Rows that are read before others have their turn, and bytes, about. */
const MOST_ROWS = 500;
const MOST_BYTES = 1_000_000;

export interface SqliteConnection extends DataConnection {
  /** For statements that run many times. */
  readonly handle: Database.Database;
}

export function sqliteConnection(dataSource: DataSource): SqliteConnection {
  const { databaseConnection: handle } = dataSource.driver as unknown as {
    readonly databaseConnection: Database.Database;
  };
  return {
    family: 'sqlite',
    zone: 'utc',
    handle,
    async begin(what) {
      // At once for writing: a transaction that has read cannot begin to write when somebody else has written meanwhile.
      handle.exec(what === 'write' ? 'BEGIN IMMEDIATE' : 'BEGIN');
      // The snapshot is that of the first read.
      if (what === 'snapshot') handle.prepare('SELECT count(*) FROM sqlite_master').get();
    },
    all: async (sql, parameters: readonly Parameter[] = []) =>
      handle
        .prepare(sql)
        .raw(true)
        .all(...parameters) as Row[],
    async *rows(sql) {
      let some: Row[] = [];
      let size = 0;
      for (const row of handle.prepare(sql).raw(true).iterate() as Iterable<Row>) {
        some.push(row);
        size += rowSize(row);
        if (some.length < MOST_ROWS && size < MOST_BYTES) continue;
        yield some;
        some = [];
        size = 0;
      }
      yield some;
    },
    async run(sql, parameters = []) {
      const statement = handle.prepare(sql);
      if (!statement.reader) return statement.run(...parameters).changes;
      statement.all(...parameters);
      return 0;
    },
    commit: async () => void handle.exec('COMMIT'),
    async release() {
      if (handle.open && handle.inTransaction) handle.exec('ROLLBACK');
    },
  };
}
