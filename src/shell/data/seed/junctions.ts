import type { EntityMetadata } from 'typeorm';
import {
  dataSourceOf,
  relationsOverJunction,
  type ColumnMetadata,
  type RelationMetadata,
} from '../../schema/entity-facts';
import type { Filled } from './fill';
import { Random } from './random';
import { satisfies } from './references';
import type { TableRow, Tables } from './tables/tables';

/** How often a row is linked to none. */
const NONE = 0.25;
/** A row is linked to so many at most; few are far more frequent than many. */
const MOST = 6;

/** A junction table whose rows are to be made. */
interface Junction {
  readonly relation: RelationMetadata;
  readonly junction: EntityMetadata;
}

/**
 * Links the rows that were made over the many-to-many relations of their entities, to rows that were made or are there.
 * @returns how many links were written.
 */
export async function fillJunctions(filled: readonly Filled[], tables: Tables, seed: number): Promise<number> {
  let written = 0;
  for (const { relation, junction } of junctionsOf(filled)) {
    const random = new Random(seed, `${junction.tablePath} links`);
    const { entityMetadata: owner, inverseEntityMetadata: inverse } = relation;
    const [owners, inverses] = [side(junction.ownerColumns), side(junction.inverseColumns)];
    const fromOwner = await madeOf(owner, owners.referenced, filled);
    const isFromOwner = fromOwner.length > 0;
    const from = isFromOwner ? fromOwner : await madeOf(inverse, inverses.referenced, filled);
    const [near, far, target] = isFromOwner ? [owners, inverses, inverse] : [inverses, owners, owner];
    const targets = await tables.select(target, far.referenced, { whole: true, alive: true, limit: true });
    const rows: TableRow[] = [];
    for (const row of from) {
      for (const other of chosen(targets, random)) {
        // A row that is linked to itself says nothing.
        if (owner === inverse && sameRow(row, other, near.referenced, far.referenced)) continue;
        rows.push({ ...near.valuesOf(row), ...far.valuesOf(other) });
      }
    }
    await tables.insert(junction, [...owners.names, ...inverses.names], rows);
    written += rows.length;
  }
  return written;
}

/** Those that only TypeORM knows: one that is an entity too is filled as that where it was asked for, or where it needs more than the links. */
function junctionsOf(filled: readonly Filled[]): readonly Junction[] {
  const found = new Map<string, Junction>();
  for (const { metadata } of filled) {
    const { entityMetadatas } = dataSourceOf(metadata);
    for (const junction of entityMetadatas) {
      if (junction.tableType !== 'junction' || found.has(junction.tablePath)) continue;
      const relation = relationsOverJunction(junction).find(({ isOwning }) => isOwning);
      if (relation === undefined) continue;
      const isConcerned = [relation.entityMetadata, relation.inverseEntityMetadata].some((target) =>
        satisfies(metadata, { target }),
      );
      const entity = entityMetadatas.find(
        (each) => each.tablePath === junction.tablePath && each.tableType !== 'junction',
      );
      const isEntity =
        entity !== undefined && (filled.some((each) => each.metadata === entity) || needsMore(entity, junction));
      if (isConcerned && !isEntity) found.set(junction.tablePath, { relation, junction });
    }
  }
  return [...found.values()];
}

function needsMore(entity: EntityMetadata, { columns }: EntityMetadata): boolean {
  const linked = columns.map(({ databaseName }) => databaseName);
  return entity.columns.some(
    (column) =>
      !linked.includes(column.databaseName) &&
      !column.isNullable &&
      !column.isGenerated &&
      !column.isCreateDate &&
      !column.isUpdateDate &&
      column.default === undefined,
  );
}

function side(columns: readonly ColumnMetadata[]) {
  const names = columns.map(({ databaseName }) => databaseName);
  const referenced = columns.map((column) => column.referencedColumn as ColumnMetadata);
  const valuesOf = (row: TableRow): TableRow =>
    Object.fromEntries(names.map((name, at) => [name, row[referenced[at].databaseName]]));
  return { names, referenced, valuesOf };
}

async function madeOf(
  target: EntityMetadata,
  columns: readonly ColumnMetadata[],
  filled: readonly Filled[],
): Promise<readonly TableRow[]> {
  const of = filled.filter(({ metadata }) => satisfies(metadata, { target }));
  const rows: TableRow[] = [];
  for (const { made } of of) rows.push(...(await made.columns(columns)));
  return rows.filter((row) => columns.every(({ databaseName }) => row[databaseName] !== null));
}

/** A few of them, each once. */
function chosen(targets: readonly TableRow[], random: Random): ReadonlySet<TableRow> {
  const taken = new Set<TableRow>();
  if (targets.length === 0 || random.chance(NONE)) return taken;
  const wanted = Math.min(targets.length, 1 + Math.floor(MOST * random.share() * random.share()));
  // Some are in many more links than others.
  for (let tries = 0; taken.size < wanted && tries < 4 * MOST; tries++)
    taken.add(targets[Math.floor(targets.length * random.share() * random.share())]);
  return taken;
}

function sameRow(
  one: TableRow,
  other: TableRow,
  ofOne: readonly ColumnMetadata[],
  ofOther: readonly ColumnMetadata[],
): boolean {
  return ofOne.every(({ databaseName }, at) => one[databaseName] === other[ofOther[at].databaseName]);
}
