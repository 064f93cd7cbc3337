import type { DataSource } from 'typeorm';
import { seed } from '../../../../src/seed';
import { shellInProcess } from '../../../support/shell-in-process';
import type { ShellParts } from '../../../../src/shell/shell-parts';

/** The whole shell, without a terminal, on the lesson, whose tables are there and are filled. */
export async function lessonShell(dataSource: DataSource): Promise<ShellParts> {
  await dataSource.runMigrations();
  await seed(dataSource);
  return shellInProcess(dataSource, { yes: true });
}
