import type { EntityMetadata } from 'typeorm';
import type { Comparison } from '../sql/parts';
import { deleteAll, insertAll, rawCure, removeAll, saveAll, updateAll } from './cures';
import type { Group } from './group';
import { mainTable, type Line } from './line';
import { isSame, refersToItself } from './model-tables';
import { keysOf } from './owners';
import { THRESHOLD } from './threshold';

/** How the writes of a group were asked for. */
type Manner =
  /** Each in a transaction of its own, or with a read of its row: `save()`, `remove()`. */
  | 'entity by entity'
  /** With no more than the statement: `insert()`, `update()`, `delete()`, SQL. */
  | 'statement by statement'
  /** All by one call that cannot do it otherwise. */
  | 'together';

/** What to do about the same INSERT, UPDATE or DELETE again and again; `undefined` when TypeORM writes so by itself. */
export function cureOfWrites(group: Group, line: Line): string | undefined {
  const { verb } = group.parts;
  const table = mainTable(group);
  const [written] = group.parts.tables;
  if (written === undefined || line.tables.isInternal(written) || group.isBatched()) return undefined;
  const entity = line.tables.entity(table);
  switch (verb) {
    case 'insert':
      return cureOfInserts(group, line, entity);
    case 'update':
      return cureOfUpdates(group, line, entity);
    case 'delete':
      return cureOfDeletes(group, line, entity);
    default:
      return undefined;
  }
}

function cureOfInserts(group: Group, line: Line, entity: EntityMetadata | undefined): string | undefined {
  const { records, parts } = group;
  // Rows by the dozen, or the rows of another query.
  if (parts.insertedRows !== 1 || records.some(({ affected }) => (affected ?? 0) > 1)) return undefined;
  const { own, several } = transactionsAround(group, line);
  if (entity === undefined) {
    const junction = line.tables.junction(mainTable(group));
    if (junction === undefined) return own > 0 ? undefined : rawCure('insert', undefined);
    const owner = junction.ownerColumns[0]?.referencedColumn?.entityMetadata;
    return owner && (several || own === 0) ? saveAll(owner) : undefined;
  }
  if (own === 0) return insertAll(entity);
  const oneByOneAnyway = line.tables.insertsOneByOne || refersToItself(entity);
  return several || !oneByOneAnyway ? saveAll(entity) : undefined;
}

function cureOfUpdates(group: Group, line: Line, entity: EntityMetadata | undefined): string | undefined {
  const varying = group.varyingComparisons();
  const keys = keysOf(group.parts).filter((key) => varying.includes(key));
  if (keys.length === 0) return undefined;
  if (entity === undefined) return rawCure('update', keys[0]?.column);
  const manner = mannerOf(group, line, entity);
  if (manner === 'together') return undefined;
  const set = group.parts.comparisons.filter(({ sets }) => sets);
  const alike = manner === 'statement by statement' && set.length > 0 && !set.some((each) => varying.includes(each));
  return alike ? updateAll(entity, keys, set) : saveAll(entity);
}

function cureOfDeletes(group: Group, line: Line, entity: EntityMetadata | undefined): string | undefined {
  const varying = group.varyingComparisons();
  const keys: readonly Comparison[] = keysOf(group.parts).filter((key) => varying.includes(key));
  if (keys.length === 0) return undefined;
  if (entity === undefined) {
    const junction = line.tables.junction(mainTable(group));
    const owner = junction?.ownerColumns[0]?.referencedColumn?.entityMetadata;
    const { own, several } = transactionsAround(group, line);
    if (owner === undefined) return rawCure('delete', keys[0]?.column);
    return several || own === 0 ? saveAll(owner) : undefined;
  }
  const manner = mannerOf(group, line, entity);
  if (manner === 'together') return undefined;
  return manner === 'entity by entity' ? removeAll(entity) : deleteAll(entity, keys);
}

/** Transactions that the statements of a group ran in, and whether these are many. */
function transactionsAround({ places }: Group, { transactions }: Line): { own: number; several: boolean } {
  const own = new Set(places.map((place) => transactions[place] ?? 0).filter((number) => number > 0)).size;
  return { own, several: own >= THRESHOLD };
}

function mannerOf(group: Group, line: Line, entity: EntityMetadata): Manner {
  const { own, several } = transactionsAround(group, line);
  if (several) return 'entity by entity';
  if (own === 0) return 'statement by statement';
  // Rows that refer to rows of the same table are written first, and then again when those have their keys.
  if (line.groups.some((other) => other.parts.verb === 'insert' && isTogether(other, group, line))) return 'together';
  const reads = line.groups.filter(
    ({ parts, places }) =>
      parts.verb === 'select' &&
      parts.tables[0]?.table.toLowerCase() === entity.tableName.toLowerCase() &&
      (places[0] ?? 0) < (group.places.at(-1) ?? 0) &&
      keysOf(parts).length > 0,
  );
  const rowByRow = reads.some(
    ({ parts, places }) =>
      places.length >= THRESHOLD &&
      isSame(
        entity.primaryColumns,
        keysOf(parts).map(({ column }) => column),
      ),
  );
  if (rowByRow) return 'entity by entity';
  // A save reads the rows that it is going to write, all at once.
  return reads.length > 0 ? 'together' : 'statement by statement';
}

/** Whether another group writes the same table in the same transaction. */
function isTogether(other: Group, group: Group, { transactions }: Line): boolean {
  const around = new Set(group.places.map((place) => transactions[place]));
  return mainTable(other) === mainTable(group) && other.places.some((place) => around.has(transactions[place]));
}
