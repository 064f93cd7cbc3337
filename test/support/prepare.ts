/** Migrates the database of `DATABASE_URL` and seeds it, new or not. */
import { dataSource } from '../../src/data-source';
import { seed } from '../../src/seed';

async function main(): Promise<void> {
  await dataSource.initialize();
  await dataSource.runMigrations();
  await seed(dataSource);
  await dataSource.destroy();
}

void main();
