import { resolve } from 'node:path';
import type { DataSource } from 'typeorm';
import { UserError } from '../../user-error';
import type { FileView } from '../file-view';

/**
 * Opening a SQLite database that is not there makes an empty file: the shell does not.
 * @param folder what a path in the options is relative to.
 * @throws UserError when there is no such file.
 */
export function assertDatabaseFile({ options }: DataSource, folder: string, files: FileView): void {
  if (options.type !== 'better-sqlite3' && (options.type as string) !== 'sqlite') return;
  const { database } = options as { readonly database?: unknown };
  if (typeof database !== 'string' || database === '' || database === ':memory:' || database.startsWith('file:'))
    return;
  if (files.isFile(resolve(folder, database))) return;
  throw new UserError(
    `There is no database file ${database}.`,
    'The shell makes none: run the project or its migrations first, or check the path of the data source.',
  );
}
