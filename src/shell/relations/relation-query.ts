import type { DataSource, ObjectLiteral, QueryRunner, SelectQueryBuilder } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import { looseKey, type Keys } from './key';
import { ownerConditions, type OwnerConditions } from './owner-condition';
import { isToMany } from './relation-value';

type Row = Readonly<Record<string, unknown>>;

/** What one query found: for each owner that was asked for, in the order asked, its related entities in order. */
export interface RelatedEntities {
  readonly related: readonly (readonly object[])[];
  /** All related entities, each once: one row is one object. */
  readonly targets: readonly object[];
}

/** How the rows of the target are tied to their owners. */
interface Tie {
  /** Where an owner has its key: its primary key, or its own foreign key. */
  readonly ownerColumns: readonly ColumnMetadata[];
  /** The same key as an expression beside the target's row, one for each column of the owner. */
  readonly expressions: readonly string[];
  /** A derived table between the target and its owners, where the target does not hold the owner's key itself. */
  readonly link?: { readonly from: string; readonly columns: readonly string[]; readonly condition: string };
}

const LINK = 'owner_link';

/**
 * Loads one relation for many owners in one query: the target's own select, hydrated by TypeORM as in any `find` (listeners,
 * transformers, eager relations, soft delete), with the owner's key selected beside it.
 */
export class RelationQuery {
  readonly #alias: string;
  readonly #target: RelationMetadata['inverseEntityMetadata'];
  readonly #ties: { readonly primary: Tie; readonly foreign: Tie | undefined };
  readonly #conditions: OwnerConditions;

  constructor(
    private readonly dataSource: DataSource,
    private readonly relation: RelationMetadata,
    private readonly keys: Keys,
  ) {
    this.#target = relation.inverseEntityMetadata;
    this.#alias = dataSource.createQueryBuilder(this.#target.target, this.#target.name).alias;
    this.#ties = { primary: this.#primaryTie(), foreign: this.#foreignTie() };
    this.#conditions = ownerConditions(dataSource.options.type);
  }

  /** The most owners that one query takes. */
  get mostOwners(): number {
    return this.#conditions.most(this.#ties.primary.ownerColumns.length);
  }

