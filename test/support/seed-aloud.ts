/** Seeds the database of `DATABASE_URL` and writes each statement to the standard output before it is run. */
import { writeSync } from 'node:fs';
import { AbstractLogger } from 'typeorm';
import { createDataSource } from '../../src/data-source';
import { dataSourceOptions } from '../../src/data-source-options';
import { seed } from '../../src/seed';

class Aloud extends AbstractLogger {
  override logQuery(query: string): void {
    writeSync(1, `${query}\n`);
  }

  protected override writeLog(): void {}
}

async function main(): Promise<void> {
  const logger = new Aloud('all');
  const dataSource = await createDataSource(dataSourceOptions(process.env), { logger, logging: true }).initialize();
  await seed(dataSource);
  await dataSource.destroy();
}

void main();
