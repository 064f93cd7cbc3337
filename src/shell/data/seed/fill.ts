import type { EntityMetadata } from 'typeorm';
import { columnsOf, tableOwner, type ColumnMetadata, type EntityNames } from '../../schema/entity-facts';
import { UserError } from '../../user-error';
import { checksOf } from './checks';
import { hookOf, type SeedHooks } from './hooks';
import { isNumbered, MadeRows, referredColumns } from './made-rows';
import { columnPart } from './parts/column-part';
import type { Part } from './parts/part';
import { referencePart } from './parts/reference-part';
import type { Planned } from './plan';
import { Random } from './random';
import { columnKind } from './values/column-kind';
import { referencesOf, type Reference } from './references';
import { RowMaker } from './row-maker';
import type { Tables } from './tables/tables';
import { UniqueGroup } from './uniqueness';
import { uniqueGroups } from './unique-groups';

export interface FillOptions {
  readonly tables: Tables;
  readonly names: EntityNames;
  readonly hooks: SeedHooks;
  readonly seed: number;
  /** Whether rows of an entity are still to be made: a relation to it is filled later. */
  readonly isToCome: (reference: Reference, metadata: EntityMetadata) => boolean;
  /** Hears how many rows were written. */
  readonly onRows: (count: number) => void;
}

/** What became of a step of the plan. */
export interface Filled {
  readonly metadata: EntityMetadata;
  readonly made: MadeRows;
  /** Relations that could not be filled yet. */
  readonly later: readonly Reference[];
}

/** Rows that are made before they are written. */
const BATCH = 1_000;

/** Makes the rows of one step of the plan. @throws UserError when they cannot be made, and what the database says. */
export async function fill({ metadata, count }: Planned, options: FillOptions): Promise<Filled> {
  const { tables, names, seed, onRows } = options;
  const entity = names.of(metadata);
  const random = new Random(seed, `${entity} rows`);
  const [later, now] = partition(referencesOf(metadata), (reference) => options.isToCome(reference, metadata));
  const maker = new RowMaker({
    entity,
    parts: [
      ...(await referenceParts(now, entity, options)),
      ...(await columnParts({ metadata, count }, entity, later, options)),
    ],
    groups: await groupsOf(metadata, later, tables),
    orders: checksOf(metadata).orders,
    constants: constantsOf(metadata),
    random,
  });
  const made = await MadeRows.begin(metadata, tables);
  const { columns } = maker;
  const referred = referredColumns(metadata, tables.dataSource.entityMetadatas);
  for (let index = 0; index < count; index += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, count - index) }, (_, at) => maker.make(index + at));
    await tables.insert(metadata, columns, rows);
    made.add(rows, referred);
    onRows(rows.length);
  }
  return { metadata, made, later };
}

async function referenceParts(
  references: readonly Reference[],
  entity: string,
  { tables, names, seed }: FillOptions,
): Promise<readonly Part[]> {
  const parts: Part[] = [];
  for (const reference of references) {
    const { relation, target, referenced, isRequired } = reference;
    const rows = await tables.select(target, referenced, { whole: true, alive: true, limit: true });
    if (rows.length === 0 && isRequired)
      throw new UserError(
        `${entity}.${relation.propertyPath} has to lead to a row of ${names.of(target)}, and there is none.`,
        reference.isToItself ? 'Write the first row yourself.' : `Add --count ${names.of(target)}=10.`,
      );
    const random = new Random(seed, `${entity}.${relation.propertyPath}`);
    parts.push(referencePart({ reference, rows, random, shared: parts.flatMap(({ columns }) => columns) }));
  }
  return parts;
}

