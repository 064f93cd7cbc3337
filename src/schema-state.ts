import type { DataSource, EntityManager, MigrationInterface } from 'typeorm';

/** What a database knows of this project. Finding out changes nothing in it. */
export interface SchemaState {
  /** There is no table at all in the database. */
  readonly empty: boolean;
  /** Tables of the entities that are not there. */
  readonly missingTables: readonly string[];
  /** Migrations that have not been run, in their order. */
  readonly pendingMigrations: readonly string[];
}

/**
 * TypeORM's own `showMigrations()` answers yes or no, and creates the table of migrations in passing; this one only reads.
 * @param manager where to read, so that it can be inside a transaction.
 */
export async function readSchemaState(manager: EntityManager): Promise<SchemaState> {
  const { dataSource } = manager;
  const tables = new Set(await tableNames(manager));
  const migrationsTable = dataSource.options.migrationsTableName ?? 'migrations';
  const executed = new Set<string>();
  if (tables.has(migrationsTable)) {
    const rows = await manager
      .createQueryBuilder()
      .select('m.name', 'name')
      .from(migrationsTable, 'm')
      .getRawMany<{ name: string }>();
    for (const { name } of rows) executed.add(name);
  }
  return {
    empty: tables.size === 0,
    missingTables: dataSource.entityMetadatas.map(({ tableName }) => tableName).filter((name) => !tables.has(name)),
    pendingMigrations: dataSource.migrations.map(migrationName).filter((name) => !executed.has(name)),
  };
}

/** The name that TypeORM writes down for a migration. */
export function migrationName(migration: MigrationInterface): string {
  return migration.name ?? migration.constructor.name;
}

async function tableNames(manager: EntityManager): Promise<string[]> {
  const rows = await manager.query<{ name: string }[]>(tablesQuery(manager.dataSource));
  return rows.map(({ name }) => name);
}

function tablesQuery({ options: { type } }: DataSource): string {
  switch (type) {
    case 'better-sqlite3':
      return `SELECT name AS name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`;
    case 'postgres':
      return `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema()`;
    default:
      return `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = database()`;
  }
}
