import type { EntityMetadata } from 'typeorm';
import type { Masking } from '../safety/masking/masking';
import { loadedValue } from './loaded-relations';
import { ownData, readQuietly } from './own-data';

type ColumnMetadata = EntityMetadata['columns'][number];
type RelationMetadata = EntityMetadata['relations'][number];

/** The columns that the entity's class holds as properties. Join columns and tree bookkeeping have none, and their name may be a relation's. */
export function declaredColumns(metadata: EntityMetadata): readonly ColumnMetadata[] {
  if (metadata.ownColumns.length === 0) return [];
  return metadata.columns.filter((column) => !column.isVirtual && isOfClass(column, metadata));
}

/** TypeORM gives the parent of a single-table hierarchy the columns of all its children; a row of the parent's own has none of them. */
export function isOfClass(
  { target, embeddedMetadata }: Pick<ColumnMetadata, 'target' | 'embeddedMetadata'>,
  { target: own }: EntityMetadata,
): boolean {
  if (embeddedMetadata !== undefined || typeof target !== 'function' || typeof own !== 'function') return true;
  return own === target || Object.prototype.isPrototypeOf.call(target, own);
}

/** The value of a column, read through the embedded objects it is in. Of embedded lists, one value for each element. */
export function columnValue(entity: object, column: ColumnMetadata): unknown {
  let holder: unknown = entity;
  for (const name of column.embeddedMetadata?.parentPropertyNames ?? []) holder = readQuietly(holder, name);
  if (Array.isArray(holder)) return holder.map((one) => readQuietly(one, column.propertyName));
  return readQuietly(holder, column.propertyName);
}

/** The parts of the primary key, in the metadata's order; none for an entity without a key. Never loads. */
export function keyValues(entity: object, { primaryColumns }: EntityMetadata): readonly unknown[] {
  return primaryColumns.map((column) => keyValue(entity, column));
}

/** A key that is a relation has no property of its own: it is that of the related entity. */
function keyValue(entity: object, column: ColumnMetadata): unknown {
  const { relationMetadata, referencedColumn } = column;
  if (!column.isVirtual || relationMetadata === undefined || referencedColumn === undefined)
    return columnValue(entity, column);
  const related = loadedValue(entity, relationMetadata);
  return typeof related === 'object' && related !== null ? keyValue(related, referencedColumn) : related;
}

/** What an entity holds for its `@RelationId` (and, before TypeORM 1.0, `@RelationCount`) properties, where they are loaded. */
export function loadedRelationIds(
  entity: object,
  metadata: EntityMetadata,
): readonly { readonly name: string; readonly value: unknown }[] {
  const { relationCounts = [] } = metadata as { readonly relationCounts?: EntityMetadata['relationIds'] };
  return [...metadata.relationIds, ...relationCounts]
    .map(({ propertyName }) => ({ name: propertyName, value: ownData(entity, propertyName) }))
    .filter(({ value }) => value !== undefined);
}

/** Whether the key that a relation leads to is a secret. */
export function leadsToSecret({ inverseEntityMetadata }: RelationMetadata, masking: Masking): boolean {
  return inverseEntityMetadata.primaryColumns.some((column) => masking.hides(column));
}

/** Whether what an entity holds for a `@RelationId` is a secret. */
export function isSecretRelationId(name: string, { relationIds }: EntityMetadata, masking: Masking): boolean {
  const relation = relationIds.find(({ propertyName }) => propertyName === name)?.relation;
  return masking.hidesName(name) || (relation !== undefined && leadsToSecret(relation, masking));
}
