import type { DataSource } from 'typeorm';
import { schemaRunner, type SchemaRunner } from './schema-runner';
import { foundShape, tablesOf, type TableShape } from './shape';
import { familyOf, tableKey } from './table-key';

/** The tables of the database, in the schemas that the entities are in, without those that TypeORM keeps for itself. */
export async function readShapes(dataSource: DataSource): Promise<readonly TableShape[]> {
  const { driver } = dataSource;
  const runner = schemaRunner(dataSource);
  try {
    const own = new Set(ownTables(dataSource).map((name) => tableKey(driver, name)));
    const names = (await tableNames(runner, dataSource)).filter((name) => !own.has(tableKey(driver, name)));
    if (names.length === 0) return [];
    return (await runner.getTables([...names])).map((table) => foundShape(table, driver));
  } finally {
    await runner.release();
  }
}

/** TypeORM's own: what ran, what it knows of views, what it has cached. */
function ownTables({ driver, options, metadataTableName }: DataSource): readonly string[] {
  const {
    migrationsTableName = 'migrations',
    cache,
    schema,
  } = options as {
    readonly migrationsTableName?: string;
    readonly cache?: unknown;
    readonly schema?: string;
  };
  const cacheTable = (cache as { readonly tableName?: string } | null | undefined)?.tableName ?? 'query-result-cache';
  return [migrationsTableName, metadataTableName, cacheTable].map((name) => driver.buildTableName(name, schema));
}

async function tableNames(runner: SchemaRunner, dataSource: DataSource): Promise<readonly string[]> {
  const { driver } = dataSource;
  const ofEntities = tablesOf(dataSource).map((metadata) => tableKey(driver, metadata));
  const ask = async (sql: string, parameters: unknown[] = []): Promise<readonly Row[]> =>
    (await runner.query(sql, parameters)) as readonly Row[];
  const all = await (async () => {
    switch (familyOf(dataSource)) {
      case 'postgres': {
        const schemas = tablesOf(dataSource).map(({ schema }) => schema ?? driver.schema ?? 'public');
        const rows = await ask(
          `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
           WHERE table_type = 'BASE TABLE' AND table_schema = ANY($1)`,
          [[...new Set(schemas)]],
        );
        return rows.map(({ name, schema }) => driver.buildTableName(name, schema));
      }
      case 'mysql':
        return (
          await ask(
            "SELECT table_name AS name FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema = DATABASE()",
          )
        ).map(({ name }) => name);
      case 'sqlite':
        return (await ask("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")).map(
          ({ name }) => name,
        );
      case undefined:
        return [];
    }
  })();
  // Entities may be in other databases of the server; once each.
  return [...new Map([...all, ...ofEntities].map((name) => [tableKey(driver, name), name])).values()];
}

interface Row {
  readonly name: string;
  readonly schema?: string;
}
