import { types } from 'node:util';
import type { EntityMetadata } from 'typeorm';
import type { ModelContract } from '../model';
import { isPlainObject } from '../plain-object';
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
  const successors = successorsOf(from, to);
  const entities = entitiesIn(variables, from.model);
  for (const entity of entities.keys()) from.letGo(entity);
  const left = new Set<string>();
  let count = 0;
  for (const [entity, metadata] of entities) {
    const now = successors.get(metadata);
    if (now !== undefined && to.takeOver(entity, now, metadata)) count++;
    else left.add(metadata.name);
  }
  return { entities: count, left: [...left] };
}

/** What has the name of each entity now, in the data source that is called as its own was. */
function successorsOf(from: Room, to: Room): ReadonlyMap<EntityMetadata, EntityMetadata> {
  const successors = new Map<EntityMetadata, EntityMetadata>();
  for (const { name: sourceName, model } of from.sources.all) {
    const next = to.sources.all.find(({ name }) => name === sourceName)?.model ?? to.model;
    for (const [name, target] of model.entities) {
      const before = model.metadataOfTarget(target);
      const now = next.metadataOfTarget(next.entities.get(name));
      if (before !== undefined && now !== undefined) successors.set(before, now);
    }
  }
  return successors;
}

/** The entities among values, in lists, maps, plain objects and loaded relations. Runs no getter of theirs. */
function entitiesIn(
  variables: Readonly<Record<string, unknown>>,
  model: ModelContract,
): ReadonlyMap<object, EntityMetadata> {
  const found = new Map<object, EntityMetadata>();
  const seen = new Set<unknown>();
  const queue: unknown[] = valuesOf(variables);
  for (const value of queue) {
    if (typeof value !== 'object' || value === null || types.isProxy(value) || seen.has(value)) continue;
    seen.add(value);
    const metadata = model.metadataOf(value);
    if (metadata !== undefined) found.set(value, metadata);
    if (Array.isArray(value)) for (const element of value as unknown[]) queue.push(element);
    else if (types.isMap(value)) for (const pair of value) queue.push(...pair);
    else if (types.isSet(value)) for (const element of value) queue.push(element);
    else if (metadata !== undefined || isPlainObject(value)) for (const inner of dataOf(value)) queue.push(inner);
  }
  return found;
}

/** What variables hold. A constant is an accessor; one whose declaration has not run throws. */
function valuesOf(variables: Readonly<Record<string, unknown>>): unknown[] {
  return Object.keys(variables).flatMap((name) => {
    try {
      return [variables[name]];
    } catch {
      return [];
    }
  });
}

function dataOf(object: object): unknown[] {
  return Object.values(Object.getOwnPropertyDescriptors(object)).map(({ value }): unknown => value);
}
