import type { DataSource } from 'typeorm';
import { readMigrations } from '../../migrations/migration-states';

/** The names of the migrations that have not been run on this database. Writes nothing. */
export async function pendingMigrations(dataSource: DataSource): Promise<readonly string[]> {
  if (dataSource.migrations.length === 0) return [];
  const runner = dataSource.createQueryRunner('slave');
  try {
    return (await readMigrations(dataSource, runner)).pending.map(({ name }) => name);
  } finally {
    await runner.release();
  }
}
