import type { DataSource, ObjectLiteral, QueryRunner, SelectQueryBuilder } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import { looseKey, type Key, type Keys } from './key';
import { shared } from './members';
import { ownerConditions, type OwnerConditions } from './owner-condition';
import { isToMany } from './relation-value';
import { entitiesOfRows, firstRows, type Row } from './rows';
import { Ties, tieTo, type Tie } from './tie';

/** A foreign key as the driver gave it; `null` for none. */
export type ForeignKey = readonly unknown[] | null;

/** The foreign keys of entities, by the relation that they are for; `undefined` where one is not known. */
export type ForeignKeys = ReadonlyMap<RelationMetadata, readonly (ForeignKey | undefined)[]>;

/**
 * By which key the targets are found: the owners' primary keys, the foreign keys that the owners hold as properties, or foreign
 * keys that are known of them, one for each owner.
 */
export type OwnerKeys = 'primary key' | 'foreign key' | readonly ForeignKey[];

/** What one query found: for each owner that was asked for, in the order asked, its related entities in order. */
export interface RelatedEntities {
  readonly related: readonly (readonly object[])[];
  /** All related entities, each once: one row is one object. */
  readonly targets: readonly object[];
  /** The foreign keys of the targets, in their order: they are in the rows, and not in the entities. */
  readonly foreignKeys: ForeignKeys;
}

interface OwnKeys {
  /** The key of each owner, `undefined` for one that has none. */
  readonly ofOwners: readonly (Key | undefined)[];
  /** The values of each key, once. */
  readonly values: readonly (readonly unknown[])[];
}

/**
 * Loads one relation for many owners in one query: the target's own select, hydrated by TypeORM as in any `find` (listeners,
 * transformers, eager relations, soft delete), with the owner's key selected beside it.
 */
export class RelationQuery {
  readonly #alias: string;
  readonly #target: RelationMetadata['inverseEntityMetadata'];
  readonly #ties: Ties;
  readonly #primary: Tie;
  readonly #foreign: Tie | undefined;
  readonly #conditions: OwnerConditions;

  constructor(
    private readonly dataSource: DataSource,
    private readonly relation: RelationMetadata,
    private readonly keys: Keys,
  ) {
    this.#target = relation.inverseEntityMetadata;
    this.#alias = dataSource.createQueryBuilder(this.#target.target, this.#target.name).alias;
    this.#ties = new Ties(dataSource, relation, this.#alias);
    this.#primary = this.#ties.primary();
    this.#foreign = this.#ties.foreign();
    this.#conditions = ownerConditions(dataSource.options.type);
  }

