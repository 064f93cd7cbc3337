import { DataSource } from 'typeorm';
import * as typeorm from 'typeorm';
import { assemble } from '../../../../src/shell/assemble';
import { CommandRunner } from '../../../support/command-runner';
import type { TestDatabase } from '../../../support/databases';
import { ARCHIVE, fillArchive } from './fixtures/archive';

/** A shell on the archive, which is made for it. */
export async function archiveShell({ options }: TestDatabase): Promise<CommandRunner> {
  const dataSource = new DataSource({ ...options, entities: ARCHIVE, synchronize: true });
  await dataSource.initialize();
  await fillArchive(dataSource);
  return new CommandRunner(
    assemble({
      dataSource,
      typeorm,
      baseFile: __filename,
      programFile: undefined,
      interactive: false,
      json: false,
      colored: false,
      width: () => 120,
      title: 'test',
      database: 'test',
    }),
  );
}
