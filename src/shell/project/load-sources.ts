import { basename, extname, relative } from 'node:path';
import type { DataSource, DataSourceOptions } from 'typeorm';
import { UserError } from '../user-error';
import { isDataSource } from './duck-types';
import { exportedDataSources } from './exported';
import { loadFailure, unsetHint } from './failures/load-failure';
import type { ModuleLoader } from './load-module';
import type { TypeormCopy } from './typeorm-copy';

/** A data source of the project, not yet connected. */
export interface LoadedSource {
  readonly name: string;
  readonly dataSource: DataSource;
  /** Absolute. */
  readonly file: string;
  readonly typeorm: TypeormCopy;
}

export interface LoadRequest {
  readonly file: string;
  readonly root: string;
  readonly loader: ModuleLoader;
  readonly typeorm: TypeormCopy;
  /** See `unsetVariables`. */
  readonly unset: (file: string) => readonly string[];
}

/**
 * Loads a file and makes data sources of what it exports.
 * @throws UserError, whatever the file throws; also when it exports no data source.
 */
export async function loadSources({
  file,
  root,
  loader,
  typeorm,
  unset,
}: LoadRequest): Promise<readonly LoadedSource[]> {
  const name = relative(root, file);
  try {
    const exported = await exportedDataSources(await loader.load(file));
    if (exported.length === 0) {
      const [first] = unset(file);
      throw new UserError(
        `${name} exports no data source.`,
        // Options whose `type` comes from a variable are none without it.
        first === undefined
          ? 'It should export a DataSource, a promise or a function that gives one, or its options.'
          : unsetHint(unset(file)),
      );
    }
    const { DataSource: Made } = typeorm.exports as { DataSource: new (options: DataSourceOptions) => DataSource };
    return exported.map(({ exportName, value }) => {
      const dataSource = isDataSource(value) ? value : new Made(value);
      return { name: nameOf(dataSource, exportName, file), dataSource, file, typeorm };
    });
  } catch (error) {
    throw loadFailure(error, file, root, unset(file));
  }
}

/** The same, each with a name that no other has: where two are called alike, by their files. */
export function withOwnNames(sources: readonly LoadedSource[]): readonly LoadedSource[] {
  const taken = new Set<string>();
  return sources.map((source) => {
    const isShared = sources.some((other) => other !== source && other.name === source.name);
    const wanted = isShared ? identifier(basename(source.file, extname(source.file))) : source.name;
    let name = wanted;
    for (let count = 2; taken.has(name); count++) name = `${wanted}${count}`;
    taken.add(name);
    return { ...source, name };
  });
}

/** By its own option, else by the name of the export, else by that of the file. */
function nameOf(dataSource: DataSource, exportName: string, file: string): string {
  const { name } = dataSource.options as { readonly name?: unknown };
  if (typeof name === 'string' && name !== '' && name !== 'default') return identifier(name);
  if (exportName !== 'default') return exportName;
  return identifier(basename(file, extname(file)));
}

/** A name that can be written at the prompt. */
function identifier(text: string): string {
  const [first = 'main', ...rest] = text.split(/[^\p{L}\p{N}_$]+/u).filter((word) => word !== '');
  const name = first + rest.map((word) => word[0].toUpperCase() + word.slice(1)).join('');
  return /^\d/.test(name) ? `_${name}` : name;
}
