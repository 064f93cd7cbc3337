import type { DataTable } from '../data-tables';
import type { DataConnection } from './connection';
import { isTable } from './foreign-keys';

const TABLES = {
  sqlite: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
  postgres: `SELECT CASE WHEN schemaname = current_schema() THEN tablename ELSE schemaname || '.' || tablename END FROM pg_tables
    WHERE schemaname NOT LIKE 'pg\\_%' AND schemaname <> 'information_schema' ORDER BY 1`,
  mysql: `SELECT IF(TABLE_SCHEMA = DATABASE(), TABLE_NAME, CONCAT(TABLE_SCHEMA, '.', TABLE_NAME)) FROM information_schema.TABLES
    WHERE TABLE_TYPE = 'BASE TABLE' AND TABLE_SCHEMA NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys') ORDER BY 1`,
} as const;

/** Tables of the database that no entity has: those of migrations, of other programs. */
export async function otherTables(connection: DataConnection, tables: readonly DataTable[]): Promise<readonly string[]> {
  const names = (await connection.all(TABLES[connection.family])).map(([name]) => String(name));
  // What is in other databases of a server is nobody's business here.
  const own = connection.family === 'mysql' ? names.filter((name) => !name.includes('.')) : names;
  return own.filter((name) => !tables.some((table) => isTable(name, table)));
}

/** Tables of the model that the database does not have. */
export async function missingTables(connection: DataConnection, tables: readonly DataTable[]): Promise<readonly DataTable[]> {
  const names = (await connection.all(TABLES[connection.family])).map(([name]) => String(name));
  return tables.filter((table) => !names.some((name) => isTable(name, table)));
}
