import type { EntityMetadata } from 'typeorm';
import {
  childrenOf,
  isKindOf,
  relationsOf,
  tableOwner,
  type ColumnMetadata,
  type RelationMetadata,
} from '../../schema/entity-facts';
import { uniqueGroups } from './unique-groups';

/** A relation whose foreign key is in the entity's own table, with a foreign key constraint or without one. */
export interface Reference {
  readonly relation: RelationMetadata;
  readonly target: EntityMetadata;
  /** Of the entity, and of the target, in the same order. */
  readonly columns: readonly ColumnMetadata[];
  readonly referenced: readonly ColumnMetadata[];
  readonly isRequired: boolean;
  /** No two rows may lead to the same one. */
  readonly isUnique: boolean;
  /** It leads into the entity's own table. */
  readonly isToItself: boolean;
}

/** Those of the entity's class. */
export function referencesOf(metadata: EntityMetadata): readonly Reference[] {
  const groups = uniqueGroups(metadata);
  return relationsOf(metadata)
    .filter((relation) => (relation.isManyToOne || relation.isOneToOneOwner) && relation.joinColumns.length > 0)
    .map((relation) => {
      const columns = relation.joinColumns;
      const names = columns.map(({ databaseName }) => databaseName);
      const target = relation.inverseEntityMetadata;
      return {
        relation,
        target,
        columns,
        referenced: columns.map((column) => column.referencedColumn as ColumnMetadata),
        isRequired: columns.every(({ isNullable, isPrimary }) => !isNullable || isPrimary),
        isUnique: relation.isOneToOneOwner || groups.some((group) => group.every((name) => names.includes(name))),
        isToItself: tableOwner(target) === tableOwner(metadata),
      };
    });
}

/** Whether rows of an entity can be what a reference leads to. */
export function satisfies(metadata: EntityMetadata, { target }: Pick<Reference, 'target'>): boolean {
  return isKindOf(metadata, target);
}

/**
 * What rows of an entity are made as: of a table with several classes each in its turn, where the topmost one is named. Whether that
 * is abstract, JavaScript does not say.
 */
export function kindsToMake(metadata: EntityMetadata): readonly EntityMetadata[] {
  const children = childrenOf(metadata);
  return tableOwner(metadata) === metadata && children.length > 0 ? children : [metadata];
}
