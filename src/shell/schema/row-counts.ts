import type { DataSource, EntityMetadata, QueryRunner } from 'typeorm';
import { isMadeByTypeorm, parentOf, childrenOf } from './entity-facts';

/** How many rows an entity has, or why nobody knows. */
export type RowCount = { readonly rows: number; readonly deleted: number } | { readonly problem: string };

export interface CountOptions {
  /** Where an open transaction is, it is asked there. */
  readonly runner?: QueryRunner;
  /** Entities without a table: they are not asked for. */
  readonly missing: ReadonlySet<EntityMetadata>;
}

/** So many tables are counted in one query: SQLite takes 500 parts of a UNION. */
const MOST_TABLES = 100;

/**
 * Counts the rows of tables and views of one data source, soft-deleted ones too, many tables in one query. Where that fails, each is
 * asked for alone, so that one that cannot be read is no loss for the others.
 */
export async function rowCounts(
  dataSource: DataSource,
  entities: readonly EntityMetadata[],
  { runner, missing }: CountOptions,
): Promise<ReadonlyMap<EntityMetadata, RowCount>> {
  const counts = new Map<EntityMetadata, RowCount>();
  for (const metadata of entities) if (missing.has(metadata)) counts.set(metadata, { problem: 'no table' });
  const there = entities.filter((metadata) => !missing.has(metadata));
  for (let from = 0; from < there.length; from += MOST_TABLES) {
    const some = there.slice(from, from + MOST_TABLES);
    for (const [metadata, count] of await countSome(dataSource, some, runner)) counts.set(metadata, count);
  }
  return counts;
}

async function countSome(
  dataSource: DataSource,
  entities: readonly EntityMetadata[],
  runner: QueryRunner | undefined,
): Promise<ReadonlyMap<EntityMetadata, RowCount>> {
  const sql = entities.map((metadata, at) => countSql(dataSource, metadata, at)).join(' UNION ALL ');
  try {
    const answer = await dataSource.query<readonly Readonly<Record<string, unknown>>[]>(sql, [], runner);
    return new Map(
      answer.map(({ entity, all_rows: rows, deleted_rows: deleted }) => [
        entities[Number(entity)],
        { rows: Number(rows), deleted: Number(deleted) },
      ]),
    );
  } catch (error) {
    const [only] = entities;
    // In an open transaction nothing more can be asked after a failure: PostgreSQL refuses all but its end.
    if (entities.length === 1 || runner !== undefined)
      return new Map((entities.length === 1 ? [only] : entities).map((each) => [each, { problem: reason(error) }]));
    const counts = new Map<EntityMetadata, RowCount>();
    for (const metadata of entities)
      for (const [each, count] of await countSome(dataSource, [metadata], runner)) counts.set(each, count);
    return counts;
  }
}

function countSql(dataSource: DataSource, metadata: EntityMetadata, at: number): string {
  const { driver } = dataSource;
  const { deleteDateColumn } = metadata;
  const deleted = deleteDateColumn === undefined ? '0' : `COUNT(${driver.escape(deleteDateColumn.databaseName)})`;
  const from = metadata.tablePath
    .split('.')
    .map((part) => (part === '' ? part : driver.escape(part)))
    .join('.');
  return `SELECT ${at} AS entity, COUNT(*) AS all_rows, ${deleted} AS deleted_rows FROM ${from}${ofClass(metadata, driver)}`;
}

/** Of a table that several classes share, the rows of this one and of those below it. */
function ofClass(metadata: EntityMetadata, driver: DataSource['driver']): string {
  const { discriminatorColumn } = metadata;
  if (discriminatorColumn === undefined || parentOf(metadata) === undefined || isMadeByTypeorm(metadata)) return '';
  const values = [metadata, ...childrenOf(metadata)].map(({ discriminatorValue }) => String(discriminatorValue));
  const texts = values.map((value) => `'${value.replaceAll("'", "''")}'`);
  return ` WHERE ${driver.escape(discriminatorColumn.databaseName)} IN (${texts.join(', ')})`;
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
