import type Database from 'better-sqlite3';
import { hostname } from 'node:os';
import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { DataSource } from 'typeorm';
import { UserError } from '../../user-error';
import { momentText, type LockKind } from './migration-lock';

type Sqlite = new (file: string, options: Database.Options) => Database.Database;

/** What stands beside the database while migrations are run. */
const ENDING = '-migrating';

/** A migration that waits for what never comes may be collected with all that waits for it; the file is not to be closed by that. */
const held = new Set<Database.Database>();

/**
 * A lock for a SQLite file: the lock for writing on another SQLite file beside it. The system takes it away from a process that ends, however it
 * does; the file that may stay behind then locks nobody out. In it is who has the lock. (A transaction of the database itself would not
 * do: a migration may want none.)
 */
export function sqliteLock({ options, driver }: DataSource): LockKind | undefined {
  const { database } = options as { readonly database?: unknown };
  if (typeof database !== 'string' || ['', ':memory:'].includes(database) || database.startsWith('file:'))
    return undefined;
  const { sqlite: Sqlite } = driver as unknown as { readonly sqlite: Sqlite };
  const path = resolve(database) + ENDING;
  const me = `process ${process.pid} on ${hostname()}, since ${momentText(new Date())}`;
  let handle: Database.Database | undefined;
  return {
    take: async () => {
      // One that was deleted by who had it is opened again.
      for (;;) {
        const taken = attempt(Sqlite, path, me);
        if (taken === undefined) continue;
        if (typeof taken === 'string') return taken;
        handle = taken;
        held.add(taken);
        return undefined;
      }
    },
    release: async () => {
      // Before the lock is given back: who opened the file meanwhile finds that it is not there any more.
      rmSync(path, { force: true });
      if (handle !== undefined) held.delete(handle);
      handle?.close();
    },
  };
}

/** @returns the open file with the lock on it; else who has it; `undefined` when the file was deleted in between. */
function attempt(Sqlite: Sqlite, path: string, me: string): Database.Database | string | undefined {
  try {
    closeSync(openSync(path, 'a'));
  } catch (error) {
    throw new UserError(
      `The file that keeps others from migrating cannot be made: ${error instanceof Error ? error.message : String(error)}.`,
      'The user has to be allowed to write into the folder of the database. Nothing was done.',
    );
  }
  const before = fileNumber(path);
  const handle = new Sqlite(path, { timeout: 0 });
  try {
    if (!begins(handle)) return closed(handle, holderIn(handle) ?? 'another process');
    // What is written there is only seen when it is committed, and that gives the lock back.
    while (holderIn(handle) !== me) {
      handle.exec('CREATE TABLE IF NOT EXISTS holder (who text); DELETE FROM holder');
      handle.prepare('INSERT INTO holder VALUES (?)').run(me);
      handle.exec('COMMIT');
      if (!begins(handle)) return closed(handle, holderIn(handle) ?? 'another process');
    }
    return before !== undefined && before === fileNumber(path) ? handle : closed(handle, undefined);
  } catch (error) {
    handle.close();
    throw error;
  }
}

function closed<Answer>(handle: Database.Database, answer: Answer): Answer {
  handle.close();
  return answer;
}

function begins(handle: Database.Database): boolean {
  try {
    handle.exec('BEGIN IMMEDIATE');
    return true;
  } catch (error) {
    if (!isBusy(error)) throw error;
    return false;
  }
}

function holderIn(handle: Database.Database): string | undefined {
  try {
    return (handle.prepare('SELECT who FROM holder').get() as { readonly who: string } | undefined)?.who;
  } catch {
    // There is no table yet, or it is just being written.
    return undefined;
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && String((error as { readonly code?: unknown }).code).startsWith('SQLITE_BUSY');
}

function fileNumber(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.ino;
}
