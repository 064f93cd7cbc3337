import type { EntityMetadata, ObjectLiteral, QueryRunner, SelectQueryBuilder } from 'typeorm';
import { looseKey, Keys, type Key } from '../relations/key';
import { shared } from '../relations/members';
import { ownerConditions } from '../relations/owner-condition';
import { Ties, tieTo, type Tie } from '../relations/tie';
import { hasForeignKeyProperty } from '../relations/touches';
import { dataSourceOf, type RelationMetadata } from './entity-facts';
import { isToMany } from './relation-facts';

/** What the database has of a relation, for each owner that was asked for. */
export interface RelatedRows {
  /** How many there are; `undefined` for an owner without a key, which is not saved. */
  readonly counts: readonly (number | undefined)[];
  /** Of a relation that leads to one, its key, part by part; `undefined` where there is none. */
  readonly keys: readonly (readonly unknown[] | undefined)[];
}

type Row = Readonly<Record<string, unknown>>;

/**
 * Asks how many a relation leads to, or to which one, for many owners in one query: by their keys in the database, whatever is in memory;
 * without what is soft-deleted, as `find` has it. Loads no entity.
 * @param owners entities that have the relation.
 * @param runner that of an open transaction, where there is one.
 * @returns `undefined` where there is nothing to ask by: a view need not have a key.
 */
export async function relatedRows(
  relation: RelationMetadata,
  owners: readonly object[],
  runner: QueryRunner | undefined,
): Promise<RelatedRows | undefined> {
  const asked = shared(relation);
  const dataSource = dataSourceOf(asked.entityMetadata);
  const target = asked.inverseEntityMetadata;
  const { alias } = dataSource.createQueryBuilder(target.target, target.name);
  const tie = tieOf(asked, alias);
  if (tie === undefined) return undefined;
  const keys = new Keys(dataSource);
  const ofOwners = owners.map((owner) => keys.ofEntity(owner, tie.ownerColumns));
  const values = new Map<Key, readonly unknown[]>();
  owners.forEach((owner, at) => {
    const key = ofOwners[at];
    if (key !== undefined && !values.has(key)) values.set(key, keys.parameters(owner, tie.ownerColumns));
  });
  const conditions = ownerConditions(dataSource.options.type);
  const most = conditions.most(tie.ownerColumns.length);
  const all = [...values.values()];
  const found = new Map<Key, Row[]>();
  for (let from = 0; from < all.length; from += most) {
    const query = dataSource.createQueryBuilder(target.target, alias, runner);
    tieTo(query, tie, conditions, all.slice(from, from + most));
    const names = select(query, tie, asked, alias);
    for (const row of await query.getRawMany<Row>()) {
      const key = keys.ofRow(row, names, tie.ownerColumns);
      if (key !== undefined) found.set(key, [...(found.get(key) ?? []), row]);
    }
  }
  // The database may call keys equal that JavaScript does not.
  const strays = [...found.keys()].some((key) => !values.has(key));
  const loosely = strays ? new Map([...found].map(([key, some]) => [looseKey(key), some])) : undefined;
  const rows = ofOwners.map((key) =>
    key === undefined ? undefined : (found.get(key) ?? loosely?.get(looseKey(key)) ?? []),
  );
  return {
    counts: rows.map((each) => each && (isToMany(asked) ? Number(each[0]?.related_count ?? 0) : each.length)),
    keys: rows.map((each) => (each?.[0] === undefined || isToMany(asked) ? undefined : keyIn(each[0], target))),
  };
}

function tieOf(relation: RelationMetadata, alias: string): Tie | undefined {
  const ties = new Ties(dataSourceOf(relation.entityMetadata), relation, alias);
  if (relation.entityMetadata.primaryColumns.length > 0) return ties.primary();
  return hasForeignKeyProperty(relation) ? ties.foreign() : undefined;
}

/** The owner's key, and beside it the count, or the key of the one. @returns the names of the owner's key in a row. */
function select(
  query: SelectQueryBuilder<ObjectLiteral>,
  { expressions }: Tie,
  relation: RelationMetadata,
  alias: string,
): readonly string[] {
  const { driver } = dataSourceOf(relation.entityMetadata);
  // The entity's own order has no meaning for what is grouped.
  query.select([]).setOption('disable-global-order');
  const names = expressions.map((expression, at) => {
    query.addSelect(expression, `owner_key_${at}`);
    return `owner_key_${at}`;
  });
  if (isToMany(relation)) {
    query.addSelect('COUNT(*)', 'related_count');
    for (const expression of expressions) query.addGroupBy(expression);
  } else {
    relation.inverseEntityMetadata.primaryColumns.forEach(({ databaseName }, at) =>
      query.addSelect(`${driver.escape(alias)}.${driver.escape(databaseName)}`, `related_key_${at}`),
    );
  }
  return names;
}

function keyIn(row: Row, target: EntityMetadata): readonly unknown[] {
  const { driver } = dataSourceOf(target);
  return target.primaryColumns.map(
    (column, at) => driver.prepareHydratedValue(row[`related_key_${at}`], column) as unknown,
  );
}
