import type { QueryRunner } from 'typeorm';
import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import type { Model } from '../model';
import type { QueryRecorder } from '../queries/recorder';
import type { Crowd } from './crowd';
import { Keys } from './key';
import type { Keyless } from './keyless';
import type { LoadTrace } from './load-trace';
import { shared, type MembersOf } from './members';
import { RelationQuery, type ForeignKey, type OwnerKeys } from './relation-query';
import { isToMany, loadedValue, loadingPromise } from './relation-value';
import type { Siblings } from './siblings';
import { foreignKeyOf, hasForeignKeyProperty, type Touches } from './touches';

export interface LoaderParts {
  readonly model: Model;
  readonly members: MembersOf;
  readonly siblings: Siblings;
  readonly touches: Touches;
  readonly recorder: QueryRecorder;
  readonly trace: LoadTrace;
  /** The query runner that loads go to, when they must see what an open transaction has written. */
  readonly runner: () => QueryRunner | undefined;
}

/** The first batch out of a result that takes several queries anyway: whoever wants one entity's relation waits for these only. */
const FIRST_OF_MANY = 1_000;

/** A query that has not answered yet. */
class Load {
  /** Made when somebody asks: as a rule nobody does before the answer is there. */
  #asSet: ReadonlySet<object> | undefined;

  constructor(
    readonly owners: readonly object[],
    readonly promise: Promise<void>,
  ) {}

  has(entity: object): boolean {
    return (this.#asSet ??= new Set(this.owners)).has(entity);
  }
}

/** Loads a relation of an entity and, in the same query, of its siblings that lack it. */
export class RelationLoader {
  readonly #parts: LoaderParts;
  readonly #keys: Keys;
  readonly #underway = new Map<RelationMetadata, Set<Load>>();
  readonly #queries = new Map<RelationMetadata, RelationQuery>();
  /** How many siblings a batch may take, for relations of which a write has made this line forget a batch. */
  readonly #limits = new Map<RelationMetadata, number>();
  /** Foreign key properties that were written at the prompt and are not saved: there the entity knows better than its row. */
  readonly #ownForeignKeys = new WeakMap<object, Set<RelationMetadata>>();

  constructor(parts: LoaderParts) {
    this.#parts = parts;
    this.#keys = new Keys(parts.model.dataSource);
  }

  /** The entities for which there is nothing to load by. */
  get keyless(): Keyless {
    return this.#parts.siblings.keyless;
  }

  startLine(): void {
    this.#limits.clear();
  }

  /** A write has made old what was loaded in this line: the next batches start small, so that a loop that writes stays linear. */
  startSmall(relations: Iterable<RelationMetadata>): void {
    for (const relation of relations) this.#limits.set(relation, 1);
  }

  /** The entity's foreign key was written at the prompt. */
  followOwnForeignKey(entity: object, relation: RelationMetadata): void {
    const relations = this.#ownForeignKeys.get(entity) ?? new Set();
    this.#ownForeignKeys.set(entity, relations.add(relation));
  }

  /** The entity was saved: its row says the same as its properties. */
  followRow(entity: object): void {
    this.#ownForeignKeys.delete(entity);
  }

