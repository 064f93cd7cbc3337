import type { EntityMetadata } from 'typeorm';
import type { Theme } from '../output/theme';
import { visible } from '../output/visible';
import type { Masking } from '../safety/masking/masking';
import { columnFacts } from './column-facts';
import {
  childrenOf,
  columnsOf,
  type ColumnMetadata,
  isMadeByTypeorm,
  kindOf,
  parentOf,
  relationsOf,
  tableOwner,
  tableText,
  type EntityNames,
} from './entity-facts';
import type { ViewColumn } from './read-table';
import { proxyFacts, relationFacts } from './relation-facts';
import { textGrid, type GridCell, type GridColumn } from './text-grid';

export interface SchemaTextOptions {
  readonly names: EntityNames;
  readonly theme: Theme;
  /** Columns of the output. */
  readonly width: number;
  readonly masking: Pick<Masking, 'hides'>;
  /** Of a view, whose columns need not say their type. */
  readonly viewColumns?: readonly ViewColumn[];
}

/** An entity as its metadata says: a title, then its columns, relations, foreign keys, indices and constraints, each as a grid. */
export function schemaText(metadata: EntityMetadata, options: SchemaTextOptions): string {
  const { theme, width, names } = options;
  const grid = (columns: readonly GridColumn[], rows: readonly (readonly GridCell[])[]): string =>
    textGrid(columns, rows, { width, dim: theme.dim });
  return [
    [titleLine(metadata, names, theme), grid(COLUMNS, columnRows(metadata, options))].join('\n'),
    grid(RELATIONS, relationRows(metadata, options)),
    // Of a class that shares its table, the keys that its columns are in.
    grid(FOREIGN_KEYS, foreignKeyRows(tableOwner(metadata), metadata)),
    grid(INDICES, indexRows(tableOwner(metadata), metadata)),
    grid(CONSTRAINTS, constraintRows(tableOwner(metadata), metadata)),
  ]
    .filter((section) => section !== '')
    .join('\n\n');
}

/** `Employee, table employees`. */
function titleLine(metadata: EntityMetadata, names: EntityNames, theme: Theme): string {
  const table = `${metadata.tableType === 'view' ? 'view' : 'table'} ${tableText(metadata)}`;
  const { discriminatorColumn, discriminatorValue } = metadata;
  const parts = isMadeByTypeorm(metadata) ? [table] : [theme.entityName(visible(names.of(metadata))), visible(table)];
  const kind = kindOf(metadata, names);
  if (kind !== '' && kind !== 'view') parts.push(kind);
  const children = childrenOf(metadata);
  if (children.length > 0) parts.push(`with ${children.map((child) => names.of(child)).join(', ')}`);
  if (parentOf(metadata) !== undefined && discriminatorColumn !== undefined)
    parts.push(`where ${discriminatorColumn.databaseName} is ${String(discriminatorValue)}`);
  if (metadata.orderBy !== undefined) parts.push(`ordered by ${Object.keys(metadata.orderBy).join(', ')}`);
  if (!metadata.synchronize) parts.push('not synchronized');
  if (metadata.comment) parts.push(metadata.comment);
  return parts.map((part, at) => (at === 0 ? part : visible(part))).join(', ');
}

const COLUMNS: readonly GridColumn[] = [
  { title: 'column', least: 16 },
  { title: 'property', least: 12 },
  { title: 'type', least: 12 },
  { title: 'null' },
  { title: 'default', least: 10 },
  { title: 'key' },
  { title: 'index' },
  { title: 'also' },
];

function columnRows(
  metadata: EntityMetadata,
  { masking, theme, viewColumns = [] }: SchemaTextOptions,
): readonly (readonly GridCell[])[] {
  return columnFacts(metadata, masking).map((facts) => [
    visible(facts.name),
    visible(facts.property),
    visible(facts.type || (viewColumns.find(({ name }) => name === facts.name)?.type ?? '')),
    metadata.tableType === 'view' || facts.name === ''
      ? ''
      : facts.isNullable
        ? 'yes'
        : { text: 'no', paint: theme.dim },
    visible(facts.default),
    facts.keys.join(', '),
    facts.index,
    { text: visible(facts.also.join(', ')), paint: theme.dim },
  ]);
}

