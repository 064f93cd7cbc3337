import { DataSource } from 'typeorm';
import { shellInProcess } from '../../../support/shell-in-process';
import { CommandRunner } from '../../../support/command-runner';
import type { TestDatabase } from '../../../support/databases';
import { ARCHIVE, fillArchive } from './fixtures/archive';

/** A shell on the archive, which is made for it. */
export async function archiveShell({ options }: TestDatabase): Promise<CommandRunner> {
  const dataSource = new DataSource({ ...options, entities: ARCHIVE, synchronize: true });
  await dataSource.initialize();
  await fillArchive(dataSource);
  return new CommandRunner(shellInProcess(dataSource, { width: () => 120 }));
}
