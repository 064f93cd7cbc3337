import type Database from 'better-sqlite3';
import { accessSync, closeSync, constants, existsSync, openSync, readSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { DataSource } from 'typeorm';
import { openCopy } from './private-copy';

type Sqlite = typeof Database;

/** What is read and set of a data source's options, and of the driver's, which may be a copy of them. */
interface Options {
  readonly type: string;
  readonly database?: unknown;
  readonly?: boolean;
  enableWAL?: boolean;
}

/** TypeORM's driver: the class that it opens files with. */
interface Driver {
  readonly options?: Options;
  sqlite: Sqlite;
}

/**
 * Lets a data source open a SQLite file that may not be written, for reading; before it connects.
 *
 * To write a file SQLite needs its folder too, for the journal. To read one with a write-ahead log it needs two files beside it, which
 * it makes when they are not there: where it may not, it cannot read, and where it may, they would be ours, and the owner's program could
 * not use them. Then a copy is read. (For a log in which nothing waits there is `immutable=1`, which better-sqlite3 does not let
 * through.)
 * @param folder what a path in the options is relative to.
 * @returns what the person should know: nothing when the file may be written, or is not there.
 */
export function openUnwritable(dataSource: DataSource, folder: string): readonly string[] {
  const options = dataSource.options as Options;
  const { database } = options;
  if (options.type !== 'better-sqlite3' || typeof database !== 'string' || ['', ':memory:'].includes(database))
    return [];
  const file = resolve(folder, database);
  const what = [file, dirname(file)].find((path) => !allows(path, constants.W_OK));
  // One that is not there, or may not be read, is told of by who opens it.
  if (what === undefined || !allows(file, constants.R_OK)) return [];
  const driver = dataSource.driver as unknown as Driver;
  for (const each of new Set([options, driver.options ?? options]))
    Object.assign(each, { readonly: true, enableWAL: false });
  const notice = `${what} may not be written: the database is opened for reading.`;
  const Sqlite = driver.sqlite;
  if (canBeRead(file, Sqlite)) return [notice];
  driver.sqlite = function (_file: string, given: Database.Options) {
    return openCopy(Sqlite, file, given);
  } as unknown as Sqlite;
  return [`${notice} It has a log, which takes more than reading: what you see is a copy, as it is now.`];
}

function allows(path: string, what: number): boolean {
  try {
    accessSync(path, what);
    return true;
  } catch {
    return false;
  }
}

/** Whether SQLite reads a file where it is, and leaves nothing beside it that would be in the way of who may write it. */
function canBeRead(file: string, Sqlite: Sqlite): boolean {
  if (hasLog(file) && !['-wal', '-shm'].every((ending) => existsSync(file + ending))) return false;
  let database: Database.Database | undefined;
  try {
    database = new Sqlite(file, { readonly: true });
    database.prepare('SELECT 1 FROM sqlite_master').all();
    return true;
  } catch (error) {
    // What is no database, or a broken one, is none in a copy either.
    return ['SQLITE_NOTADB', 'SQLITE_CORRUPT'].includes((error as { code?: string }).code ?? '');
  } finally {
    database?.close();
  }
}

/** Where a SQLite file says that it keeps a write-ahead log: 2 is one. */
const LOG_MARK = 18;

function hasLog(file: string): boolean {
  const mark = Buffer.alloc(1);
  const opened = openSync(file, 'r');
  try {
    readSync(opened, mark, 0, 1, LOG_MARK);
  } finally {
    closeSync(opened);
  }
  return mark[0] === 2;
}