  /**
   * @param owners entities that have the key, at most `mostOwners` of them.
   * @param byForeignKey follow the foreign key that the owners hold as a property, not the one in the database.
   * @throws what TypeORM throws.
   */
  async load(
    owners: readonly object[],
    byForeignKey: boolean,
    runner: QueryRunner | undefined,
  ): Promise<RelatedEntities> {
    const tie = (byForeignKey && this.#ties.foreign) || this.#ties.primary;
    const ownerKeys = owners.map((owner) => this.keys.ofEntity(owner, tie.ownerColumns));
    const distinct = new Map<string, unknown[]>();
    owners.forEach((owner, index) => {
      const key = ownerKeys[index];
      if (key !== undefined && !distinct.has(key)) distinct.set(key, this.keys.parameters(owner, tie.ownerColumns));
    });
    if (distinct.size === 0) return { related: owners.map(() => []), targets: [] };
    const query = this.dataSource.createQueryBuilder(this.#target.target, this.#alias, runner);
    this.#tieTo(query, tie, [...distinct.values()]);
    const keyNames = tie.expressions.map((expression, index) =>
      this.#selected(query, expression, `owner_key_${index}`),
    );
    const rowNames = this.#rowColumns().map((column, index) => this.#rowName(query, column, `target_key_${index}`));
    // An empty option object is what asks for eager relations as `find` does.
    query.setFindOptions({});
    if (isToMany(this.relation)) this.#order(query);
    const { raw, entities } = await query.getRawAndEntities<ObjectLiteral>();
    return this.#sorted(raw, entities, rowNames, (row) => this.keys.ofRow(row, keyNames, tie.ownerColumns), ownerKeys);
  }

  /** Ties by the owner's primary key, which every saved owner has. */
  #primaryTie(): Tie {
    const { relation } = this;
    const ownerColumns = relation.entityMetadata.primaryColumns;
    if (relation.isManyToMany) {
      const [near, far] = relation.isOwning
        ? [relation.joinColumns, relation.inverseJoinColumns]
        : [relation.inverseRelation?.inverseJoinColumns ?? [], relation.inverseRelation?.joinColumns ?? []];
      return this.#linked(ownerColumns, near, far);
    }
    if (relation.isOwning) {
      const { joinColumns } = relation;
      return this.#linkedThroughOwner(ownerColumns, joinColumns, joinColumns.map(referenced));
    }
    const foreign = relation.inverseRelation?.joinColumns ?? [];
    const inOrder = inOrderOf(ownerColumns, foreign);
    if (inOrder !== undefined)
      return { ownerColumns, expressions: inOrder.map((column) => this.#column(this.#alias, column)) };
    return this.#linkedThroughOwner(ownerColumns, foreign.map(referenced), foreign);
  }

  /** Ties by the foreign key that the owner holds as a property of its own. */
  #foreignTie(): Tie | undefined {
    const { joinColumns, isManyToOne, isOneToOneOwner } = this.relation;
    if (!isManyToOne && !isOneToOneOwner) return undefined;
    return {
      ownerColumns: joinColumns,
      expressions: joinColumns.map((column) => this.#column(this.#alias, referenced(column))),
    };
  }

  /** Through the junction table; through the owner's table too, where the junction refers to something else than the primary key. */
  #linked(
    ownerColumns: readonly ColumnMetadata[],
    near: readonly ColumnMetadata[],
    far: readonly ColumnMetadata[],
  ): Tie {
    const { junctionEntityMetadata: junction, entityMetadata: owner } = this.relation;
    if (junction === undefined) throw new Error(`${owner.name}.${this.relation.propertyPath} has no junction table`);
    const inOrder = inOrderOf(ownerColumns, near);
    const table = `${this.#path(junction.tablePath)} ${this.#escape('junction')}`;
    if (inOrder !== undefined) {
      const keys = inOrder.map((column) => this.#column('junction', column));
      return this.#tie(
        ownerColumns,
        table,
        keys,
        far.map((column) => this.#column('junction', column)),
        far.map(referenced),
      );
    }
    const on = near.map(
      (column) => `${this.#column('junction', column)} = ${this.#column('owner', referenced(column))}`,
    );
    const from = `${table} INNER JOIN ${this.#path(owner.tablePath)} ${this.#escape('owner')} ON ${on.join(' AND ')}`;
    const keys = ownerColumns.map((column) => this.#column('owner', column));
    return this.#tie(
      ownerColumns,
      from,
      keys,
      far.map((column) => this.#column('junction', column)),
      far.map(referenced),
    );
  }

  #linkedThroughOwner(
    ownerColumns: readonly ColumnMetadata[],
    inOwner: readonly ColumnMetadata[],
    inTarget: readonly ColumnMetadata[],
  ): Tie {
    const from = `${this.#path(this.relation.entityMetadata.tablePath)} ${this.#escape('owner')}`;
    const keys = ownerColumns.map((column) => this.#column('owner', column));
    return this.#tie(
      ownerColumns,
      from,
      keys,
      inOwner.map((column) => this.#column('owner', column)),
      inTarget,
    );
  }

  /** A tie over a derived table, which holds the owner's key and what the target is found by. Soft delete does not touch it. */
  #tie(
    ownerColumns: readonly ColumnMetadata[],
    from: string,
    keys: readonly string[],
    references: readonly string[],
    inTarget: readonly ColumnMetadata[],
  ): Tie {
    const link = this.#escape(LINK);
    const keyName = (index: number): string => this.#escape(`owner_key_${index}`);
    const referenceName = (index: number): string => this.#escape(`target_key_${index}`);
    const columns = [
      ...keys.map((key, index) => `${key} AS ${keyName(index)}`),
      ...references.map((each, index) => `${each} AS ${referenceName(index)}`),
    ];
    const condition = inTarget
      .map((column, index) => `${this.#column(this.#alias, column)} = ${link}.${referenceName(index)}`)
      .join(' AND ');
    const expressions = keys.map((_, index) => `${link}.${keyName(index)}`);
    return {
      ownerColumns,
      expressions,
      link: { from: `SELECT ${columns.join(', ')} FROM ${from}`, columns: keys, condition },
    };
  }

  #tieTo(
    query: SelectQueryBuilder<ObjectLiteral>,
    { link, expressions }: Tie,
    keys: readonly (readonly unknown[])[],
  ): void {
    const { condition, parameters } = this.#conditions.among(link?.columns ?? expressions, keys);
    if (link === undefined) query.where(condition);
    else query.innerJoin(`(${link.from} WHERE ${condition})`, LINK, link.condition);
    query.setParameters(parameters);
  }

  /** Entity's own order first, where it declares one; then the primary key. */
  #order(query: SelectQueryBuilder<ObjectLiteral>): void {
    for (const [property, order] of Object.entries(this.#target.orderBy ?? {})) {
      if (typeof order === 'object') query.addOrderBy(`${this.#alias}.${property}`, order.order, order.nulls);
      else query.addOrderBy(`${this.#alias}.${property}`, order);
    }
    for (const column of this.#target.primaryColumns) query.addOrderBy(this.#column(this.#alias, column), 'ASC');
  }

  /** Hands each row's entity to the owners whose key the row holds. */
  #sorted(
    rows: readonly Row[],
    entities: readonly object[],
    rowNames: readonly string[],
    keyOf: (row: Row) => string | undefined,
    ownerKeys: readonly (string | undefined)[],
  ): RelatedEntities {
    const found = new Map<string, object[]>();
    const dealt = entitiesOfRows(rows, entities, rowNames);
    for (let index = 0; index < dealt.length; index++) {
      const key = keyOf(rows[index]);
      const entity = dealt[index];
      if (key === undefined || entity === undefined) continue;
      const list = found.get(key);
      if (list === undefined) found.set(key, [entity]);
      // Eager relations may repeat a row; in the order of its primary key it then comes several times in a row.
      else if (list[list.length - 1] !== entity) list.push(entity);
    }
    const asked = new Set(ownerKeys);
    let loosely: Map<string, object[]> | undefined;
    for (const key of found.keys())
      if (!asked.has(key)) loosely ??= new Map([...found].map(([each, list]) => [looseKey(each), list]));
    const handed = new Set<object[]>();
    const related = ownerKeys.map((key) => {
      const list = key === undefined ? undefined : (found.get(key) ?? loosely?.get(looseKey(key)));
      if (list === undefined) return [];
      // Two objects for one row get a list each.
      if (handed.has(list)) return [...list];
      handed.add(list);
      return list;
    });
    return { related, targets: entities };
  }

  /** The columns by which TypeORM tells one row of the target from another. */
  #rowColumns(): readonly ColumnMetadata[] {
    return this.#target.tableType === 'view' ? this.#target.columns : this.#target.primaryColumns;
  }

  /** The name under which TypeORM selects a column. Long ones it shortens in a way of its own; then the column is selected again. */
  #rowName(query: SelectQueryBuilder<ObjectLiteral>, column: ColumnMetadata, otherwise: string): string {
    const name = `${this.#alias}_${column.databaseName}`;
    const most = this.dataSource.driver.maxAliasLength;
    const known = column.isSelect && (most === undefined || most <= 0 || name.length <= most);
    return known ? name : this.#selected(query, this.#column(this.#alias, column), otherwise);
  }

