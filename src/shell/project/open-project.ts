import { relative, resolve } from 'node:path';
import { assemble } from '../assemble';
import type { OpenContext, ShellParts, Surroundings } from '../shell-parts';
import { UserError } from '../user-error';
import { connectSource } from './connect/connect-source';
import { Connecting } from './connect/connecting';
import { describeDatabase } from './describe-database';
import { nothingFound } from './failures/nothing-found';
import { locate, type Located } from './locate';
import { cacheFolder } from './cache-folder';
import { unsetVariables } from './failures/unset-variables';
import { DISK } from './file-view';
import { ModuleLoader } from './load-module';
import { loadSources, type LoadedSource } from './load-sources';
import { typeormOf } from './typeorm-copy';

/** Finds the project's data sources, loads them, connects and opens the shell on them. */
export async function openProject(context: OpenContext, version: string): Promise<ShellParts> {
  const { surroundings } = context;
  const located = await locate(surroundings);
  if (located.dataSources.length === 0) throw nothingFound(located, surroundings.currentFolder);
  const connecting = new Connecting(located.root);
  const unset = (file: string): readonly string[] => unsetVariables(file, DISK, surroundings.env);
  const sources = await loadAll(located, surroundings, connecting, unset);
  const [source] = sources;
  if (source === undefined) throw new UserError('No data source was loaded.');
  const connected = await connectSource(source, { root: located.root, connecting, unset });
  return assemble({
    ...context,
    dataSource: source.dataSource,
    typeorm: source.typeorm.exports,
    baseFile: resolve(surroundings.currentFolder, 'shell.ts'),
    title: `typeorm-shell ${version}`,
    database: describeDatabase(source.dataSource.options, located.root),
    notices: connected.notices,
    broken: connected.broken,
  });
}

async function loadAll(
  { dataSources, root }: Located,
  { env, loading }: Surroundings,
  connecting: Connecting,
  unset: (file: string) => readonly string[],
): Promise<readonly LoadedSource[]> {
  const loader = new ModuleLoader(cacheFolder(env));
  const sources: LoadedSource[] = [];
  for (const file of dataSources) {
    const typeorm = typeormOf(file);
    connecting.install(typeorm);
    loading(relative(root, file));
    sources.push(...(await loadSources({ file, root, loader, typeorm, unset })));
    loading(undefined);
  }
  return sources;
}
