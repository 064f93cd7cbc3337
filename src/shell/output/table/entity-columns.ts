import { types } from 'node:util';
import type { EntityMetadata } from 'typeorm';
import type { Masking } from '../../safety/masking/masking';
import {
  columnValue,
  declaredColumns,
  keyValues,
  loadedRelationIds,
  isSecretRelationId,
  leadsToSecret,
} from '../entity-data';
import { loadedRelations, loadedValue } from '../loaded-relations';
import { ownData, readQuietly } from '../own-data';
import type { MetadataOf } from '../short-form';
import { clockOf, isNumeric, NOT_LOADED, RAW_CLOCK, type Column } from './table';

type ColumnMetadata = EntityMetadata['columns'][number];
type RelationMetadata = EntityMetadata['relations'][number];

export interface EntityColumnsOptions {
  readonly metadataOf: MetadataOf;
  readonly masking: Masking;
}

/**
 * The columns of entities of one kind: the key, its other columns in the metadata's order, `address.city` for one inside an embedded object, then
 * the relations; those that any of the entities has loaded. To-one relations are the key of what they lead to, to-many relations a count.
 * @param entities those that are looked at for what is loaded
 */
export function entityColumns(
  metadata: EntityMetadata,
  entities: readonly object[],
  options: EntityColumnsOptions,
): readonly Column[] {
  // What a query did not select is left out; a new entity has no values yet, but all of its columns.
  const hasNew = entities.some((entity) => isNew(entity, metadata));
  const isShown = (column: ColumnMetadata): boolean =>
    (hasNew && column.isSelect) || entities.some((entity) => columnValue(entity, column) !== undefined);
  const columns = declaredColumns(metadata);
  return [
    ...[...columns.filter(({ isPrimary }) => isPrimary), ...columns.filter(({ isPrimary }) => !isPrimary)]
      .filter(isShown)
      .map((column) => ofColumn(column, metadata, options)),
    ...relationIdColumns(metadata, entities, options),
    ...relationsLoaded(metadata, entities).map((relation) => ofRelation(relation, options)),
  ];
}

function ofColumn(column: ColumnMetadata, metadata: EntityMetadata, options: EntityColumnsOptions): Column {
  const { propertyPath } = column;
  return {
    name: propertyPath,
    numeric: isNumeric(column),
    isKey: column.isPrimary,
    secret: options.masking.hides(column),
    clock: clockOf(column, metadata.connection.options),
    read: (row) => {
      const value = columnValue(row as object, column);
      return value === undefined ? absent(row as object, propertyPath, metadata) : value;
    },
  };
}

/**
 * What stands for a value that an entity does not hold: a new one has none yet.
 * @returns `undefined` where its class has no such column or relation
 */
export function absent(entity: object, propertyPath: string, metadata: EntityMetadata): unknown {
  if (metadata.columns.some((column) => column.propertyPath === propertyPath))
    return isNew(entity, metadata) ? null : NOT_LOADED;
  return metadata.relations.some((relation) => relation.propertyPath === propertyPath) ? NOT_LOADED : undefined;
}

function isNew(entity: object, metadata: EntityMetadata): boolean {
  return keyValues(entity, metadata).every((value) => value == null);
}

function relationIdColumns(
  metadata: EntityMetadata,
  entities: readonly object[],
  { masking }: EntityColumnsOptions,
): readonly Column[] {
  const names = new Set(entities.flatMap((entity) => loadedRelationIds(entity, metadata).map(({ name }) => name)));
  return [...names].map((name) => ({
    name,
    secret: isSecretRelationId(name, metadata, masking),
    clock: RAW_CLOCK,
    read: (row) => ownData(row, name),
  }));
}

function relationsLoaded(metadata: EntityMetadata, entities: readonly object[]): readonly RelationMetadata[] {
  const loaded = new Set(
    entities.flatMap((entity) => loadedRelations(entity, metadata).map(({ relation }) => relation)),
  );
  return metadata.relations.filter((relation) => loaded.has(relation));
}

function ofRelation(relation: RelationMetadata, { metadataOf, masking }: EntityColumnsOptions): Column {
  const [key] = relation.inverseEntityMetadata.primaryColumns;
  const isMany = relation.isOneToMany || relation.isManyToMany;
  const single = relation.inverseEntityMetadata.primaryColumns.length === 1;
  return {
    name: relation.propertyPath,
    numeric: isMany || (single && isNumeric(key)),
    isKey: true,
    secret: !isMany && leadsToSecret(relation, masking),
    clock: RAW_CLOCK,
    read: (row) => {
      const value = loadedValue(row as object, relation);
      if (value === undefined) return NOT_LOADED;
      if (Array.isArray(value)) return Number(readQuietly(value, 'length') ?? 0);
      if (typeof value !== 'object' || value === null || types.isPromise(value)) return value;
      const values = keyValues(value, metadataOf(value) ?? relation.inverseEntityMetadata);
      return values.length === 1 ? (values[0] ?? null) : values.map((part) => String(part ?? null)).join('/');
    },
  };
}
