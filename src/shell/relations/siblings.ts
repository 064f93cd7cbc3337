import { types } from 'node:util';
import type { EntityMetadata } from 'typeorm';
import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import type { ModelContract } from '../model';
import type { QueryMark, QueryRecorder } from '../queries/recorder';
import type { Crowd, Crowds } from './crowd';
import { Keyless } from './keyless';
import type { ForeignKey } from './relation-query';
import { loadedValue } from './relation-value';
import type { TrackedEntities } from './tracked';

/** Results up to this size are known one by one at the end of the line; of larger ones only the list is remembered. */
const SMALL = 1_000;
/** How many results wait to be looked at. */
const MOST_WAITING = 64;

/**
 * Knows which entities came out of one result. A result costs nothing when it arrives: it is looked at when a relation of an
 * unknown entity is touched, or when the line ends.
 */
export class Siblings {
  readonly keyless: Keyless;
  readonly #model: ModelContract;
  readonly #tracked: TrackedEntities;
  readonly #crowds: Crowds;
  /** Results of this line are held, so that those of their entities that are in use stay siblings; later ones are not. */
  #waiting: (object | WeakRef<object>)[] = [];

  /** @param recorder has to listen to the model's data source. */
  constructor(model: ModelContract, tracked: TrackedEntities, crowds: Crowds, recorder: QueryRecorder) {
    this.keyless = new Keyless(model, recorder);
    this.#model = model;
    this.#tracked = tracked;
    this.#crowds = crowds;
  }

  /** A result has arrived. */
  note(result: unknown): void {
    if (typeof result !== 'object' || result === null || types.isProxy(result)) return;
    if (!Array.isArray(result) && this.#model.metadataOf(result) === undefined && !isRawAndEntities(result)) return;
    this.keyless.note(result);
    this.#waiting.push(result);
    if (this.#waiting.length > MOST_WAITING) this.endLine();
  }

  /** The entities that are loaded together with this one: those after it in its result, then those before it. */
  *of(entity: object): Iterable<object> {
    const tracked = this.#tracked.get(entity);
    if (tracked?.siblings === undefined) return;
    const { siblings, place } = tracked;
    for (let step = 1; step < siblings.size; step++) {
      const sibling = siblings.at((place + step) % siblings.size);
      if (sibling !== undefined) yield sibling;
    }
  }

  /** How many entities there are in the entity's result, itself included. */
  sizeOf(entity: object): number {
    if (this.#tracked.get(entity)?.siblings === undefined && this.#waiting.length > 0) this.#look();
    return this.#tracked.get(entity)?.siblings?.size ?? 1;
  }

  /** Makes siblings of entities that one query has loaded. Entities that have siblings already keep them, and are not in what it gives. */
  group(entities: Iterable<object>): Crowd {
    const members: object[] = [];
    const crowd = this.#crowds.make(members);
    for (const entity of entities) {
      const tracked = this.#tracked.of(entity);
      if (tracked.siblings !== undefined) continue;
      tracked.siblings = crowd;
      tracked.place = members.length;
      members.push(entity);
    }
    return crowd;
  }

  /** The foreign key that came with an entity in the query that loaded it in this line; `undefined` when it is not known. */
  foreignKey(
    entity: object,
    relation: RelationMetadata,
    isStill: (mark: QueryMark) => boolean,
  ): ForeignKey | undefined {
    const tracked = this.#tracked.get(entity);
    return tracked?.siblings?.foreignKey(tracked.place, relation, isStill);
  }

  endLine(): void {
    const large: WeakRef<object>[] = [];
    for (const result of this.#waiting) {
      if (result instanceof WeakRef) large.push(result);
      else if (Array.isArray(result) && result.length > SMALL) large.push(new WeakRef(result));
      else this.#register(result);
    }
    this.#waiting = large.slice(-MOST_WAITING);
  }

  #look(): void {
    const results = this.#waiting;
    this.#waiting = [];
    // The newest last: what is known stays as it is.
    for (const result of results) {
      const list = result instanceof WeakRef ? result.deref() : result;
      if (list !== undefined) this.#register(list);
    }
  }

  /** Groups the entities of a result by kind, and those that are loaded inside them. */
  #register(result: object): void {
    const found = new Map<EntityMetadata, Set<object>>();
    const queue: unknown[] = [result];
    const lists = new Set<unknown>();
    for (let at = 0; at < queue.length; at++) {
      const value = queue[at];
      if (Array.isArray(value)) {
        if (types.isProxy(value) || lists.has(value)) continue;
        lists.add(value);
        for (const element of value as unknown[]) if (typeof element === 'object') queue.push(element);
        continue;
      }
      const metadata = this.#model.metadataOf(value);
      if (metadata !== undefined) this.#collect(value as object, metadata, found, queue);
      else if (at === 0) queue.push(entitiesOf(value as object));
    }
    for (const entities of found.values()) if (entities.size > 1) this.group(entities);
  }

  #collect(entity: object, metadata: EntityMetadata, found: Map<EntityMetadata, Set<object>>, queue: unknown[]): void {
    // What is known already has been looked through.
    if (this.#tracked.get(entity)?.siblings !== undefined) return;
    const top = topOf(metadata);
    let entities = found.get(top);
    if (entities === undefined) found.set(top, (entities = new Set()));
    if (entities.has(entity)) return;
    entities.add(entity);
    for (const relation of metadata.relations) {
      const value = loadedValue(entity, relation);
      if (typeof value === 'object' && value !== null) queue.push(value);
    }
  }
}

/** The top of a single-table hierarchy; any other entity itself. */
function topOf(metadata: EntityMetadata): EntityMetadata {
  const parent =
    metadata.tableType === 'entity-child' ? (metadata.parentEntityMetadata as EntityMetadata | undefined) : undefined;
  return parent === undefined ? metadata : topOf(parent);
}

/** What `getRawAndEntities()` gives: a plain object with a list `entities`, looked at without running anything. */
function isRawAndEntities(result: object): boolean {
  return Array.isArray(entitiesOf(result));
}

function entitiesOf(result: object): unknown {
  return Object.getPrototypeOf(result) === Object.prototype
    ? Object.getOwnPropertyDescriptor(result, 'entities')?.value
    : undefined;
}
