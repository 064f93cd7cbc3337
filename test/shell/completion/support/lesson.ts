import type { DataSource } from 'typeorm';
import { createDataSource } from '../../../../src/data-source';
import { dataSourceOptions } from '../../../../src/data-source-options';
import { prepareDatabase } from '../../../../src/project-database';
import { shellInProcess } from '../../../support/shell-in-process';
import { Completing } from './completing';

/** The lesson's entities with its rows, in memory. */
export async function lesson(inputs: readonly string[] = []): Promise<Completing> {
  const dataSource: DataSource = createDataSource(dataSourceOptions({ DATABASE_URL: 'sqlite::memory:' }));
  await dataSource.initialize();
  await prepareDatabase(dataSource);
  const completing = new Completing(shellInProcess(dataSource));
  for (const input of inputs) await completing.run(input);
  return completing;
}
