import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import type { ModelContract } from '../model';
import type { QueryMark } from '../queries/recorder';
import { loadedValue } from './relation-value';
import type { Touched, TrackedEntities } from './tracked';

/** A touched relation with its owner. */
export type OwnedTouch = readonly [owner: object, touched: Touched];

/** When an entity was last saved or removed through TypeORM, counted as the recorder counts. */
interface Saved {
  readonly mark: QueryMark;
  /** It was removed, or taken out of the relation through which it was known. */
  readonly gone: boolean;
}

/** Tells what the person has changed in memory and not saved. */
export class UnsavedChanges {
  readonly #model: ModelContract;
  readonly #tracked: TrackedEntities;
  readonly #saved = new WeakMap<object, Saved>();

  constructor(model: ModelContract, tracked: TrackedEntities) {
    this.#model = model;
    this.#tracked = tracked;
  }

  /** An entity was saved, or removed. */
  noteSaved(entity: object, mark: QueryMark, gone: boolean): void {
    this.#saved.set(entity, { mark, gone });
  }

  /** Whether the relation holds something else than what the touch loaded or the last save wrote. */
  isChanged(owner: object, touched: Touched): boolean {
    const value = loadedValue(owner, touched.relation);
    // Somebody made it unloaded: there is nothing to lose.
    if (value === undefined) return false;
    if (!sameContent(value, touched)) return !this.#isWrittenFromTheOtherSide(owner, touched, value);
    return false;
  }

  /** Those of the touched relations that cannot be forgotten without losing something that is not saved. */
  lostWith(touches: readonly OwnedTouch[]): ReadonlySet<Touched> {
    const lasting = new Set<Touched>();
    const quiet: OwnedTouch[] = [];
    for (const each of touches) {
      if (this.isChanged(...each)) lasting.add(each[1]);
      else quiet.push(each);
    }
    const { changed, holders } = this.#within(quiet);
    for (const entity of changed) this.#markHolders(entity, holders, lasting);
    return lasting;
  }

  /** The changed entities that are reached over touched relations, and over which relations each is reached. */
  #within(touches: readonly OwnedTouch[]): {
    readonly changed: readonly object[];
    readonly holders: ReadonlyMap<object, readonly OwnedTouch[]>;
  } {
    const holders = new Map<object, OwnedTouch[]>();
    const changed: object[] = [];
    const queue = [...touches];
    const queued = new Set(touches.map(([, touched]) => touched));
    for (const each of queue) {
      const [owner, touched] = each;
      for (const entity of elementsOf(loadedValue(owner, touched.relation))) {
        const known = holders.get(entity);
        if (known !== undefined) {
          known.push(each);
          continue;
        }
        holders.set(entity, [each]);
        if (this.#isChangedEntity(entity)) changed.push(entity);
        for (const inner of this.#tracked.get(entity)?.touched ?? []) {
          if (queued.has(inner)) continue;
          queued.add(inner);
          queue.push([entity, inner]);
        }
      }
    }
    return { changed, holders };
  }

  /** Every relation over which the entity is reached has to stay; but its own relations are not what leads to it. */
  #markHolders(entity: object, holders: ReadonlyMap<object, readonly OwnedTouch[]>, lasting: Set<Touched>): void {
    const queue = [entity];
    const seen = new Set(queue);
    for (const each of queue) {
      for (const [owner, touched] of holders.get(each) ?? []) {
        if (owner === entity) continue;
        lasting.add(touched);
        if (!seen.has(owner)) {
          seen.add(owner);
          queue.push(owner);
        }
      }
    }
  }

  #isChangedEntity(entity: object): boolean {
    const metadata = this.#model.metadataOf(entity);
    if (metadata === undefined) return false;
    if (this.#tracked.hasChangedCells(entity, metadata)) return true;
    return this.#tracked.get(entity)?.touched?.some((touched) => this.isChanged(entity, touched)) === true;
  }

  /**
   * A change that another entity's save has written: `project.assignments` got an assignment that was saved with its own
   * `project`. All that came must have been saved and lead back here; all that left must have been saved and lead elsewhere.
   */
  #isWrittenFromTheOtherSide(owner: object, touched: Touched, value: unknown): boolean {
    const inverse = touched.relation.inverseRelation;
    if (inverse === undefined) return false;
    const before = new Set(elementsOf(touched.copy ?? touched.value));
    const now = new Set(elementsOf(value));
    for (const entity of now)
      if (!before.has(entity) && !this.#wrote(entity, touched, inverse, owner, true)) return false;
    for (const entity of before)
      if (!now.has(entity) && !this.#wrote(entity, touched, inverse, owner, false)) return false;
    return true;
  }

  #wrote(entity: object, { mark }: Touched, inverse: RelationMetadata, owner: object, leadsHere: boolean): boolean {
    const saved = this.#saved.get(entity);
    if (saved === undefined || saved.mark <= mark) return false;
    if (saved.gone) return !leadsHere;
    const back = loadedValue(entity, inverse);
    return back !== undefined && elementsOf(back).includes(owner) === leadsHere;
  }
}

function sameContent(value: unknown, { value: before, copy }: Touched): boolean {
  if (value !== before) return false;
  if (copy === undefined) return true;
  const list = value as readonly unknown[];
  if (list.length !== copy.length) return false;
  if (list.every((element, index) => element === copy[index])) return true;
  // Sorted in place: the database keeps no order, so there is nothing to save.
  const elements = new Set(list);
  return elements.size === list.length && copy.every((element) => elements.has(element));
}

/** The entities that a relation's value holds. */
export function elementsOf(value: unknown): readonly object[] {
  if (Array.isArray(value))
    return (value as unknown[]).filter((each): each is object => typeof each === 'object' && each !== null);
  return typeof value === 'object' && value !== null ? [value] : [];
}