  /**
   * Loads the relation of the entity, unless it is loaded.
   * @returns `undefined` when there is nothing to wait for.
   * @throws UserError when the entity was read without its key.
   */
  touch(entity: object, relation: RelationMetadata): Promise<void> | undefined {
    if (this.#loaded(entity, relation) !== undefined || !canBeLoaded(relation)) return undefined;
    const loading = this.#loadOf(entity, relation) ?? loadingPromise(entity, relation);
    if (loading !== undefined) return (loading as Promise<unknown>).then(() => undefined);
    if (!this.#hasKey(entity, relation)) {
      this.keyless.refuseTouch(entity, relation.propertyPath);
      this.#keepNone(relation, entity);
      return undefined;
    }
    return this.#load(relation, this.#batch(entity, relation));
  }

  /**
   * Loads the relation of all these entities that lack it.
   * @param alone leave their siblings alone.
   */
  async touchAll(entities: Iterable<object>, relation: RelationMetadata, alone: boolean): Promise<void> {
    if (!canBeLoaded(relation)) return;
    const lacking: object[] = [];
    const loading = new Set<Promise<unknown>>();
    for (const entity of new Set(entities)) {
      if (this.#loaded(entity, relation) !== undefined) continue;
      const underway = this.#loadOf(entity, relation);
      if (underway !== undefined) loading.add(underway);
      else if (this.#hasKey(entity, relation)) lacking.push(entity);
      else this.#keepNone(relation, entity);
    }
    const most = this.#query(relation).mostOwners;
    const [first] = lacking;
    if (!alone && first !== undefined && lacking.length < most) {
      await this.#load(relation, this.#batch(first, relation, lacking));
    } else {
      for (let from = 0; from < lacking.length; from += most)
        await this.#load(relation, lacking.slice(from, from + most));
    }
    await Promise.all(loading);
  }

  /** The asked entities, and those siblings of the first that lack the relation too, as many as one query takes. */
  #batch(entity: object, relation: RelationMetadata, asked: readonly object[] = [entity]): readonly object[] {
    const { siblings } = this.#parts;
    const limit = this.#limits.get(relation);
    if (limit !== undefined) this.#limits.set(relation, limit * 2);
    let most = Math.min(this.#query(relation).mostOwners, limit ?? Infinity);
    if (asked.length >= most) return asked;
    // A result that takes several queries starts with a small one, unless that has been.
    if (limit === undefined && siblings.sizeOf(entity) > most && !this.#isTouchedAround(entity, relation))
      most = Math.min(most, FIRST_OF_MANY);
    const batch = [...asked];
    const others = asked.length === 1 ? undefined : new Set(asked);
    for (const sibling of siblings.of(entity)) {
      if (batch.length >= most) break;
      if (others?.has(sibling) !== true && this.#lacks(sibling, relation)) batch.push(sibling);
    }
    return batch;
  }

  /** Whether a batch of the entity's siblings was loaded before. */
  #isTouchedAround(entity: object, relation: RelationMetadata): boolean {
    for (const sibling of this.#parts.siblings.of(entity)) if (this.#parts.touches.has(sibling, relation)) return true;
    return false;
  }

  #lacks(entity: object, relation: RelationMetadata): boolean {
    const { model, members } = this.#parts;
    const metadata = model.metadataOf(entity);
    if (metadata === undefined || !members.has(metadata, relation)) return false;
    if (this.#loaded(entity, relation) !== undefined || loadingPromise(entity, relation) !== undefined) return false;
    return this.#loadOf(entity, relation) === undefined && this.#hasKey(entity, relation);
  }

  #hasKey(entity: object, relation: RelationMetadata): boolean {
    if (this.#followsOwnForeignKey(entity, relation)) return true;
    return hasPrimaryKey(relation) && this.#keys.has(entity, relation.entityMetadata.primaryColumns);
  }

  /** An entity that is not saved, or whose foreign key was just written, is followed by what it says itself. */
  #followsOwnForeignKey(entity: object, relation: RelationMetadata): boolean {
    if (!hasForeignKeyProperty(relation)) return false;
    if (!hasPrimaryKey(relation)) return foreignKeyOf(entity, relation)?.every((value) => value != null) === true;
    if (this.#ownForeignKeys.get(entity)?.has(relation) === true) return true;
    const saved = this.#keys.has(entity, relation.entityMetadata.primaryColumns);
    return !saved && foreignKeyOf(entity, relation)?.every((value) => value !== undefined && value !== null) === true;
  }

  /** The query underway that will answer for the entity. */
  #loadOf(entity: object, relation: RelationMetadata): Promise<void> | undefined {
    for (const load of this.#underway.get(relation) ?? []) if (load.has(entity)) return load.promise;
    return undefined;
  }

  #load(relation: RelationMetadata, owners: readonly object[]): Promise<void> {
    const underway = this.#underway.get(relation) ?? new Set();
    this.#underway.set(relation, underway);
    const promise = this.#loadNow(relation, owners).finally(() => underway.delete(load));
    const load = new Load(owners, promise);
    underway.add(load);
    // Whoever touched hears of a failure; siblings that nobody waits for must not end the process.
    promise.catch(() => undefined);
    return promise;
  }

  async #loadNow(relation: RelationMetadata, owners: readonly object[]): Promise<void> {
    const own = owners.filter((owner) => this.#followsOwnForeignKey(owner, relation));
    const others = own.length === 0 ? owners : owners.filter((owner) => !own.includes(owner));
    if (others.length > 0) await this.#ask(relation, others, this.#knownForeignKeys(others, relation) ?? 'primary key');
    if (own.length > 0) await this.#ask(relation, own, 'foreign key');
  }

  /** The foreign keys of all these owners, when the query that loaded them in this line gave them: that saves a join. */
  #knownForeignKeys(owners: readonly object[], relation: RelationMetadata): ForeignKey[] | undefined {
    if (!relation.isWithJoinColumn) return undefined;
    const { siblings, recorder } = this.#parts;
    const known: ForeignKey[] = [];
    for (const owner of owners) {
      const key = siblings.foreignKey(owner, relation, (mark) => !recorder.wroteSince(mark));
      if (key === undefined) return undefined;
      known.push(key);
    }
    return known;
  }

  async #ask(relation: RelationMetadata, owners: readonly object[], by: OwnerKeys): Promise<void> {
    this.#parts.trace.note(relation);
    const mark = this.#parts.recorder.mark();
    const runner = this.#parts.runner();
    const query = this.#query(relation);
    const { related, targets, foreignKeys } = await query.load(owners, by, runner).catch((error: unknown) => {
      // The transaction ended while the query waited for its turn: what it wrote can be seen from outside now.
      if (runner?.isReleased === true) return query.load(owners, by, undefined);
      throw error;
    });
    this.#parts.touches.rememberLoaded(targets, mark);
    const crowd = this.#parts.siblings.group(targets);
    if (crowd.size === targets.length) crowd.rememberForeignKeys(foreignKeys, mark);
    const toMany = isToMany(relation);
    this.#keep(relation, owners, toMany ? related : related.map(([first]) => first ?? null), mark);
    this.#keepInverse(relation, owners, related, mark, crowd);
  }

  #keep(
    relation: RelationMetadata,
    owners: readonly object[],
    values: readonly unknown[],
    mark = this.#parts.recorder.mark(),
    hidden = false,
  ): void {
    // Somebody may have set the relation while the query ran: theirs stays.
    const open = owners.map((owner) => loadedValue(owner, relation) === undefined);
    if (open.every(Boolean)) this.#parts.touches.keep(relation, owners, values, mark, hidden);
    else
      this.#parts.touches.keep(
        relation,
        owners.filter((_, index) => open[index]),
        values.filter((_, index) => open[index]),
        mark,
        hidden,
      );
  }