async function columnParts(
  { metadata, count }: Planned,
  entity: string,
  later: readonly Reference[],
  { tables, hooks, seed }: FillOptions,
): Promise<readonly Part[]> {
  const { dataSource } = tables;
  const taken = new Set(
    referencesOf(metadata).flatMap(({ columns }) => columns.map(({ databaseName }) => databaseName)),
  );
  for (const { columns } of later) for (const { databaseName } of columns) taken.add(databaseName);
  const { bounds } = checksOf(metadata);
  const parts: (Part | undefined)[] = [];
  for (const column of columnsOf(metadata)) {
    if (taken.has(column.databaseName) || isLeftToDatabase(column, metadata)) continue;
    const isCounted = metadata.primaryColumns.length === 1 && column.isPrimary && isInteger(column, dataSource);
    const hook = hookOf(hooks, metadata, column.propertyPath);
    parts.push(
      columnPart({
        column,
        entity,
        dataSource,
        random: new Random(seed, `${entity}.${column.propertyPath}`),
        bounds: bounds.get(column.databaseName),
        hook,
        ...(isCounted && hook === undefined && (await countedFrom(metadata, column, count, tables))),
      }),
    );
  }
  return parts.filter((part) => part !== undefined);
}

/** The greatest number that there is, where there is room for so many after it. */
async function countedFrom(
  metadata: EntityMetadata,
  column: ColumnMetadata,
  count: number,
  tables: Tables,
): Promise<{ readonly after?: bigint }> {
  const kind = columnKind(column, tables.dataSource);
  const highest = BigInt(String((await tables.highest(metadata, column)) ?? 0));
  const most = kind.kind !== 'integer' || kind.most === Number.MAX_SAFE_INTEGER ? 2n ** 63n - 1n : BigInt(kind.most);
  return highest + BigInt(count) <= most ? { after: highest < 0n ? 0n : highest } : {};
}

function isInteger(column: ColumnMetadata, { driver }: Tables['dataSource']): boolean {
  return /^(?:(?:tiny|small|medium|big)?int(?:eger)?\d?|int\d)$/.test(driver.normalizeType(column).toLowerCase());
}

/** What has a value without being given one, or may have none: a row that is made is not deleted. */
function isLeftToDatabase(column: ColumnMetadata, { discriminatorColumn }: EntityMetadata): boolean {
  const isTree = column.isNestedSetLeft || column.isNestedSetRight || column.isMaterializedPath || column.isTreeLevel;
  return (
    column === discriminatorColumn ||
    column.isDiscriminator ||
    column.isDeleteDate ||
    column.isVirtualProperty ||
    !column.isInsert ||
    column.generatedType !== undefined ||
    column.asExpression !== undefined ||
    isNumbered(column) ||
    (column.isVirtual && !isTree)
  );
}

function constantsOf(metadata: EntityMetadata): Record<string, unknown> {
  const { discriminatorColumn } = tableOwner(metadata);
  return discriminatorColumn === undefined ? {} : { [discriminatorColumn.databaseName]: metadata.discriminatorValue };
}

/** What no two rows may share. Where a column is filled later it is null until then, and nulls are never the same. */
async function groupsOf(
  metadata: EntityMetadata,
  later: readonly Reference[],
  tables: Tables,
): Promise<readonly UniqueGroup[]> {
  const owner = tableOwner(metadata);
  const filledLater = later.flatMap(({ columns }) => columns.map(({ databaseName }) => databaseName));
  const groups: UniqueGroup[] = [];
  const oneToOnes = referencesOf(metadata)
    .filter(({ isUnique }) => isUnique)
    .map(({ columns }) => columns.map(({ databaseName }) => databaseName));
  const all = new Map([...uniqueGroups(metadata), ...oneToOnes].map((names) => [[...names].sort().join('\0'), names]));
  for (const names of all.values()) {
    const columns = [owner, metadata]
      .flatMap((each) => each.columns)
      .filter((column) => names.includes(column.databaseName));
    if (names.some((name) => filledLater.includes(name)) || columns.some(isNumbered)) continue;
    groups.push(await new UniqueGroup(names).read(tables, owner, columns));
  }
  return groups;
}

function partition<Item>(items: readonly Item[], test: (item: Item) => boolean): readonly [Item[], Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