  /** The most owners that one query takes. */
  get mostOwners(): number {
    const columns = Math.max(this.#primary.ownerColumns.length, this.#foreign?.ownerColumns.length ?? 0);
    return this.#conditions.most(columns);
  }

  /**
   * @param owners entities that have the key, at most `mostOwners` of them.
   * @throws what TypeORM throws.
   */
  async load(owners: readonly object[], by: OwnerKeys, runner: QueryRunner | undefined): Promise<RelatedEntities> {
    const tie = by === 'primary key' ? this.#primary : (this.#foreign ?? this.#primary);
    const { ofOwners, values } = this.#ownKeys(owners, by, tie);
    if (values.length === 0) return { related: owners.map(() => []), targets: [], foreignKeys: new Map() };
    const query = this.dataSource.createQueryBuilder(this.#target.target, this.#alias, runner);
    tieTo(query, tie, this.#conditions, values);
    const keyNames = tie.expressions.map((expression, index) =>
      this.#selected(query, expression, `owner_key_${index}`),
    );
    const rowNames = this.#rowColumns().map(
      (column, index) =>
        this.#selectedName(column) ??
        this.#selected(query, this.#ties.column(this.#alias, column), `target_key_${index}`),
    );
    // An empty option object is what asks for eager relations as `find` does.
    query.setFindOptions({});
    if (isToMany(this.relation)) this.#order(query);
    const { raw, entities } = await query.getRawAndEntities<ObjectLiteral>();
    const rows = raw as readonly Row[];
    const dealt = entitiesOfRows(rows, entities, rowNames);
    const related = this.#sorted(dealt, (index) => this.keys.ofRow(rows[index], keyNames, tie.ownerColumns), ofOwners);
    return { related, targets: entities, foreignKeys: this.#foreignKeys(rows, entities, dealt) };
  }

  #ownKeys(owners: readonly object[], by: OwnerKeys, { ownerColumns }: Tie): OwnKeys {
    const values = new Map<Key, readonly unknown[]>();
    const ofOwners = owners.map((owner, index) => {
      const known = typeof by === 'string' ? undefined : by[index];
      const key =
        known === undefined ? this.keys.ofEntity(owner, ownerColumns) : this.keys.ofValues(known ?? [], ownerColumns);
      if (key !== undefined && !values.has(key)) values.set(key, known ?? this.keys.parameters(owner, ownerColumns));
      return key;
    });
    return { ofOwners, values: [...values.values()] };
  }

  /** Entity's own order first, where it declares one; then the primary key. */
  #order(query: SelectQueryBuilder<ObjectLiteral>): void {
    for (const [property, order] of Object.entries(this.#target.orderBy ?? {})) {
      if (typeof order === 'object') query.addOrderBy(`${this.#alias}.${property}`, order.order, order.nulls);
      else query.addOrderBy(`${this.#alias}.${property}`, order);
    }
    for (const column of this.#target.primaryColumns) query.addOrderBy(this.#ties.column(this.#alias, column), 'ASC');
  }

  /** Hands each row's entity to the owners whose key the row holds. */
  #sorted(
    dealt: readonly (object | undefined)[],
    keyOf: (row: number) => Key | undefined,
    ownerKeys: readonly (Key | undefined)[],
  ): readonly (readonly object[])[] {
    const found = new Map<Key, object[]>();
    dealt.forEach((entity, row) => {
      const key = keyOf(row);
      if (key === undefined || entity === undefined) return;
      const list = found.get(key);
      if (list === undefined) found.set(key, [entity]);
      // Eager relations may repeat a row; in the order of its primary key it then comes several times in a row.
      else if (list[list.length - 1] !== entity) list.push(entity);
    });
    const asked = new Set(ownerKeys);
    const strays = [...found.keys()].some((key) => !asked.has(key));
    const loosely = strays ? new Map([...found].map(([key, list]) => [looseKey(key), list])) : undefined;
    const handed = new Set<object[]>();
    const toMany = isToMany(this.relation);
    return ownerKeys.map((key) => {
      const list = key === undefined ? undefined : (found.get(key) ?? loosely?.get(looseKey(key)));
      if (list === undefined) return [];
      // Two objects for one row get a list each; of a to-one relation the list is not kept.
      if (!toMany) return list;
      if (handed.has(list)) return [...list];
      handed.add(list);
      return list;
    });
  }

  /** The targets' own foreign keys, so that their to-one relations need not ask for them again. */
  #foreignKeys(rows: readonly Row[], entities: readonly object[], dealt: readonly (object | undefined)[]): ForeignKeys {
    const foreignKeys = new Map<RelationMetadata, (ForeignKey | undefined)[]>();
    const first = firstRows(rows, entities, dealt);
    for (const relation of this.#target.relations) {
      // The way back is filled, and needs no query.
      if (!relation.isWithJoinColumn || relation === this.relation.inverseRelation) continue;
      const names = relation.joinColumns.map((column) => this.#selectedName(column));
      if (names.length === 0 || names.includes(undefined)) continue;
      const keys = first.map((row) => foreignKeyIn(row, names as readonly string[]));
      foreignKeys.set(shared(relation), keys);
    }
    return foreignKeys;
  }

  /** The columns by which TypeORM tells one row of the target from another. */
  #rowColumns(): readonly ColumnMetadata[] {
    return this.#target.tableType === 'view' ? this.#target.columns : this.#target.primaryColumns;
  }

  /** The name under which TypeORM selects a column; `undefined` for one left out, or so long that TypeORM shortens it. */
  #selectedName(column: ColumnMetadata): string | undefined {
    const name = `${this.#alias}_${column.databaseName}`;
    const most = this.dataSource.driver.maxAliasLength;
    return column.isSelect && (most === undefined || most <= 0 || name.length <= most) ? name : undefined;
  }

  #selected(query: SelectQueryBuilder<ObjectLiteral>, expression: string, name: string): string {
    query.addSelect(expression, name);
    return name;
  }
}

/** Keys of other kinds (dates, bytes) need not be what the driver takes back. */
function foreignKeyIn(row: Row, names: readonly string[]): ForeignKey | undefined {
  const values = names.map((name) => row[name]);
  if (values.includes(null)) return null;
  return values.every((value) => typeof value === 'number' || typeof value === 'string') ? values : undefined;
}
