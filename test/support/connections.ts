import path from 'node:path';
import { afterEach, beforeEach } from 'node:test';
import type { DataSource, MigrationInterface } from 'typeorm';
import { createDataSource } from '../../src/data-source';
import { loadMigrations } from '../../src/load-migrations';
import type { TestDatabase } from './databases';

/** The lesson's migrations. */
export const LESSON = loadMigrations(path.resolve(__dirname, '..', '..', 'src', 'migrations'));

export type Migrations = readonly (new () => MigrationInterface)[];

/**
 * For a suite whose tests each begin with a new database.
 * @returns opens a data source on it and closes the one before; what is open when a test ends is closed.
 */
export function connections(database: TestDatabase): (migrations?: Migrations) => Promise<DataSource> {
  let open: DataSource | undefined;
  const close = async (): Promise<void> => {
    if (open?.isInitialized) await open.destroy();
    open = undefined;
  };
  beforeEach(() => database.recreate());
  afterEach(close);
  return async (migrations = LESSON) => {
    await close();
    return (open = await createDataSource(database.options, { migrations: [...migrations] }).initialize());
  };
}
