import { relative } from 'node:path';
import type { Surroundings } from '../shell-parts';
import type { Connecting } from './connect/connecting';
import type { ModuleLoader } from './load-module';
import { loadSources, withOwnNames, type LoadedSource } from './load-sources';
import type { Located } from './locate';
import { typeormOf } from './typeorm-copy';

export interface LoadAllRequest {
  readonly surroundings: Surroundings;
  readonly loader: ModuleLoader;
  readonly connecting: Connecting;
  /** See `unsetVariables`. */
  readonly unset: (file: string) => readonly string[];
}

/**
 * Loads the files of the data sources that were found, each with its own copy of TypeORM.
 * @returns the data sources, each with a name of its own.
 * @throws UserError for a file that cannot be loaded.
 */
export async function loadAll(
  { dataSources, root }: Located,
  { surroundings, loader, connecting, unset }: LoadAllRequest,
): Promise<readonly LoadedSource[]> {
  const sources: LoadedSource[] = [];
  for (const file of dataSources) {
    const typeorm = typeormOf(file);
    connecting.install(typeorm);
    surroundings.loading(relative(root, file));
    sources.push(...(await loadSources({ file, root, loader, typeorm, unset })));
    surroundings.loading(undefined);
  }
  return withOwnNames(sources);
}
