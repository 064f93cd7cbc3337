import { relative } from 'node:path';
import type { Surroundings } from '../shell-parts';
import type { Connecting } from './connect/connecting';
import type { ModuleLoader } from './load-module';
import { loadSources, NoDataSourceError, withOwnNames, type LoadedSource } from './load-sources';
import type { Located } from './locate';
import { typeormOf } from './typeorm-copy';

export interface LoadAllRequest {
  readonly surroundings: Surroundings;
  readonly loader: ModuleLoader;
  readonly connecting: Connecting;
  /** See `unsetVariables`. */
  readonly unset: (file: string, error?: unknown) => readonly string[];
}

/** What was loaded, and what the person should hear of it. */
export interface Loaded {
  readonly sources: readonly LoadedSource[];
  readonly notices: readonly string[];
}

/**
 * Loads the files of the data sources that were found, each with its own copy of TypeORM. Where a file was guessed and exports
 * none, the others that might are tried.
 * @returns the data sources, each with a name of its own.
 * @throws UserError for a file that cannot be loaded.
 */
export async function loadAll(located: Located, request: LoadAllRequest): Promise<Loaded> {
  const { dataSources, root, alternatives } = located;
  const sources: LoadedSource[] = [];
  const notices: string[] = [];
  for (const file of dataSources) {
    try {
      sources.push(...(await loadOne(file, root, request)));
    } catch (error) {
      if (!(error instanceof NoDataSourceError)) throw error;
      const found = await firstOf(alternatives(), root, request);
      const [first] = found;
      if (first === undefined) throw error;
      notices.push(`${relative(root, file)} exports no data source: ${relative(root, first.file)} is used.`);
      sources.push(...found);
    }
  }
  return { sources: withOwnNames(sources), notices };
}

/** What the first file gives that exports a data source; nothing when there is none. */
async function firstOf(
  files: readonly string[],
  root: string,
  request: LoadAllRequest,
): Promise<readonly LoadedSource[]> {
  for (const file of files) {
    try {
      return await loadOne(file, root, request);
    } catch (error) {
      if (!(error instanceof NoDataSourceError)) throw error;
    }
  }
  return [];
}

async function loadOne(
  file: string,
  root: string,
  { surroundings, loader, connecting, unset }: LoadAllRequest,
): Promise<readonly LoadedSource[]> {
  const typeorm = typeormOf(file);
  connecting.install(typeorm);
  surroundings.loading(relative(root, file));
  try {
    return await loadSources({ file, root, loader, typeorm, unset });
  } finally {
    surroundings.loading(undefined);
  }
}
