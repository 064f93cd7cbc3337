import { relative, resolve } from 'node:path';
import { assemble } from '../assemble';
import { contextValues } from '../extensions';
import type { OpenContext, ShellParts, Surroundings } from '../shell-parts';
import { connectAll } from './connect/connect-all';
import { Connecting } from './connect/connecting';
import { describeDatabase } from './describe-database';
import { nothingFound } from './failures/nothing-found';
import { locate, type Located } from './locate';
import { cacheFolder } from './cache-folder';
import { unsetVariables } from './failures/unset-variables';
import { DISK } from './file-view';
import { ModuleLoader } from './load-module';
import { loadSources, withOwnNames, type LoadedSource } from './load-sources';
import { typeormOf } from './typeorm-copy';

/** Finds the project's data sources, loads them, connects and opens the shell on them. */
export async function openProject(openContext: OpenContext, version: string): Promise<ShellParts> {
  const { surroundings } = openContext;
  const loader = new ModuleLoader(cacheFolder(surroundings.env));
  const located = await locate(surroundings, loader);
  if (located.dataSources.length === 0) throw nothingFound(located, surroundings.currentFolder);
  const connecting = new Connecting(located.root);
  const unset = (file: string): readonly string[] => unsetVariables(file, DISK, surroundings.env);
  const sources = withOwnNames(await loadAll(located, surroundings, loader, connecting, unset));
  const { connected, notices } = await connectAll(sources, { root: located.root, connecting, unset });
  const [first, ...others] = connected;
  const { context, commands, print } = located.settings?.value ?? {};
  return assemble({
    ...openContext,
    ...first,
    typeorm: first.typeorm.exports,
    others: others.map((other) => ({ ...other, typeorm: other.typeorm.exports })),
    baseFile: resolve(surroundings.currentFolder, 'shell.ts'),
    title: `typeorm-shell ${version}`,
    database: placesOf(connected, located.root),
    notices: [...located.notices, ...notices],
    broken: connected.flatMap(({ broken }) => broken),
    extensions: { commands, print, context: await contextValues(context, { dataSource: first.dataSource }) },
  });
}

/** Where the data sources lead, for the banner. */
function placesOf(sources: readonly LoadedSource[], root: string): string {
  const places = sources.map(({ name, dataSource }) => [name, describeDatabase(dataSource.options, root)] as const);
  return places.map(([name, place]) => (sources.length === 1 ? place : `${name} (${place})`)).join(', ');
}

async function loadAll(
  { dataSources, root }: Located,
  { loading }: Surroundings,
  loader: ModuleLoader,
  connecting: Connecting,
  unset: (file: string) => readonly string[],
): Promise<readonly LoadedSource[]> {
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
