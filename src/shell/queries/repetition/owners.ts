import type { EntityMetadata } from 'typeorm';
import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import type { Comparison, StatementParts } from '../sql/parts';
import type { Group } from './group';
import { mainTable, type Line } from './line';
import { isSame, type ModelTables } from './model-tables';

/** How rows hang on the rows of others: by which relation they would have come with them. */
export interface OwnerPath {
  /** The entity that is found in the first place. */
  readonly root: EntityMetadata;
  /** From there on, in order; at least one. */
  readonly relations: readonly RelationMetadata[];
}

/** Relations of relations: deeper than that a repetition is told by its last ones. */
const DEEPEST = 5;

/**
 * The relation that a query by key has followed: of `assignments` by `employee_id` it is `assignments` of Employee; of `projects` by
 * a key, after assignments were read, `project` of Assignment.
 * @param keys what rows are looked for by.
 */
export function followedRelation(group: Group, keys: readonly Comparison[], line: Line): RelationMetadata | undefined {
  const { tables } = line;
  const [first] = keys;
  if (first === undefined || keys.some(({ table }) => table !== first.table)) return undefined;
  const columns = keys.map(({ column }) => column);
  const junction = tables.junction(first.table);
  if (junction !== undefined) return tables.relationByJunction(junction, columns);
  const keyed = tables.entity(first.table);
  const main = tables.entity(mainTable(group));
  if (keyed === undefined || main === undefined) return undefined;
  if (keyed !== main) return isSame(keyed.primaryColumns, columns) ? relationTo(keyed, main, group.parts) : undefined;
  const byForeignKey = keyed.relations.find(
    ({ isWithJoinColumn, joinColumns }) => isWithJoinColumn && isSame(joinColumns, columns),
  );
  if (byForeignKey?.inverseRelation !== undefined) return byForeignKey.inverseRelation;
  return isSame(keyed.primaryColumns, columns) ? relationFromRowsBefore(group, main, line) : undefined;
}

/** Where the owners of a relation came from in the line: its way from the entity that was found in the first place. */
export function ownerPath(relation: RelationMetadata, group: Group, line: Line): OwnerPath {
  const relations = [relation];
  let before = group.places[0] ?? 0;
  while (relations.length < DEEPEST) {
    const owner = relations[0].entityMetadata;
    const loaded = line.groups.find((each) => (each.places[0] ?? 0) < before && isOf(owner, each, line.tables));
    const from = loaded && followedRelation(loaded, keysOf(loaded.parts), line);
    if (loaded === undefined || from === undefined || relations.includes(from)) break;
    relations.unshift(from);
    before = loaded.places[0] ?? 0;
  }
  return { root: relations[0].entityMetadata, relations };
}

/** What a statement looks rows up by: columns that are equal to values, each once. */
export function keysOf({ comparisons }: StatementParts): readonly Comparison[] {
  const keys = comparisons.filter(({ operator, sets }) => !sets && EQUAL.has(operator));
  return keys.filter(
    ({ table, column }, index) => keys.findIndex((other) => other.table === table && other.column === column) === index,
  );
}

const EQUAL: ReadonlySet<string> = new Set(['=', 'in', '<=>']);

function isOf(entity: EntityMetadata, group: Group, tables: ModelTables): boolean {
  return group.parts.verb === 'select' && tables.entity(mainTable(group)) === entity;
}

/** The relation from one entity to another; of several the one whose columns the statement has. */
function relationTo(
  owner: EntityMetadata,
  target: EntityMetadata,
  parts: StatementParts,
): RelationMetadata | undefined {
  const candidates = owner.relations.filter(({ inverseEntityMetadata }) => inverseEntityMetadata === target);
  if (candidates.length < 2) return candidates[0];
  const joined = new Set(parts.joined.flat().map(({ column }) => column));
  const named = new Set(parts.tokens.map(({ value }) => value));
  const linkedBy = (names: ReadonlySet<string>): RelationMetadata | undefined =>
    candidates.find((relation) => linkColumns(relation).every((column) => names.has(column)));
  return linkedBy(joined) ?? linkedBy(named);
}

function linkColumns(relation: RelationMetadata): readonly string[] {
  const { joinColumns, inverseRelation, junctionEntityMetadata } = relation;
  if (junctionEntityMetadata !== undefined) return [junctionEntityMetadata.tableName];
  return (joinColumns.length > 0 ? joinColumns : (inverseRelation?.joinColumns ?? [])).map(
    ({ databaseName }) => databaseName,
  );
}

/** A row was looked up by its own key: it may be what rows read before refer to. */
function relationFromRowsBefore(group: Group, target: EntityMetadata, line: Line): RelationMetadata | undefined {
  const before = group.places[0] ?? 0;
  const found = line.groups
    .filter(
      (each) => (each.places[0] ?? 0) < before && each.parts.verb === 'select' && each.parts.aggregate === undefined,
    )
    .flatMap((each) => line.tables.entity(mainTable(each))?.relations ?? [])
    .filter(
      ({ isWithJoinColumn, inverseEntityMetadata, entityMetadata }) =>
        isWithJoinColumn && inverseEntityMetadata === target && entityMetadata !== target,
    );
  // Of two ways it cannot be told which was taken.
  return new Set(found).size === 1 ? found[0] : undefined;
}