const RELATIONS: readonly GridColumn[] = [
  { title: 'relation', least: 12 },
  { title: 'leads to' },
  { title: 'type' },
  { title: 'owner' },
  { title: 'inverse' },
  { title: 'kept in' },
  { title: 'also' },
];

function relationRows(metadata: EntityMetadata, { names, theme }: SchemaTextOptions): readonly (readonly GridCell[])[] {
  const relations = relationsOf(metadata)
    .map((relation) => relationFacts(relation, names))
    .map(({ name, leadsTo, type, isOwner, inverse, keptIn, also }) => [
      visible(name),
      { text: visible(leadsTo), paint: theme.entityName },
      type,
      isOwner ? 'yes' : { text: 'no', paint: theme.dim },
      visible(inverse),
      visible(keptIn),
      also.join('; '),
    ]);
  const proxies = proxyFacts(metadata).map(({ name, association, far, target }) => [
    name,
    { text: target === undefined ? '' : `${names.of(target)}[]`, paint: theme.entityName },
    'proxy',
    '',
    '',
    `${association}, then ${far}`,
    '',
  ]);
  return [...relations, ...proxies];
}

const FOREIGN_KEYS: readonly GridColumn[] = [
  { title: 'foreign key', least: 16 },
  { title: 'references', least: 16 },
  { title: 'on delete' },
  { title: 'on update' },
  { title: 'name', least: 24 },
  { title: 'checked' },
];

/** What is not said is NO ACTION to the database. */
const UNSAID = 'NO ACTION';

function foreignKeyRows({ foreignKeys }: EntityMetadata, of: EntityMetadata): readonly (readonly GridCell[])[] {
  return foreignKeys
    .filter(isOn(of))
    .map((key) => [
      visible(columnNames(key.columns)),
      visible(`${tableText(key.referencedEntityMetadata)} (${columnNames(key.referencedColumns)})`),
      key.onDelete ?? UNSAID,
      key.onUpdate ?? UNSAID,
      visible(key.name),
      key.deferrable === undefined ? '' : key.deferrable.toLowerCase(),
    ]);
}

const INDICES: readonly GridColumn[] = [
  { title: 'index', least: 24 },
  { title: 'on', least: 16 },
  { title: 'unique' },
  { title: 'where', least: 16 },
  { title: 'also' },
];

function indexRows({ indices }: EntityMetadata, of: EntityMetadata): readonly (readonly GridCell[])[] {
  return indices.filter(isOn(of)).map((index) => {
    const { isSpatial, isFulltext, isSparse, synchronize } = index;
    const also = Object.entries({ spatial: isSpatial, 'full text': isFulltext, sparse: isSparse }).flatMap(
      ([name, is]) => (is ? [name] : []),
    );
    if (!synchronize) also.push('not synchronized');
    return [
      visible(index.name),
      visible(columnNames(index.columns)),
      index.isUnique ? 'yes' : '',
      visible(index.where ?? ''),
      also.join(', '),
    ];
  });
}

const CONSTRAINTS: readonly GridColumn[] = [{ title: 'constraint', least: 24 }, { title: 'type' }, { title: 'says' }];

function constraintRows(
  { uniques, checks, exclusions }: EntityMetadata,
  of: EntityMetadata,
): readonly (readonly GridCell[])[] {
  return [
    ...uniques.filter(isOn(of)).map(({ name, columns }) => [visible(name), 'unique', visible(columnNames(columns))]),
    ...checks.map(({ name, expression }) => [visible(name), 'check', visible(expression)]),
    ...exclusions.map(({ name, expression }) => [visible(name), 'exclusion', visible(expression)]),
  ];
}

function columnNames(columns: readonly { readonly databaseName: string }[]): string {
  return columns.map(({ databaseName }) => databaseName).join(', ');
}

/** Whether a key is on columns that the class has. */
function isOn(metadata: EntityMetadata): (key: { readonly columns: readonly ColumnMetadata[] }) => boolean {
  const own = new Set(columnsOf(metadata).map(({ databaseName }) => databaseName));
  return ({ columns }) => columns.every(({ databaseName }) => own.has(databaseName));
}
