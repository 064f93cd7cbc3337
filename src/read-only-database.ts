import type Database from 'better-sqlite3';
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { DataSource } from 'typeorm';

/** The options of TypeORM's driver that are set here. */
interface SqliteOptions {
  readonly database: string;
  readonly?: boolean;
  enableWAL?: boolean;
}

/** TypeORM's driver: the class it opens files with. */
interface Driver {
  sqlite: typeof Database;
}

/** Where a SQLite file says that it keeps a write-ahead log (2) or none (1). */
const LOG_MARKS = [18, 19];

/**
 * Makes a data source open its SQLite file for reading only, after opening it for writing has failed.
 *
 * Reading a database with a write-ahead log takes two files beside it, which SQLite makes when they are not there. Where it may
 * not, and nothing waits in a log, the file is whole: then it is read into memory as it is now. (SQLite itself has
 * `immutable=1` for that, which better-sqlite3 does not let through.)
 * @returns what its user should know; `undefined` when the file may be written, so that something else went wrong
 */
export function openReadOnly(dataSource: DataSource): string | undefined {
  const options = dataSource.options as SqliteOptions;
  const { database } = options;
  const notice = readOnlyNotice(database);
  if (notice === undefined) return undefined;
  options.readonly = true;
  options.enableWAL = false;
  const driver = dataSource.driver as unknown as Driver;
  const Sqlite = driver.sqlite;
  if (isReadable(database, Sqlite)) return notice;
  if (existsSync(`${database}-wal`) && statSync(`${database}-wal`).size > 0) return undefined;
  driver.sqlite = function () {
    const file = readFileSync(database);
    for (const place of LOG_MARKS) file[place] = 1;
    return new Sqlite(file, { readonly: true });
  } as unknown as Driver['sqlite'];
  return `${notice} It is read as it is now.`;
}

/** What the user of a SQLite file should know: that no write to it is permitted; `undefined` when all is as usual. */
export function readOnlyNotice(file: string): string | undefined {
  if (file === ':memory:' || isWritable(file)) return undefined;
  return `The database takes no writes: there is no permission to write to ${file} or its folder.`;
}

/** Whether the file is there and it and its folder, in which the log is kept, may be written. */
function isWritable(file: string): boolean {
  try {
    accessSync(file, constants.W_OK);
    accessSync(path.dirname(file), constants.W_OK);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

function isReadable(file: string, Sqlite: Driver['sqlite']): boolean {
  try {
    const database = new Sqlite(file, { readonly: true });
    try {
      database.prepare('SELECT 1 FROM sqlite_master').all();
    } finally {
      database.close();
    }
    return true;
  } catch {
    return false;
  }
}
