import type { DataSource, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import type { OwnerConditions } from './owner-condition';

/** How the rows of a relation's target are tied to their owners. */
export interface Tie {
  /** Where an owner has its key: its primary key, or its own foreign key. */
  readonly ownerColumns: readonly ColumnMetadata[];
  /** The same key as an expression beside the target's row, one for each column of the owner. */
  readonly expressions: readonly string[];
  /** A derived table between the target and its owners, where the target does not hold the owner's key itself. */
  readonly link?: { readonly from: string; readonly columns: readonly string[]; readonly condition: string };
}

/** The name of the derived table. */
export const LINK = 'owner_link';

/**
 * Keeps the rows of a query for a relation's target that are tied to these owners.
 * @param keys the owners' values of the tie's `ownerColumns`, one list for each.
 */
export function tieTo(
  query: SelectQueryBuilder<ObjectLiteral>,
  { link, expressions }: Tie,
  conditions: OwnerConditions,
  keys: readonly (readonly unknown[])[],
): void {
  const { condition, parameters } = conditions.among(link?.columns ?? expressions, keys);
  if (link === undefined) query.where(condition);
  else query.innerJoin(`(${link.from} WHERE ${condition})`, LINK, link.condition);
  query.setParameters(parameters);
}

/** Makes the ties of one relation. */
export class Ties {
  constructor(
    private readonly dataSource: DataSource,
    private readonly relation: RelationMetadata,
    /** The target's alias in the query. */
    private readonly alias: string,
  ) {}

  /** Ties by the owner's primary key, which every saved owner has. */
  primary(): Tie {
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
      return { ownerColumns, expressions: inOrder.map((column) => this.column(this.alias, column)) };
    return this.#linkedThroughOwner(ownerColumns, foreign.map(referenced), foreign);
  }

  /** Ties by the owner's foreign key, for owners of which it is known. */
  foreign(): Tie | undefined {
    const { joinColumns, isManyToOne, isOneToOneOwner } = this.relation;
    if (!isManyToOne && !isOneToOneOwner) return undefined;
    return {
      ownerColumns: joinColumns,
      expressions: joinColumns.map((column) => this.column(this.alias, referenced(column))),
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
      const keys = inOrder.map((column) => this.column('junction', column));
      return this.#tie(
        ownerColumns,
        table,
        keys,
        far.map((column) => this.column('junction', column)),
        far.map(referenced),
      );
    }
    const on = near.map((column) => `${this.column('junction', column)} = ${this.column('owner', referenced(column))}`);
    const from = `${table} INNER JOIN ${this.#path(owner.tablePath)} ${this.#escape('owner')} ON ${on.join(' AND ')}`;
    const keys = ownerColumns.map((column) => this.column('owner', column));
    return this.#tie(
      ownerColumns,
      from,
      keys,
      far.map((column) => this.column('junction', column)),
      far.map(referenced),
    );
  }

  #linkedThroughOwner(
    ownerColumns: readonly ColumnMetadata[],
    inOwner: readonly ColumnMetadata[],
    inTarget: readonly ColumnMetadata[],
  ): Tie {
    const from = `${this.#path(this.relation.entityMetadata.tablePath)} ${this.#escape('owner')}`;
    const keys = ownerColumns.map((column) => this.column('owner', column));
    return this.#tie(
      ownerColumns,
      from,
      keys,
      inOwner.map((column) => this.column('owner', column)),
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
      .map((column, index) => `${this.column(this.alias, column)} = ${link}.${referenceName(index)}`)
      .join(' AND ');
    const expressions = keys.map((_, index) => `${link}.${keyName(index)}`);
    return {
      ownerColumns,
      expressions,
      link: { from: `SELECT ${columns.join(', ')} FROM ${from}`, columns: keys, condition },
    };
  }

  /** A column as SQL. */
  column(alias: string, column: ColumnMetadata): string {
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
