import type { EntityMetadata } from 'typeorm';
import { associationProxies } from '../relations/members';
import { tableText, type ColumnMetadata, type EntityNames, type RelationMetadata } from './entity-facts';

/** What is to be said of a relation. */
export interface RelationFacts {
  /** `meetings`, `address.town`. */
  readonly name: string;
  /** As TypeScript writes it: `Meeting[]`, `Town`. */
  readonly leadsTo: string;
  /** `many-to-many` and so on. */
  readonly type: string;
  /** Whether this side holds the foreign key, or says what the junction table is. */
  readonly isOwner: boolean;
  /** The relation that leads back; '' for none. */
  readonly inverse: string;
  /** Where the database has it: `assignments.employee_id`, `employee_meetings (employee_id, meeting_id)`. */
  readonly keptIn: string;
  /** `cascade insert, update`, `eager`, … */
  readonly also: readonly string[];
}

/** @param relation of an entity that the data source has built. */
export function relationFacts(relation: RelationMetadata, names: EntityNames): RelationFacts {
  return {
    name: relation.propertyPath,
    leadsTo: targetText(relation, names),
    type: relation.relationType,
    isOwner: relation.isOwning,
    inverse: relation.inverseRelation?.propertyPath ?? '',
    keptIn: keptIn(relation),
    also: alsoOf(relation),
  };
}

/** `Meeting[]` for a relation that leads to many. */
export function targetText(relation: RelationMetadata, names: EntityNames): string {
  const name = names.of(relation.inverseEntityMetadata);
  return isToMany(relation) ? `${name}[]` : name;
}

/** Whether it gives a list. */
export function isToMany({ isOneToMany, isManyToMany }: RelationMetadata): boolean {
  return isOneToMany || isManyToMany;
}

function keptIn(relation: RelationMetadata): string {
  const owning = relation.isOwning ? relation : relation.inverseRelation;
  if (owning === undefined) return '';
  const { junctionEntityMetadata: junction } = owning;
  if (junction !== undefined) {
    const [near, far] = relation.isOwning
      ? [owning.joinColumns, owning.inverseJoinColumns]
      : [owning.inverseJoinColumns, owning.joinColumns];
    return `${tableText(junction)} (${columnNames([...near, ...far])})`;
  }
  const table = tableText(owning.entityMetadata);
  const { joinColumns } = owning;
  return joinColumns.length === 1 ? `${table}.${columnNames(joinColumns)}` : `${table} (${columnNames(joinColumns)})`;
}

function columnNames(columns: readonly ColumnMetadata[]): string {
  return columns.map(({ databaseName }) => databaseName).join(', ');
}

const ORPHANS = {
  delete: 'orphans deleted',
  'soft-delete': 'orphans soft-deleted',
  disable: 'orphans left alone',
} as const;

function alsoOf(relation: RelationMetadata): readonly string[] {
  const { isCascadeInsert, isCascadeUpdate, isCascadeRemove, isCascadeSoftRemove, isCascadeRecover } = relation;
  const cascades = Object.entries({
    insert: isCascadeInsert,
    update: isCascadeUpdate,
    remove: isCascadeRemove,
    'soft-remove': isCascadeSoftRemove,
    recover: isCascadeRecover,
  }).flatMap(([name, is]) => (is ? [name] : []));
  const also: string[] = [];
  if (relation.isEager) also.push('eager');
  if (relation.isLazy) also.push('lazy');
  if (relation.isTreeParent || relation.isTreeChildren) also.push('tree');
  if (relation.isPrimary) also.push('part of the key');
  if (cascades.length > 0) also.push(`cascade ${cascades.length === 5 ? 'all' : cascades.join(', ')}`);
  // Without one, nothing is done to what is taken out of a list but to clear its foreign key.
  const { orphanedRowAction } = relation;
  if (orphanedRowAction !== undefined && orphanedRowAction !== 'nullify') also.push(ORPHANS[orphanedRowAction]);
  if (relation.isWithJoinColumn && !relation.createForeignKeyConstraints) also.push('no constraint in the database');
  return also;
}

/** An association proxy: reached over a relation, then over a relation of its objects. */
export interface ProxyFacts {
  readonly name: string;
  readonly association: string;
  readonly far: string;
  readonly target: EntityMetadata | undefined;
  /** The arrays that it has shown, to know one by. */
  readonly views: WeakSet<object> | undefined;
}

/** The association proxies of an entity, in the order in which the class declares them. */
export function proxyFacts(metadata: EntityMetadata): readonly ProxyFacts[] {
  return [...associationProxies(metadata.target)].map(([name, { association, far, views }]) => {
    const objects = metadata.findRelationWithPropertyPath(association)?.inverseEntityMetadata;
    const target = objects?.findRelationWithPropertyPath(far)?.inverseEntityMetadata;
    return { name, association, far, target, views };
  });
}
