import type { EntityMetadata } from 'typeorm';
import { countText } from '../output/column-text';
import { counted } from '../output/sql/query-summary';
import type { Theme } from '../output/theme';
import { visible } from '../output/visible';
import {
  columnsOf,
  dataSourceOf,
  isMadeByTypeorm,
  kindOf,
  parentOf,
  relationsOf,
  relationsOverJunction,
  tableText,
  type EntityNames,
} from './entity-facts';
import { proxyFacts, targetText } from './relation-facts';
import type { RowCount } from './row-counts';
import { leastWidth, listCell, textGrid, type GridCell, type GridColumn } from './text-grid';

/** One line of `.models`. */
export interface ModelRow {
  readonly metadata: EntityMetadata;
  readonly name: string;
  readonly table: string;
  /** Of what kind it is; '' for an ordinary entity. */
  readonly kind: string;
  /** Names in the database; of a class that shares its parent's table, what it adds. */
  readonly columns: readonly string[];
  /** `meetings: Meeting[]`; of a class that shares its parent's table, what it adds. */
  readonly relations: readonly string[];
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
      ...relations.map((relation) => `${relation.propertyPath}: ${targetText(relation, names)}`),
      ...proxies.map(({ name, target }) => `${name}: ${target === undefined ? '' : names.of(target)}[]`),
    ],
    depth: isListed(parent) ? depthOf(metadata) : 0,
  };
}

function depthOf(metadata: EntityMetadata): number {
  const parent = parentOf(metadata);
  return parent === undefined ? 0 : 1 + depthOf(parent);
}

export interface ModelsTextOptions {
  readonly theme: Theme;
  /** Columns of the output. */
  readonly width: number;
  /** Shown where they were asked for. */
  readonly counts?: ReadonlyMap<EntityMetadata, RowCount>;
}

/** A list of names is worth showing from so many columns on. */
const LEAST_LIST = 24;

/** The rows as a grid, and how many there are of what. The names of columns and relations where there is room, else their number. */
export function modelsText(rows: readonly ModelRow[], { theme, width, counts }: ModelsTextOptions): string {
  const { dim } = theme;
  for (const [columnNames, relationNames] of [
    [true, true],
    [false, true],
    [false, false],
  ]) {
    const columns = gridColumns(columnNames, relationNames);
    const cells = rows.map((row) => rowCells(row, counts, theme, columnNames, relationNames));
    const isLast = !relationNames;
    if (isLast || leastWidth(columns, cells) <= width) {
      return [textGrid(columns, cells, { width, dim }), dim(summary(rows)), ...problems(rows, counts)].join('\n');
    }
  }
  return '';
}

function gridColumns(columnNames: boolean, relationNames: boolean): readonly GridColumn[] {
  return [
    { title: 'entity' },
    { title: 'table', least: 20 },
    { title: 'rows', align: 'right' },
    columnNames ? { title: 'columns', least: LEAST_LIST } : { title: 'columns', align: 'right' },
    relationNames ? { title: 'relations', least: LEAST_LIST } : { title: 'relations', align: 'right' },
    { title: 'kind', least: 12 },
  ];
}

function rowCells(
  { metadata, name, table, kind, columns, relations, depth }: ModelRow,
  counts: ModelsTextOptions['counts'],
  theme: Theme,
  columnNames: boolean,
  relationNames: boolean,
): readonly GridCell[] {
  const list = (names: readonly string[], asNames: boolean): GridCell =>
    asNames ? listCell(names.map(visible)) : names.length === 0 ? '' : String(names.length);
  // It has no relations of its own: there is room to say whose it is.
  const isMade = isMadeByTypeorm(metadata);
  return [
    { text: `${'  '.repeat(depth)}${visible(name)}`, paint: theme.entityName },
    visible(table),
    counts === undefined ? '' : countCell(counts.get(metadata), theme),
    list(columns, columnNames),
    isMade && relationNames ? { text: visible(kind), paint: theme.dim } : list(relations, relationNames),
    isMade && relationNames ? '' : { text: visible(kind), paint: theme.dim },
  ];
}

function countCell(count: RowCount | undefined, theme: Theme): GridCell {
  if (count === undefined) return '';
  if ('problem' in count)
    return { text: count.problem === NO_TABLE ? NO_TABLE : 'cannot be read', paint: theme.notice };
  const { rows, deleted } = count;
  const text = deleted > 0 ? `${countText(rows)} (${countText(deleted)} deleted)` : countText(rows);
  return { text, paint: theme.number };
}

const NO_TABLE = 'no table';

/** Why what could not be counted was not. */
function problems(rows: readonly ModelRow[], counts: ModelsTextOptions['counts']): readonly string[] {
  return rows.flatMap(({ metadata, table }) => {
    const count = counts?.get(metadata);
    return count !== undefined && 'problem' in count && count.problem !== NO_TABLE
      ? [visible(`${table}: ${count.problem}`)]
      : [];
  });
}

/** `4 entities, 1 junction table`. */
function summary(rows: readonly ModelRow[]): string {
  const made = rows.filter(({ metadata }) => isMadeByTypeorm(metadata));
  const junctions = made.filter(({ metadata }) => relationsOverJunction(metadata).length > 0);
  const parts = [counted(rows.length - made.length, 'entity', 'entities')];
  if (junctions.length > 0) parts.push(counted(junctions.length, 'junction table'));
  if (made.length > junctions.length) parts.push(counted(made.length - junctions.length, 'closure table'));
  return parts.join(', ');
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
