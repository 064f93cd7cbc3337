import { readdirSync, statSync, type Stats } from 'node:fs';
import { basename, join } from 'node:path';
import { fileProblem } from '../../../file-problem';
import { UserError } from '../../../user-error';
import { formatOfFile, type DataFormat } from '../../format';
import { tableOfFile } from '../../table-file';
import { CsvSource } from './csv-source';
import type { RowSource } from './file-row';
import { FolderSource } from './folder-source';
import { JsonSource } from './json-source';
import { NdjsonSource } from './ndjson-source';
import { SqlSource } from './sql-source';
import { TextFile } from './text-file';

export interface SourcePlace {
  /** As the person calls it. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  /** By its name unless told. */
  readonly format: DataFormat | undefined;
  /** Tables in the order in which they can be loaded: for files of a folder, which have none. */
  readonly inOrder: (tables: readonly string[]) => readonly string[];
}

/** @throws UserError for what cannot be read, or of which nobody knows what it is. */
export function openSource({ name, path, format, inOrder }: SourcePlace): RowSource {
  if (isFolder(name, path)) return folderSource({ name, path, format, inOrder });
  const file = new TextFile(name, path);
  switch (format ?? formatOfFile(name)) {
    case 'json':
      return new JsonSource(file);
    case 'ndjson':
      return new NdjsonSource(file);
    case 'csv':
      return new CsvSource(file, tableOfFile(basename(name)));
    case 'sql':
      return new SqlSource(file);
    default:
      throw new UserError(
        `${name} has no extension that says what it is.`,
        'Say it: --format json, ndjson, csv or sql.',
      );
  }
}

/** @throws UserError for what is neither a folder nor a file. */
function isFolder(name: string, path: string): boolean {
  let found: Stats;
  try {
    found = statSync(path);
  } catch (error) {
    throw fileProblem('read', name, error);
  }
  if (!found.isDirectory() && !found.isFile())
    throw new UserError(`${name} is no file, and has to be read more than once.`, 'Write it to a file first.');
  return found.isDirectory();
}

function folderSource({ name, path, format, inOrder }: SourcePlace): RowSource {
  const files = readdirSync(path).filter((each) => formatOfFile(each) === 'csv');
  if (files.length === 0 || (format !== undefined && format !== 'csv'))
    throw new UserError(`${name} is a folder without files of CSV.`, 'A folder has a file a table: users.csv');
  const byTable = new Map(files.map((each) => [tableOfFile(each), each]));
  return new FolderSource(
    inOrder([...byTable.keys()]).map((table) => {
      const each = byTable.get(table)!;
      const file = new TextFile(join(name, each), join(path, each));
      return { table, size: file.size, source: new CsvSource(file, table) };
    }),
  );
}
