import type { DataSource } from 'typeorm';
import { describeDatabase } from '../../project/describe-database';
import { UserError } from '../../user-error';
import { familyOf } from '../new/table-key';
import { copyMysql } from './mysql-copy';
import { copyPostgres } from './postgres-copy';
import { copySqlite } from './sqlite-copy';

/** A database that is like another one, for a while. */
export interface DatabaseCopy {
  /** The project's entities and migrations, on the copy. */
  readonly dataSource: DataSource;
  /** How it was made, in a few words. */
  readonly how: string;
  /** Closes the connections to it and takes it away. */
  drop(): Promise<void>;
}

/**
 * Makes a copy of a data source's database, with all that is in it. It is dropped when the process ends, however that happens, unless it was
 * dropped before. The database itself is only read.
 * @param stopped where it is aborted, nothing is left of it.
 * @throws UserError that says why there is no copy.
 */
export async function copyDatabase(dataSource: DataSource, stopped: AbortSignal): Promise<DatabaseCopy> {
  switch (familyOf(dataSource)) {
    case 'sqlite':
      return copySqlite(dataSource, stopped);
    case 'postgres':
      return copyPostgres(dataSource, stopped);
    case 'mysql':
      return copyMysql(dataSource, stopped);
    case undefined:
      throw new UserError(
        `There is no way here to copy ${describeDatabase(dataSource.options)}.`,
        'Rehearsals are for SQLite, PostgreSQL, MySQL and MariaDB.',
      );
  }
}
