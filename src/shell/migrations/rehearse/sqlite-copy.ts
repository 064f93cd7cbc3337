import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { reasonOf } from './reason';
import { UserError } from '../../user-error';
import type { DatabaseCopy } from './copy';
import { guardCopy, type CopyGuard } from './copy-guard';
import { withinCopy } from '../sql/beyond-copy';
import { guardQueries } from '../sql/guard-queries';
import { sourceOn } from './other-database';

/** What is used of better-sqlite3. */
interface Connection {
  backup(file: string): Promise<unknown>;
  serialize(): Buffer;
  readonly memory: boolean;
}

/** By SQLite's own backup: what is committed, also where others write meanwhile. */
export async function copySqlite(dataSource: DataSource, stopped: AbortSignal): Promise<DatabaseCopy> {
  const { databaseConnection: connection } = dataSource.driver as unknown as {
    databaseConnection?: Partial<Connection>;
  };
  if (connection?.backup === undefined)
    throw new UserError(
      `A database of the kind ${dataSource.options.type} cannot be copied here: nothing was rehearsed.`,
      'With better-sqlite3 it can.',
    );
  const folder = mkdtempSync(join(tmpdir(), 'typeorm-shell-rehearsal-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  stopped.addEventListener('abort', remove);
  let guard: CopyGuard | undefined;
  try {
    const kept = (guard = guardCopy({ kind: 'folder', path: folder }));
    const file = join(folder, 'copy.db');
    const { memory, backup, serialize } = connection as Connection;
    if (memory) writeFileSync(file, serialize.call(connection));
    else await backup.call(connection, file);
    stopped.throwIfAborted();
    const copy = await sourceOn(dataSource, file, { readonly: false });
    guardQueries(copy, (sql) => withinCopy(sql, 'sqlite'));
    return {
      dataSource: copy,
      how: 'by SQLite’s backup',
      drop: async () => {
        stopped.removeEventListener('abort', remove);
        await copy.destroy().catch(() => {});
        remove();
        kept.dismiss();
      },
    };
  } catch (error) {
    remove();
    guard?.dismiss();
    if (stopped.aborted) throw error;
    throw new UserError(`The database could not be copied: ${reasonOf(error)}`, 'Nothing was rehearsed.');
  }
}