  #selected(query: SelectQueryBuilder<ObjectLiteral>, expression: string, name: string): string {
    query.addSelect(expression, name);
    return name;
  }

  #column(alias: string, column: ColumnMetadata): string {
    return `${this.#escape(alias)}.${this.#escape(column.databaseName)}`;
  }

  #path(tablePath: string): string {
    return tablePath
      .split('.')
      .map((part) => (part === '' ? part : this.#escape(part)))
      .join('.');
  }

  #escape(name: string): string {
    return this.dataSource.driver.escape(name);
  }
}

/**
 * The entity of each row. TypeORM makes one entity for all rows with the same primary key, in the order in which the keys first
 * come; so the entities are dealt out in that order.
 */
function entitiesOfRows(
  rows: readonly Row[],
  entities: readonly object[],
  names: readonly string[],
): (object | undefined)[] {
  const known = new Map<unknown, object | undefined>();
  let next = 0;
  const dealt = rows.map((row) => {
    const identity = rowIdentity(row, names);
    if (!known.has(identity)) known.set(identity, entities[next++]);
    return known.get(identity);
  });
  if (next !== entities.length)
    throw new Error(`${entities.length} entities came out of ${next} rows: the relation cannot be told apart`);
  return dealt;
}

function rowIdentity(row: Row, names: readonly string[]): unknown {
  if (names.length === 1) return plain(row[names[0]]);
  return names.map((name) => String(plain(row[name]))).join('_');
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}

function referenced(column: ColumnMetadata): ColumnMetadata {
  if (column.referencedColumn === undefined) throw new Error(`${column.databaseName} refers to no column`);
  return column.referencedColumn;
}

/** The foreign columns in the order of the key columns that they refer to; `undefined` when they refer to other columns. */
function inOrderOf(
  key: readonly ColumnMetadata[],
  foreign: readonly ColumnMetadata[],
): readonly ColumnMetadata[] | undefined {
  if (foreign.length !== key.length) return undefined;
  const inOrder: ColumnMetadata[] = [];
  for (const { databaseName } of key) {
    const column = foreign.find((each) => referenced(each).databaseName === databaseName);
    if (column === undefined) return undefined;
    inOrder.push(column);
  }
  return inOrder;
}
