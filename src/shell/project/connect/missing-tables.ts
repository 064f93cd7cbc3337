import type { DataSource, EntityMetadata, QueryRunner } from 'typeorm';

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
  const runner = quietRunner(dataSource);
  try {
    const answer = (await runner.query(query)) as readonly Row[];
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

/** A query runner whose queries the project's logger does not hear of. */
function quietRunner(dataSource: DataSource): QueryRunner {
  const nothing = { value: () => {} };
  const logger: unknown = Object.create(dataSource.logger, {
    logQuery: nothing,
    logQuerySlow: nothing,
    logQueryError: nothing,
  });
  const quiet: unknown = Object.create(dataSource, { logger: { value: logger } });
  // The runner asks its driver for the logger: by `connection` in 0.3, by `dataSource` since.
  const driver: unknown = Object.create(dataSource.driver, {
    connection: { value: quiet },
    dataSource: { value: quiet },
  });
  return Object.assign(dataSource.driver.createQueryRunner('master'), { driver });
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
