import type Database from 'better-sqlite3';
import { chmodSync, copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../user-error';

/** A database is its file, the log of what is not in the file yet, and the journal of what has to go from it. */
const PARTS = ['', '-wal', '-journal'];

/** How often a file that is written meanwhile is copied again. */
const TRIES = 5;

/**
 * Opens a copy of a SQLite file for reading. The copy has no name any more when it is open: it goes with the connection.
 * @param options what better-sqlite3 takes.
 * @throws UserError when somebody writes to the file all the while; what better-sqlite3 throws.
 */
export function openCopy(Sqlite: typeof Database, file: string, options: Database.Options): Database.Database {
  const folder = mkdtempSync(join(tmpdir(), 'typeorm-shell-copy-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const copy = join(folder, 'copy.db');
  let database: Database.Database | undefined;
  try {
    copyWhole(file, copy);
    const whole = new Sqlite(copy);
    // Brings what waits in the log, or in the journal, into the file.
    whole.pragma('journal_mode = DELETE');
    whole.close();
    database = new Sqlite(copy, { ...options, readonly: true });
    database.prepare('SELECT 1 FROM sqlite_master').all();
    return database;
  } finally {
    try {
      remove();
    } catch {
      // Windows does not let go of a file that is open.
      process.once('exit', () => {
        database?.close();
        remove();
      });
    }
  }
}

function copyWhole(file: string, copy: string): void {
  for (let tries = 0; tries < TRIES; tries++) {
    const before = stateOf(file);
    for (const part of PARTS) {
      rmSync(copy + part, { force: true });
      if (!existsSync(file + part)) continue;
      copyFileSync(file + part, copy + part);
      chmodSync(copy + part, 0o600);
    }
    if (stateOf(file) === before) return;
  }
  throw new UserError(`${file} cannot be copied: somebody writes to it all the while.`, 'Try again in a moment.');
}

function stateOf(file: string): string {
  return PARTS.map((part) => {
    const found = statSync(file + part, { bigint: true, throwIfNoEntry: false });
    return found === undefined ? '-' : `${found.ino} ${found.size} ${found.mtimeNs}`;
  }).join();
}
