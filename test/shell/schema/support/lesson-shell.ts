import type { DataSource } from 'typeorm';
import * as typeorm from 'typeorm';
import { seed } from '../../../../src/seed';
import { assemble } from '../../../../src/shell/assemble';
import type { ShellParts } from '../../../../src/shell/shell-parts';

/** The whole shell, without a terminal, on the lesson, whose tables are there and are filled. */
export async function lessonShell(dataSource: DataSource): Promise<ShellParts> {
  await dataSource.runMigrations();
  await seed(dataSource);
  return assemble({
    dataSource,
    typeorm,
    baseFile: __filename,
    programFile: undefined,
    interactive: false,
    json: false,
    colored: false,
    width: () => 130,
    yes: true,
    title: 'lesson',
    database: 'a test',
  });
}
