import { types } from 'node:util';
import type { EntityMetadata } from 'typeorm';
import type { ModelContract } from '../model';
import type { Room } from './room';

/** What became of the entities that the session's variables hold. */
export interface CarriedOver {
  /** How many objects go on with a class of the new room. */
  readonly entities: number;
  /** The names of entities of which objects stay what they were: there are no such entities more, or only a constructor makes them. */
  readonly left: readonly string[];
}

/**
 * Makes the entities that variables hold, and what is loaded inside of them, entities of another room: of the class that has
 * their class's name now. What was loaded of their relations by touching is forgotten; what the person changed stays.
 * @param variables the session's variables.
 */
export function carryOver(variables: Readonly<Record<string, unknown>>, from: Room, to: Room): CarriedOver {
  const names = new Map<EntityMetadata, string>();
  for (const [name, target] of from.model.entities) {
    const metadata = from.model.metadataOfTarget(target);
    if (metadata !== undefined) names.set(metadata, name);
  }
  const entities = entitiesIn(variables, from.model);
  for (const entity of entities.keys()) from.letGo(entity);
  const left = new Set<string>();
  let count = 0;
  for (const [entity, metadata] of entities) {
    const now = to.model.metadataOfTarget(to.model.entities.get(names.get(metadata) ?? ''));
    if (now !== undefined && to.takeOver(entity, now, metadata)) count++;
    else left.add(metadata.name);
  }
  return { entities: count, left: [...left] };
}

/** The entities among values, in lists, maps, plain objects and loaded relations. Runs no getter. */
function entitiesIn(
  variables: Readonly<Record<string, unknown>>,
  model: ModelContract,
): ReadonlyMap<object, EntityMetadata> {
  const found = new Map<object, EntityMetadata>();
  const seen = new Set<unknown>();
  const queue: unknown[] = dataOf(variables);
  for (const value of queue) {
    if (typeof value !== 'object' || value === null || types.isProxy(value) || seen.has(value)) continue;
    seen.add(value);
    const metadata = model.metadataOf(value);
    if (metadata !== undefined) found.set(value, metadata);
    if (Array.isArray(value)) for (const element of value as unknown[]) queue.push(element);
    else if (types.isMap(value)) for (const pair of value) queue.push(...pair);
    else if (types.isSet(value)) for (const element of value) queue.push(element);
    else if (metadata !== undefined || isPlain(value)) for (const inner of dataOf(value)) queue.push(inner);
  }
  return found;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function dataOf(object: object): unknown[] {
  return Object.values(Object.getOwnPropertyDescriptors(object)).map(({ value }): unknown => value);
}
