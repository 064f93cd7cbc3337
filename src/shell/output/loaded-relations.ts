import { types } from 'node:util';
import type { EntityMetadata } from 'typeorm';
import { ownData } from './own-data';

type RelationMetadata = EntityMetadata['relations'][number];

/** A relation of an entity that is in memory. */
export interface LoadedRelation {
  readonly relation: RelationMetadata;
  /** The related entity, an array of them, or `null` when there is none. */
  readonly value: unknown;
}

/**
 * The value of a relation, if it is in memory. Never calls a getter: the getters of lazy relations load.
 * @returns `undefined` when it is not loaded
 */
export function loadedValue(entity: object, relation: RelationMetadata): unknown {
  let holder: unknown = entity;
  for (const name of relation.embeddedMetadata?.parentPropertyNames ?? []) {
    holder = ownData(holder, name);
  }
  const plain = ownData(holder, relation.propertyName);
  // Before TypeORM has put its getter on the object (a new entity), a lazy relation is a plain property holding a promise.
  if (!relation.isLazy) return plain;
  const kept = ownData(holder, `__${relation.propertyName}__`);
  if (kept !== undefined) return kept;
  return types.isPromise(plain) ? undefined : plain;
}

/** The relations of an entity that are in memory, in the order in which the class declares them. */
export function loadedRelations(entity: object, metadata: EntityMetadata): LoadedRelation[] {
  const loaded: LoadedRelation[] = [];
  for (const relation of metadata.relations) {
    const value = loadedValue(entity, relation);
    if (value !== undefined) loaded.push({ relation, value });
  }
  return loaded;
}
