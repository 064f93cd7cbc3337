import { types } from 'node:util';
import type { EntityMetadata, QueryRunner } from 'typeorm';
import { loadedValue } from '../output/loaded-relations';
import { readQuietly } from '../output/own-data';
import { relationsOf, type RelationMetadata } from './entity-facts';
import { proxyFacts, type ProxyFacts } from './relation-facts';
import { relatedRows, type RelatedRows } from './related-rows';

/** What is in memory of one relation of an entity: nothing is loaded to know it. */
export type InMemory =
  | { readonly kind: 'not loaded' }
  | { readonly kind: 'list'; readonly count: number }
  /** The related entity, or `null`. */
  | { readonly kind: 'one'; readonly value: unknown };

/** A relation of several entities of one kind: what is in memory, and what is in the database. */
export interface RelationState {
  readonly relation: RelationMetadata;
  /** One for each entity. */
  readonly inMemory: readonly InMemory[];
  /** `undefined` where the database cannot be asked. */
  readonly inDatabase: RelatedRows | undefined;
}

/** An association proxy of several entities. */
export interface ProxyState {
  readonly proxy: ProxyFacts;
  readonly inMemory: readonly InMemory[];
}

/**
 * The relations of entities of one kind, in the order in which the class declares them. Asks the database once for each relation, and
 * touches nothing.
 * @param runner that of an open transaction, where there is one.
 */
export async function relationStates(
  entities: readonly object[],
  metadata: EntityMetadata,
  runner: QueryRunner | undefined,
): Promise<readonly RelationState[]> {
  const states: RelationState[] = [];
  for (const relation of relationsOf(metadata)) {
    const inMemory = entities.map((entity) => memoryOf(loadedValue(entity, relation)));
    states.push({ relation, inMemory, inDatabase: await relatedRows(relation, entities, runner) });
  }
  return states;
}

export function proxyStates(entities: readonly object[], metadata: EntityMetadata): readonly ProxyState[] {
  return proxyFacts(metadata).map((proxy) => ({
    proxy,
    inMemory: entities.map((entity) => throughProxy(entity, metadata, proxy)),
  }));
}

/** A proxy has a list when its association is in memory and so is the far side of each of its objects. */
function throughProxy(entity: object, metadata: EntityMetadata, { association, far }: ProxyFacts): InMemory {
  const relation = metadata.findRelationWithPropertyPath(association);
  const objects = relation === undefined ? undefined : loadedValue(entity, relation);
  const farRelation = relation?.inverseEntityMetadata.findRelationWithPropertyPath(far);
  if (!Array.isArray(objects) || farRelation === undefined) return { kind: 'not loaded' };
  const isWhole = (objects as object[]).every((object) => loadedValue(object, farRelation) !== undefined);
  return isWhole ? { kind: 'list', count: objects.length } : { kind: 'not loaded' };
}

function memoryOf(value: unknown): InMemory {
  if (value === undefined || types.isPromise(value)) return { kind: 'not loaded' };
  if (Array.isArray(value)) return { kind: 'list', count: Number(readQuietly(value, 'length')) };
  return { kind: 'one', value };
}
