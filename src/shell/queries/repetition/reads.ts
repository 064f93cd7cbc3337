import type { Comparison, StatementParts } from '../sql/parts';
import { findAll, findAnyOf, groupedQuery, groupedThrough, KEEP_ANSWER, pathOf, rawCure, withRelations } from './cures';
import type { Group } from './group';
import { mainTable, writesTo, type Line } from './line';
import { isSame } from './model-tables';
import { followedRelation, keysOf, ownerPath } from './owners';

/** What gives another answer to the same question. */
const CHANGING = ['random', 'rand', 'now', 'current_timestamp', 'clock_timestamp', 'nextval', 'uuid'] as const;

/**
 * What to do about the same SELECT again and again; `undefined` when there is nothing to do: it asks for many keys at once already, it
 * reads on from page to page, or it is what TypeORM asks for a save.
 */
export function cureOfReads(group: Group, line: Line): string | undefined {
  const { parts } = group;
  if (parts.verb !== 'select' || parts.tables.length === 0) return undefined;
  if (parts.tables.every((table) => line.tables.isInternal(table))) return undefined;
  // The first half of a find with `take` and joins; the second half says the same and more.
  if (parts.tokens.some(({ value }) => value === 'distinctAlias')) return undefined;
  if (isOfSave(group, line) || group.isBatched()) return undefined;
  if (group.isOneStatement()) return isSettled(group, line) ? KEEP_ANSWER : undefined;
  const varying = group.varyingComparisons();
  const keys = askedBy(
    keysOf(parts).filter((key) => varying.includes(key)),
    parts,
  );
  // Other limits and offsets, other bounds: each asks for something else.
  if (keys.length === 0) return undefined;
  return parts.aggregate === undefined
    ? cureOfLookups(group, keys, line)
    : cureOfCounts(group, parts.aggregate, keys, line);
}

/** A find with `take` and joins asks for the keys first, and then for their rows: the keys are an answer, not what was asked by. */
function askedBy(keys: readonly Comparison[], { tables: [main] }: StatementParts): readonly Comparison[] {
  const others = keys.filter(({ table }) => table !== main?.table);
  return others.length > 0 ? others : keys;
}

function cureOfLookups(group: Group, keys: readonly Comparison[], line: Line): string {
  // One of several conditions holds: what rows are asked by is not this key alone.
  if (group.parts.has('or')) return findAnyOf(line.tables.entity(mainTable(group)));
  const relation = group.parts.has('exists') ? undefined : followedRelation(group, keys, line);
  if (relation !== undefined) return withRelations(ownerPath(relation, group, line));
  const [{ table, column }] = keys as [Comparison];
  const entity = line.tables.entity(table);
  const own = keys.filter((key) => key.table === table);
  return entity === undefined || entity !== line.tables.entity(mainTable(group))
    ? rawCure('select', column)
    : findAll(entity, own, group.parts.tables.length > 1);
}

function cureOfCounts(group: Group, aggregate: string, keys: readonly Comparison[], line: Line): string {
  const { tables } = line;
  const [{ table, column }] = keys as [Comparison];
  const counted = tables.entity(mainTable(group));
  const relation = followedRelation(group, keys, line);
  const inverse = relation?.inverseRelation;
  if (counted === undefined) return rawCure('select', column);
  if (relation !== undefined && inverse?.isWithJoinColumn === true && inverse.entityMetadata === counted)
    return groupedQuery(counted, [inverse.propertyPath], aggregate);
  if (relation !== undefined && relation.inverseEntityMetadata === counted && aggregate === 'count')
    return groupedThrough(relation);
  if (tables.entity(table) !== counted) return rawCure('select', column);
  return groupedQuery(
    counted,
    keys.map((key) => pathOf(counted, key.column)),
    aggregate,
  );
}

/** Whether nothing was written between the first and the last that could have changed the answer, and nothing else would. */
function isSettled({ parts, places }: Group, line: Line): boolean {
  if (parts.has(...CHANGING) || parts.has('update', 'share', 'skip')) return false;
  const read = parts.tables.map(({ table }) => table.toLowerCase());
  const between = line.records.slice(places[0], places.at(-1));
  return !between.some(
    ({ kind, tables }) => kind === 'write' && (tables === undefined || tables.some((table) => read.includes(table))),
  );
}

/**
 * Whether TypeORM asks this for saves of its own: rows as they are before they are written, keys of related rows, columns that the
 * database has filled in.
 */
function isOfSave({ parts, records }: Group, line: Line): boolean {
  const writes = line.records.filter(({ kind }) => kind === 'write').length;
  if (writes * 2 < records.length) return false;
  if (parts.tables.some(({ alias }) => alias.endsWith('_rid'))) return true;
  if (parts.has('limit')) return false;
  const entity = line.tables.entity(parts.tables[0]?.table ?? '');
  const columns = keysOf(parts).map(({ column }) => column);
  if (entity === undefined || parts.tables.length > 1) return false;
  if (isSame(entity.primaryColumns, columns)) return writesTo(line, entity.tableName) * 2 >= records.length;
  const selected = parts.tokens.findIndex(({ value }) => value === 'from') / 6;
  return selected <= entity.primaryColumns.length + columns.length && isForeignKey(entity.relations, columns);
}

function isForeignKey(
  relations: readonly { readonly joinColumns: Parameters<typeof isSame>[0] }[],
  columns: readonly string[],
): boolean {
  return relations.some(({ joinColumns }) => isSame(joinColumns, columns));
}
