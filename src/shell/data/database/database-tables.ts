import type { Family } from '../column-kind';
import type { DataTable } from '../data-tables';
import type { DataConnection } from './connection';
import { isTable } from './foreign-keys';

/** Name and kind of each; tables with their schema where it is not that of the connection. */
const TABLES = {
  sqlite: `SELECT name, type FROM sqlite_master
    WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
  postgres: `SELECT CASE WHEN n.nspname = current_schema() THEN c.relname ELSE n.nspname || '.' || c.relname END,
      CASE WHEN c.relkind IN ('v', 'm') THEN 'view' ELSE 'table' END
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
    ORDER BY 1`,
  mysql: `SELECT IF(TABLE_SCHEMA = DATABASE(), TABLE_NAME, CONCAT(TABLE_SCHEMA, '.', TABLE_NAME)),
      IF(TABLE_TYPE LIKE '%VIEW', 'view', 'table')
    FROM information_schema.TABLES
    WHERE TABLE_SCHEMA NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys') ORDER BY 1`,
} as const;

/** The tables of a database, beside those of the model. */
export class DatabaseTables {
  readonly #tables: readonly string[];
  readonly #views: readonly string[];

  private constructor(named: readonly (readonly [name: string, kind: string])[]) {
    this.#tables = named.filter(([, kind]) => kind === 'table').map(([name]) => name);
    this.#views = named.filter(([, kind]) => kind === 'view').map(([name]) => name);
  }

  static async of(connection: DataConnection): Promise<DatabaseTables> {
    const rows = await connection.all(TABLES[connection.family]);
    return new DatabaseTables(rows.map(([name, kind]) => [String(name), String(kind)]));
  }

  /** Tables that no entity has: those of migrations, of other programs. */
  others(tables: readonly DataTable[], family: Family): readonly string[] {
    // What is in other databases of a server is nobody's business here.
    const own = family === 'mysql' ? this.#tables.filter((name) => !name.includes('.')) : this.#tables;
    return own.filter((name) => !tables.some((table) => isTable(name, table)));
  }

  /** Whether what an entity says to be a table is a view in the database: then its rows are those of others. */
  isView(table: DataTable): boolean {
    return !this.#has(this.#tables, table) && this.#has(this.#views, table);
  }

  isMissing(table: DataTable): boolean {
    return !this.#has(this.#tables, table) && !this.#has(this.#views, table);
  }

  #has(names: readonly string[], table: DataTable): boolean {
    return names.some((name) => isTable(name, table));
  }
}

/** Tables whose engine has no transactions: nothing could be taken back there. */
export async function untransactedTables(
  connection: DataConnection,
  tables: readonly DataTable[],
): Promise<readonly DataTable[]> {
  if (connection.family !== 'mysql') return [];
  const rows = await connection.all(
    `SELECT IF(TABLE_SCHEMA = DATABASE(), TABLE_NAME, CONCAT(TABLE_SCHEMA, '.', TABLE_NAME))
    FROM information_schema.TABLES JOIN information_schema.ENGINES USING (ENGINE) WHERE TRANSACTIONS <> 'YES'
      AND TABLE_SCHEMA NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys')`,
  );
  return tables.filter((table) => rows.some(([name]) => isTable(String(name), table)));
}