  /** An entity that is not saved has an empty list, or nothing. */
  #keepNone(relation: RelationMetadata, entity: object): void {
    this.#keep(relation, [entity], [isToMany(relation) ? [] : null]);
  }

  /** What belongs to one owner only leads back to that very object, without a query. */
  #keepInverse(
    relation: RelationMetadata,
    owners: readonly object[],
    related: readonly (readonly object[])[],
    mark: number,
    crowd: Crowd,
  ): void {
    const inverse = relation.inverseRelation;
    if (inverse === undefined || relation.isManyToMany || relation.isManyToOne) return;
    const targets: object[] = [];
    const back: object[] = [];
    owners.forEach((owner, index) => {
      for (const target of related[index] ?? []) {
        targets.push(target);
        back.push(owner);
      }
    });
    // Hidden: a person who prints the owner as JSON has asked for no circle.
    const keep = (): void => this.#keep(shared(inverse), targets, back, mark, true);
    if (crowd.size === targets.length) crowd.keepLater(shared(inverse), keep);
    else keep();
  }

  /** The loaded value of a relation; the way back to an owner counts as loaded. */
  #loaded(entity: object, relation: RelationMetadata): unknown {
    const value = loadedValue(entity, relation);
    if (value !== undefined) return value;
    this.#parts.touches.settle(entity, relation);
    return loadedValue(entity, relation);
  }

  #query(relation: RelationMetadata): RelationQuery {
    let query = this.#queries.get(relation);
    if (query === undefined)
      this.#queries.set(relation, (query = new RelationQuery(this.#parts.model.dataSource, relation, this.#keys)));
    return query;
  }
}

/** Whether the owners have a key to load by: a view may have none, and foreign keys all the same. */
function canBeLoaded(relation: RelationMetadata): boolean {
  return hasPrimaryKey(relation) || hasForeignKeyProperty(relation);
}

function hasPrimaryKey({ entityMetadata }: RelationMetadata): boolean {
  return entityMetadata.primaryColumns.length > 0;
}
