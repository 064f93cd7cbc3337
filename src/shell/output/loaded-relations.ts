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

interface Kept {
  readonly holder: unknown;
  /** The property that holds the value. */
  readonly key: string;
}

/** Where the value of a relation is kept: TypeORM puts that of a lazy one beside the getter. */
function keptAt(entity: object, { embeddedMetadata, isLazy, propertyName }: RelationMetadata): Kept {
  let holder: unknown = entity;
  for (const name of embeddedMetadata?.parentPropertyNames ?? []) holder = ownData(holder, name);
  if (!isLazy) return { holder, key: propertyName };
  const beside = `__${propertyName}__`;
  return { holder, key: ownData(holder, beside) === undefined ? propertyName : beside };
}

/**
 * The value of a relation, if it is in memory. Never calls a getter: the getters of lazy relations load.
 * @returns `undefined` when it is not loaded
 */
export function loadedValue(entity: object, relation: RelationMetadata): unknown {
  const { holder, key } = keptAt(entity, relation);
  const value = ownData(holder, key);
  // Before TypeORM has put its getter on the object (a new entity), a lazy relation is a plain property holding a promise.
  return relation.isLazy && types.isPromise(value) ? undefined : value;
}

/**
 * The relations of an entity that are in memory, in the order in which the class declares them. The way back from entities that
 * were loaded as somebody's (`order` of `order.lines[0]`) is left out, as `JSON.stringify` leaves it out: nobody asked for it.
 */
export function loadedRelations(entity: object, metadata: EntityMetadata): LoadedRelation[] {
  const loaded: LoadedRelation[] = [];
  for (const relation of metadata.relations) {
    const value = loadedValue(entity, relation);
    if (value === undefined) continue;
    const { holder, key } = keptAt(entity, relation);
    if (Object.prototype.propertyIsEnumerable.call(holder, key)) loaded.push({ relation, value });
  }
  return loaded;
}
