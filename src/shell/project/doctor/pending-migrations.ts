import type { DataSource } from 'typeorm';

/**
 * The names of the migrations that have not been run on this database. Asks and writes nothing: TypeORM's own way makes the table
 * where it is missing.
 */
export async function pendingMigrations(dataSource: DataSource): Promise<readonly string[]> {
  const { migrations, options, driver } = dataSource;
  if (migrations.length === 0) return [];
  const {
    migrationsTableName = 'migrations',
    schema,
    database,
  } = options as {
    readonly migrationsTableName?: string;
    readonly schema?: string;
    readonly database?: string;
  };
  const table = driver.buildTableName(
    migrationsTableName,
    schema,
    driver.options.type === 'postgres' ? undefined : database,
  );
  const names = migrations.map((migration) => migration.name ?? migration.constructor.name);
  let run: readonly { readonly name: string }[];
  try {
    const path = options.type.includes('sqlite') ? migrationsTableName : table;
    run = await dataSource.query(
      `SELECT name FROM ${path
        .split('.')
        .map((part) => driver.escape(part))
        .join('.')}`,
    );
  } catch {
    return names;
  }
  const done = new Set(run.map(({ name }) => name));
  return names.filter((name) => !done.has(name));
}
