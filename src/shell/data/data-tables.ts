import type { DataSource, EntityMetadata } from 'typeorm';
import { tableOwner } from '../schema/entity-facts';
import { columnKind, type ColumnKind, type ColumnMetadata, type Family } from './column-kind';

/** A table of the model, as a dump has it. */
export interface DataTable {
  /** In a dump: the table's name; with its schema where two schemas have a table of that name. */
  readonly name: string;
  /** For SQL, quoted. */
  readonly sql: string;
  /** Those of entities that share it, that of the topmost class first. */
  readonly metadatas: readonly [EntityMetadata, ...EntityMetadata[]];
  readonly columns: readonly DataColumn[];
  /** The primary key. */
  readonly keys: readonly DataColumn[];
}

export interface DataColumn {
  /** The database's name. */
  readonly name: string;
  readonly sql: string;
  readonly kind: ColumnKind;
  readonly metadata: ColumnMetadata;
}

/**
 * The tables of all entities, those of many-to-many relations and of closure trees with them; views have no rows of their own.
 * Columns that the database computes are left out: it does so again.
 */
export function dataTables(dataSource: DataSource, family: Family): readonly DataTable[] {
  const byPath = new Map<string, Set<EntityMetadata>>();
  for (const metadata of dataSource.entityMetadatas) {
    if (metadata.tableType === 'view') continue;
    const owner = tableOwner(metadata);
    const known = byPath.get(owner.tablePath) ?? new Set();
    byPath.set(owner.tablePath, known.add(owner));
  }
  const groups = [...byPath.values()].map((each) => [...each] as [EntityMetadata, ...EntityMetadata[]]);
  const names = groups.map(([{ tableName }]) => tableName);
  const quote = (name: string): string => dataSource.driver.escape(name);
  return groups
    .map((metadatas): DataTable => {
      const [{ tableName, tablePath }] = metadatas;
      const columns = columnsOf(metadatas, family, quote);
      const isAlone = names.indexOf(tableName) === names.lastIndexOf(tableName);
      return {
        name: isAlone ? tableName : tablePath,
        sql: tablePath.split('.').map(quote).join('.'),
        metadatas,
        columns,
        keys: columns.filter(({ metadata }) => metadata.isPrimary),
      };
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function columnsOf(
  metadatas: readonly EntityMetadata[],
  family: Family,
  quote: (name: string) => string,
): readonly DataColumn[] {
  const columns = new Map<string, DataColumn>();
  for (const metadata of metadatas.flatMap(({ columns: own }) => own)) {
    const { databaseName: name } = metadata;
    const isComputed = metadata.isVirtualProperty || Boolean(metadata.asExpression);
    if (isComputed || columns.has(name)) continue;
    columns.set(name, { name, sql: quote(name), kind: columnKind(metadata, family), metadata });
  }
  return [...columns.values()];
}

/** Whether its rows are only pairs of keys of other tables: those of many-to-many relations, and of closure trees. */
export function isBetween({ metadatas: [{ tableType }] }: DataTable): boolean {
  return tableType === 'junction' || tableType === 'closure' || tableType === 'closure-junction';
}

/** The tables that its foreign keys lead to, by the entities. */
export function referredTables(table: DataTable, all: readonly DataTable[]): readonly DataTable[] {
  const paths = new Set(
    table.metadatas
      .flatMap(({ foreignKeys }) => foreignKeys)
      .map(({ referencedEntityMetadata }) => tableOwner(referencedEntityMetadata).tablePath),
  );
  return all.filter(({ metadatas: [{ tablePath }] }) => paths.has(tablePath));
}
