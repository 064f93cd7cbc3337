import { basename, extname, relative } from 'node:path';
import type { DataSource, DataSourceOptions } from 'typeorm';
import { UserError } from '../user-error';
import { isClass, isDataSource, isObject } from './duck-types';
import { exportedDataSources, type Exported } from './exported';
import { loadFailure, unsetHint } from './failures/load-failure';
import type { ModuleLoader } from './load-module';
import { watchMade } from './made-sources';
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
  readonly unset: (file: string, error?: unknown) => readonly string[];
}

/** A file exports no data source, and has made none when it was loaded: another one may. */
export class NoDataSourceError extends UserError {}

/**
 * Loads a file and makes data sources of what it exports. Where it exports none, those are taken that it has made meanwhile: many
 * a small application makes its data source in its main function.
 * @throws UserError, whatever the file throws; NoDataSourceError when there is no data source.
 */
export async function loadSources({
  file,
  root,
  loader,
  typeorm,
  unset,
}: LoadRequest): Promise<readonly LoadedSource[]> {
  const watch = watchMade(typeorm);
  try {
    const exports = await loader.load(file);
    const exported = await exportedDataSources(exports);
    const found =
      exported.length > 0 ? exported : watch.made.map((value): Exported => ({ exportName: 'default', value }));
    if (found.length === 0) {
      const names = unset(file);
      throw new NoDataSourceError(
        `${relative(root, file)} exports no data source.`,
        // Options whose `type` comes from a variable are none without it.
        names.length > 0 ? unsetHint(names) : whatToExport(exports),
      );
    }
    const { DataSource: Made } = typeorm.exports as { DataSource: new (options: DataSourceOptions) => DataSource };
    return found.map(({ exportName, value }) => {
      const dataSource = isDataSource(value) ? value : new Made(value);
      return { name: nameOf(dataSource, exportName, file), dataSource, file, typeorm };
    });
  } catch (error) {
    throw loadFailure(error, file, root, unset(file, error));
  } finally {
    watch.stop();
  }
}

function whatToExport(exports: unknown): string {
  const wanting = Object.entries(isObject(exports) ? exports : {})
    .filter(([, value]) => typeof value === 'function' && !isClass(value) && value.length > 0)
    .map(([name]) => name);
  return wanting.length === 0
    ? 'It should export a DataSource, a promise or a function that gives one, or its options.'
    : `${wanting.join(', ')}: a function that wants arguments is not called. Name a file with -d that exports what it gives.`;
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
