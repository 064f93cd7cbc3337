import type { EntityMetadata, QueryRunner, Table } from 'typeorm';
import { unheardRunner } from '../queries/unheard-runner';
import { dataSourceOf } from './entity-facts';

/** A column that the catalogue tells of, by name and type. */
export interface ViewColumn {
  readonly name: string;
  readonly type: string;
}

/** What the database has of an entity's table. */
export type FoundTable =
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'view'; readonly columns: readonly ViewColumn[] }
  | { readonly kind: 'nothing' };

/**
 * Reads one table, or view, from the catalogue, by what TypeORM itself would compare its entity with. Writes nothing.
 * @param on the runner of an open transaction: it may have changed the table.
 * @throws what the database says where it may not be read.
 */
export async function readTable(metadata: EntityMetadata, on: QueryRunner | undefined): Promise<FoundTable> {
  const dataSource = dataSourceOf(metadata);
  const runner = unheardRunner(dataSource, on);
  try {
    // TypeORM takes a view for a table without keys, on some databases.
    if (await isView(runner, metadata)) return { kind: 'view', columns: await viewColumns(runner, metadata) };
    const table = await tableOf(runner, metadata);
    return table === undefined ? { kind: 'nothing' } : { kind: 'table', table };
  } finally {
    if (on === undefined) await runner.release();
  }
}

/**
 * Where a column is computed by the database, TypeORM looks for its expression in a table of its own, which is only there when
 * TypeORM made the column.
 */
async function tableOf(runner: QueryRunner, metadata: EntityMetadata): Promise<Table | undefined> {
  const { driver, metadataTableName, options } = dataSourceOf(metadata);
  const ofTypeorm = driver.buildTableName(metadataTableName, (options as { readonly schema?: string }).schema);
  const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
  Object.defineProperty(runner, 'query', {
    value: async (sql: string, ...rest: unknown[]): Promise<unknown> => {
      const asksForExpression = sql.includes(metadataTableName) && JSON.stringify(rest).includes('GENERATED_COLUMN');
      if (asksForExpression && !(await runner.hasTable(ofTypeorm))) return [];
      return query(sql, ...rest);
    },
  });
  return runner.getTable(metadata.tablePath);
}

const POSTGRES = {
  isView: `SELECT relkind IN ('v', 'm') AS is_view FROM pg_class WHERE oid = to_regclass($1)`,
  columns: `SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute
    WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
};
const MYSQL = {
  isView: `SELECT table_type LIKE '%VIEW' AS is_view FROM information_schema.tables
    WHERE table_schema = COALESCE(?, DATABASE()) AND table_name = ?`,
  columns: `SELECT column_name AS \`name\`, column_type AS \`type\` FROM information_schema.columns
    WHERE table_schema = COALESCE(?, DATABASE()) AND table_name = ? ORDER BY ordinal_position`,
};
const SQLITE = {
  isView: `SELECT type = 'view' AS is_view FROM sqlite_master WHERE name = ?`,
  columns: `SELECT name, lower(type) AS type FROM pragma_table_info(?) ORDER BY cid`,
};

async function isView(runner: QueryRunner, metadata: EntityMetadata): Promise<boolean> {
  const answer = (await ask(runner, metadata, 'isView')) as readonly { readonly is_view: unknown }[];
  // MySQL and SQLite know no truth but 1.
  return answer.some(({ is_view: is }) => is === true || Number(is) === 1);
}

/** TypeORM reads of a view its text only; its columns are asked for here. */
async function viewColumns(runner: QueryRunner, metadata: EntityMetadata): Promise<readonly ViewColumn[]> {
  return (await ask(runner, metadata, 'columns')) as readonly ViewColumn[];
}

function ask(runner: QueryRunner, metadata: EntityMetadata, what: 'isView' | 'columns'): Promise<unknown> {
  const { driver, options } = dataSourceOf(metadata);
  const type: string = options.type;
  switch (type) {
    case 'postgres': {
      const path = metadata.tablePath.split('.').map((part) => driver.escape(part));
      return runner.query(POSTGRES[what], [path.join('.')]);
    }
    case 'mysql':
    case 'mariadb':
      return runner.query(MYSQL[what], [metadata.database ?? null, metadata.tableName]);
    case 'better-sqlite3':
    case 'sqlite':
    case 'sqljs':
      return runner.query(SQLITE[what], [metadata.tableName]);
    default:
      // Of other databases TypeORM's own reading has to do.
      return Promise.resolve([]);
  }
}
