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
    const columns = metadata.tableType === 'view' ? await viewColumns(runner, metadata) : [];
    if (columns.length > 0) return { kind: 'view', columns };
    const table = metadata.tableType === 'view' ? undefined : await tableOf(runner, metadata);
    if (table !== undefined) return { kind: 'table', table };
    // An entity may stand on a view without saying so.
    const instead = metadata.tableType === 'view' ? [] : await viewColumns(runner, metadata);
    return instead.length > 0 ? { kind: 'view', columns: instead } : { kind: 'nothing' };
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

const POSTGRES = `SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type FROM pg_attribute a
  WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`;
const MYSQL = `SELECT column_name AS \`name\`, column_type AS \`type\` FROM information_schema.columns
  WHERE table_schema = COALESCE(?, DATABASE()) AND table_name = ? ORDER BY ordinal_position`;

/** TypeORM reads of a view its text only; its columns are asked for here. None when there is no such view. */
async function viewColumns(runner: QueryRunner, metadata: EntityMetadata): Promise<readonly ViewColumn[]> {
  const { driver, options } = dataSourceOf(metadata);
  const path = metadata.tablePath.split('.').map((part) => driver.escape(part));
  switch (options.type) {
    case 'postgres':
      return (await runner.query(POSTGRES, [path.join('.')])) as readonly ViewColumn[];
    case 'mysql':
    case 'mariadb':
      return (await runner.query(MYSQL, [metadata.database ?? null, metadata.tableName])) as readonly ViewColumn[];
    default: {
      const answer = (await runner.query(`PRAGMA table_info(${driver.escape(metadata.tableName)})`)) as ViewColumn[];
      return answer.map(({ name, type }) => ({ name, type: type.toLowerCase() }));
    }
  }
}
