import type { DataSource, EntityMetadata } from 'typeorm';
import { quietly } from '../../queries/quietly';

/** What the catalogue of a database says: names of tables and views, in lower case, with their schema and, where it is the current one, without. */
type Catalogue = ReadonlySet<string>;

interface Row {
  readonly schema?: string | null;
  readonly name: string;
  readonly visible?: unknown;
}

const SQLITE = `SELECT name, 1 AS visible FROM sqlite_master WHERE type IN ('table', 'view')`;
const POSTGRES = `SELECT n.nspname AS schema, c.relname AS name, pg_table_is_visible(c.oid) AS visible
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')`;
const MYSQL = `SELECT table_schema AS \`schema\`, table_name AS \`name\`, table_schema = DATABASE() AS visible FROM information_schema.tables`;

/** The query by which each kind of database lists what it has. For other kinds a missing table shows when it is asked for. */
const QUERIES: Readonly<Record<string, string>> = {
  'better-sqlite3': SQLITE,
  sqlite: SQLITE,
  sqljs: SQLITE,
  postgres: POSTGRES,
  mysql: MYSQL,
  mariadb: MYSQL,
};

/** The entities whose table, or view, is not in the database. One query. */
export async function withoutTable(dataSource: DataSource): Promise<readonly EntityMetadata[]> {
  const query = QUERIES[dataSource.options.type];
  if (query === undefined) return [];
  // Not by the data source: what the shell asks for itself is no query of the person's.
  const runner = dataSource.driver.createQueryRunner('master');
  try {
    const answer = await quietly(dataSource, runner, () => runner.query(query) as Promise<readonly Row[]>);
    const catalogue: Catalogue = new Set(
      answer.flatMap(({ schema, name, visible }) => [
        ...(visible === false || visible === 0 || visible === '0' ? [] : [name.toLowerCase()]),
        ...(schema ? [`${schema}.${name}`.toLowerCase()] : []),
      ]),
    );
    return dataSource.entityMetadatas.filter((metadata) => hasTable(metadata) && !catalogue.has(nameOf(metadata)));
  } finally {
    await runner.release();
  }
}

function hasTable({ tableType }: EntityMetadata): boolean {
  return tableType === 'regular' || tableType === 'view' || tableType === 'closure';
}

function nameOf({
  schema,
  database,
  tableName,
  dataSource,
  connection,
}: EntityMetadata & { dataSource?: DataSource }): string {
  const isMysql =
    (dataSource ?? connection).options.type === 'mysql' || (dataSource ?? connection).options.type === 'mariadb';
  const owner = isMysql ? database : schema;
  return `${owner ? `${owner}.` : ''}${tableName}`.toLowerCase();
}
