import { resolve } from 'node:path';
import type { DataSource, DataSourceOptions } from 'typeorm';
import { assemble } from '../assemble';
import type { OpenContext, ShellParts } from '../shell-parts';
import { UserError } from '../user-error';
import { isDataSource } from './duck-types';
import { exportedDataSources } from './exported';
import { cacheFolder } from './cache-folder';
import { ModuleLoader } from './load-module';
import { projectOptions } from './options';
import { typeormOf } from './typeorm-copy';

/** Finds the project's data source, loads it and opens the shell on it. */
export async function openProject(context: OpenContext, version: string): Promise<ShellParts> {
  const { surroundings } = context;
  const options = projectOptions(surroundings.given);
  const [file] = options.dataSources.map((each) => resolve(surroundings.currentFolder, each));
  if (file === undefined) throw new UserError('No data source was found.', 'Name its file: -d src/data-source.ts');
  const typeorm = typeormOf(file);
  const [exported] = await exportedDataSources(await new ModuleLoader(cacheFolder(surroundings.env)).load(file));
  if (exported === undefined) throw new UserError(`${file} exports no data source.`);
  const { DataSource: Project } = typeorm.exports as { DataSource: new (options: DataSourceOptions) => DataSource };
  const dataSource = isDataSource(exported.value) ? exported.value : new Project(exported.value);
  if (!dataSource.isInitialized) await dataSource.initialize();
  return assemble({
    ...context,
    dataSource,
    typeorm: typeorm.exports,
    baseFile: resolve(surroundings.currentFolder, 'shell.ts'),
    title: `typeorm-shell ${version}`,
    database: dataSource.options.type,
  });
}
