import type { EntityMetadata } from 'typeorm';
import {
  columnsOf,
  dataSourceOf,
  isMadeByTypeorm,
  kindOf,
  parentOf,
  relationsOf,
  tableText,
  type EntityNames,
} from './entity-facts';
import { proxyFacts, targetText } from './relation-facts';

export interface ModelRelation {
  readonly name: string;
  /** As TypeScript writes it: `Meeting[]`. */
  readonly leadsTo: string;
}

/** One line of `.models`. */
export interface ModelRow {
  readonly metadata: EntityMetadata;
  readonly name: string;
  readonly table: string;
  /** Of what kind it is; '' for an ordinary entity. */
  readonly kind: string;
  /** Names in the database; of a class that shares its parent's table, what it adds. */
  readonly columns: readonly string[];
  /** Association proxies too; of a class that shares its parent's table, what it adds. */
  readonly relations: readonly ModelRelation[];
  /** How deep it is in a hierarchy of classes with one table. */
  readonly depth: number;
}

/**
 * The entities by name, each followed by the classes that share its table, then the tables that TypeORM makes by itself.
 * @param word keeps those that have it in their name or that of their table; case does not count.
 */
export function modelRows(names: EntityNames, word = ''): readonly ModelRow[] {
  const entities = names.entries.map(([, metadata]) => metadata);
  const inOrder = (below: EntityMetadata | undefined): readonly EntityMetadata[] =>
    entities.filter((metadata) => parentOf(metadata) === below).flatMap((metadata) => [metadata, ...inOrder(metadata)]);
  const made = names.dataSources
    .flatMap(({ entityMetadatas }) => entityMetadatas)
    .filter(isMadeByTypeorm)
    .sort((one, other) => one.tableName.localeCompare(other.tableName));
  const wanted = word.toLowerCase();
  const listed = [...inOrder(undefined), ...made].filter((metadata) =>
    `${nameOf(metadata, names)} ${tableText(metadata)}`.toLowerCase().includes(wanted),
  );
  return listed.map((metadata) =>
    modelRow(metadata, names, (parent) => parent !== undefined && listed.includes(parent)),
  );
}

function nameOf(metadata: EntityMetadata, names: EntityNames): string {
  return isMadeByTypeorm(metadata) ? '' : names.of(metadata);
}

function modelRow(
  metadata: EntityMetadata,
  names: EntityNames,
  isListed: (parent: EntityMetadata | undefined) => boolean,
): ModelRow {
  const parent = parentOf(metadata);
  const added = <Each extends { readonly propertyPath: string }>(own: readonly Each[], inherited: readonly Each[]) =>
    parent === undefined
      ? own
      : own.filter(({ propertyPath }) => !inherited.some((each) => each.propertyPath === propertyPath));
  const columns = added(columnsOf(metadata), parent === undefined ? [] : columnsOf(parent));
  const relations = added(relationsOf(metadata), parent === undefined ? [] : relationsOf(parent));
  const inherited = parent === undefined ? [] : proxyFacts(parent).map(({ name }) => name);
  const proxies = proxyFacts(metadata).filter(({ name }) => !inherited.includes(name));
  return {
    metadata,
    name: nameOf(metadata, names),
    table: tableText(metadata),
    // Below its parent it is seen to be of that kind.
    kind: isListed(parent) ? '' : kindOf(metadata, names),
    columns: columns.filter(({ isVirtualProperty }) => !isVirtualProperty).map(({ databaseName }) => databaseName),
    relations: [
      ...relations.map((relation) => ({ name: relation.propertyPath, leadsTo: targetText(relation, names) })),
      ...proxies.map(({ name, target }) => ({ name, leadsTo: `${target === undefined ? '' : names.of(target)}[]` })),
    ],
    depth: isListed(parent) ? depthOf(metadata) : 0,
  };
}

function depthOf(metadata: EntityMetadata): number {
  const parent = parentOf(metadata);
  return parent === undefined ? 0 : 1 + depthOf(parent);
}

/** The data sources of the rows, each with its own. */
export function rowsBySource(
  rows: readonly ModelRow[],
): ReadonlyMap<ReturnType<typeof dataSourceOf>, EntityMetadata[]> {
  const bySource = new Map<ReturnType<typeof dataSourceOf>, EntityMetadata[]>();
  for (const { metadata } of rows) {
    const source = dataSourceOf(metadata);
    bySource.set(source, [...(bySource.get(source) ?? []), metadata]);
  }
  return bySource;
}
