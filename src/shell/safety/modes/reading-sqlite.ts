import type Database from 'better-sqlite3';
import { refusals } from './refusals';
import { refused } from './hold-errors';
import { guarded, type SqliteWatcher } from './sqlite-guard';

type Handle = Database.Database;

/** better-sqlite3: a class that is a function, too. */
export type SqliteModule = new (file?: string | Buffer, options?: Database.Options) => Handle;

const refusal = refusals('read-only', 'better-sqlite3');

/** better-sqlite3 that opens every file for reading, whatever it is told. What has no file may be written. */
export function readingSqlite(sqlite: SqliteModule): SqliteModule {
  const open = function (file?: string | Buffer, options?: Database.Options): Handle {
    const hasFile = typeof file === 'string' && !['', ':memory:'].includes(file.trim());
    const handle = new sqlite(file, hasFile ? { ...options, readonly: true } : options);
    return guarded(handle, hasFile ? WATCHES : WATCHES_MEMORY, open);
  };
  // Whoever asks whether something is a connection asks for this.
  open.prototype = Object.create(sqlite.prototype as object, { constructor: { value: open } }) as object;
  return open as unknown as SqliteModule;
}

/** SQLite itself refuses what writes the file; this is for what writes others. */
const WATCHES: SqliteWatcher = {
  refuse(sql) {
    const reason = refusal(sql);
    if (reason !== undefined) throw refused(sql, reason, 'read-only');
  },
  beforeRun: () => {},
  afterRun: () => {},
  deny(call, reason) {
    throw refused(call, reason, 'read-only');
  },
};

/** A file that is attached to a database in memory would be open for writing. */
const WATCHES_MEMORY: SqliteWatcher = {
  ...WATCHES,
  refuse(sql) {
    WATCHES.refuse(sql);
    if (/\battach\b/iu.test(sql)) throw refused(sql, 'it would open a file for writing', 'read-only');
  },
};
