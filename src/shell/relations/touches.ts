import type { DataSource, EntityMetadata } from 'typeorm';
import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import type { ModelContract } from '../model';
import type { QueryMark, QueryRecorder } from '../queries/recorder';
import type { Crowd, Crowds } from './crowd';
import { shared } from './members';
import { dropValue, holderOf, keepValue, loadedValue } from './relation-value';
import type { Touched, Tracked, TrackedEntities } from './tracked';
import { elementsOf, UnsavedChanges, type OwnedTouch } from './unsaved-changes';
import { WrittenTables } from './written-tables';

/**
 * What touches have loaded, and how it is forgotten: when the database was written, what may have changed is made unloaded
 * again, so that the next touch reads what is true then. What the person changed and has not saved stays.
 */
export class Touches {
  readonly #model: ModelContract;
  readonly #dataSource: DataSource;
  readonly #tracked: TrackedEntities;
  readonly #recorder: QueryRecorder;
  readonly #tables: WrittenTables;
  readonly #unsaved: UnsavedChanges;
  readonly #crowds: Crowds;
  /** Who has the relation, batch by batch. The batches are held by their owners. */
  readonly #batches = new Map<RelationMetadata, WeakRef<Crowd>[]>();
  /** Who has kept it although it is old. */
  readonly #kept = new Map<RelationMetadata, WeakRef<object>[]>();
  #swept: QueryMark;

  constructor(model: ModelContract, tracked: TrackedEntities, crowds: Crowds, recorder: QueryRecorder) {
    this.#model = model;
    this.#dataSource = model.dataSource;
    this.#tracked = tracked;
    this.#crowds = crowds;
    this.#recorder = recorder;
    this.#tables = new WrittenTables(model.dataSource);
    this.#unsaved = new UnsavedChanges(model, tracked);
    this.#swept = recorder.mark();
  }

  /**
   * Keeps what was loaded on its owners and remembers it.
   * @param values one for each owner: a list, an entity, or `null`.
   * @param hidden see `keepValue`.
   */
  keep(
    relation: RelationMetadata,
    owners: readonly object[],
    values: readonly unknown[],
    mark: QueryMark,
    hidden = false,
  ): void {
    if (owners.length === 0) return;
    const tracked = owners.map((owner) => this.#tracked.of(owner));
    const crowd = this.#crowdOf(owners, tracked);
    for (let index = 0; index < owners.length; index++) {
      const owner = owners[index];
      const value = values[index];
      if (!keepValue(this.#dataSource, owner, relation, value, hidden)) continue;
      note(tracked[index], touchedNow(owner, relation, value, mark, crowd));
    }
    const batches = this.#batches.get(relation);
    if (batches === undefined) this.#batches.set(relation, [new WeakRef(crowd)]);
    else batches.push(new WeakRef(crowd));
  }

  /** Remembers the columns of loaded entities and what came with them eagerly, to know later what the person changed in them. */
  rememberLoaded(entities: readonly object[], mark: QueryMark): void {
    const queue = [...entities];
    for (const entity of queue) {
      const metadata = this.#model.metadataOf(entity);
      if (metadata === undefined) continue;
      const tracked = this.#tracked.of(entity);
      if (tracked.cells !== undefined) continue;
      this.#tracked.rememberCells(entity, metadata, tracked);
      for (const eager of metadata.eagerRelations) {
        const value = loadedValue(entity, eager);
        if (value === undefined) continue;
        note(tracked, touchedNow(entity, shared(eager), value, mark, undefined));
        queue.push(...elementsOf(value));
      }
    }
  }

  /**
   * Forgets what the writes since the last time made old.
   * @returns the relations of which something was forgotten.
   */
  sweep(): ReadonlySet<RelationMetadata> {
    const forgotten = new Set<RelationMetadata>();
    if (!this.#recorder.wroteSince(this.#swept)) return forgotten;
    this.#crowds.settle();
    const written = this.#tables.withDependents(this.#recorder.tablesWrittenSince(this.#swept));
    this.#swept = this.#recorder.mark();
    const old: OwnedTouch[] = [];
    for (const [relation, batches] of this.#batches) {
      if (!this.#tables.concern(relation, written)) continue;
      this.#batches.delete(relation);
      for (const batch of batches) {
        for (const entity of batch.deref()?.members() ?? []) {
          const touched = this.#tracked.get(entity)?.touchedOf(relation);
          if (touched !== undefined && !touched.kept) old.push([entity, touched]);
        }
      }
    }
    const lasting = this.#unsaved.lostWith(old);
    for (const [entity, touched] of old) {
      if (lasting.has(touched)) this.#keepOld(entity, touched);
      else {
        this.#forget(entity, touched);
        forgotten.add(touched.relation);
      }
    }
    return forgotten;
  }

  /** Looks again at what was kept because it was not saved: for these entities, or all. */
  recheck(entities?: Iterable<object>): void {
    for (const [relation, owners] of this.#kept) {
      const old: OwnedTouch[] = [];
      for (const entity of entities ?? owners.map((ref) => ref.deref())) {
        const touched = entity && this.#tracked.get(entity)?.touchedOf(relation);
        if (entity !== undefined && touched?.kept === true) old.push([entity, touched]);
      }
      const lasting = this.#unsaved.lostWith(old);
      for (const [entity, touched] of old) if (!lasting.has(touched)) this.#forget(entity, touched);
      if (entities !== undefined) continue;
      const still = old.filter(([, touched]) => lasting.has(touched)).map(([entity]) => new WeakRef(entity));
      if (still.length > 0) this.#kept.set(relation, still);
      else this.#kept.delete(relation);
    }
  }

  /** Makes a relation that was touched unloaded, unless the person changed it. */
  forgetUnchanged(entity: object, relation: RelationMetadata): void {
    const touched = this.#settled(entity)?.touchedOf(relation);
    if (touched !== undefined && !this.#unsaved.isChanged(entity, touched)) this.#forget(entity, touched);
  }

  /** What the entity has now counts as what is in the database: it was saved. */
  refresh(entity: object, metadata: EntityMetadata): void {
    const tracked = this.#settled(entity);
    if (tracked === undefined) return;
    if (tracked.cells !== undefined) this.#tracked.rememberCells(entity, metadata);
    for (const touched of tracked.touched ?? []) {
      touched.value = loadedValue(entity, touched.relation);
      touched.copy = copyOf(touched.value);
      touched.foreignKey = foreignKeyOf(entity, touched.relation);
    }
  }

  /**
   * The entity was read again: its columns become those of the row, also where they were changed, and its relations are read
   * when they are touched.
   */
  reread(entity: object, metadata: EntityMetadata, row: object): void {
    const tracked = this.#tracked.get(entity);
    if (tracked !== undefined) tracked.touched = undefined;
    for (const relation of metadata.relations) {
      if (loadedValue(entity, relation) !== undefined) dropValue(entity, relation);
    }
    for (const { propertyName, embeddedMetadata, isVirtual, isSelect } of metadata.columns) {
      // A column that is not read by default can only be one that somebody has set.
      if (!isVirtual && !isSelect && embeddedMetadata === undefined) Reflect.deleteProperty(entity, propertyName);
    }
    for (const key of Object.keys(row)) Reflect.set(entity, key, Reflect.get(row, key));
    if (tracked?.cells !== undefined) this.#tracked.rememberCells(entity, metadata);
  }

  /** Whether anything old is kept because it was not saved. */
  get keepsOld(): boolean {
    return this.#kept.size > 0;
  }

  /** What touches have loaded of an entity. */
  of(entity: object): readonly Touched[] {
    return this.#settled(entity)?.touched ?? [];
  }

  /** Keeps the relation on the entity, if it is known and waits to be kept. */
  settle(entity: object, relation: RelationMetadata): void {
    this.#tracked.get(entity)?.siblings?.settle(relation);
  }

  /** Whether a touch has loaded the relation of the entity. */
  has(entity: object, relation: RelationMetadata): boolean {
    return this.#settled(entity)?.touchedOf(relation) !== undefined;
  }

  get unsaved(): UnsavedChanges {
    return this.#unsaved;
  }

  #settled(entity: object): Tracked | undefined {
    const tracked = this.#tracked.get(entity);
    tracked?.siblings?.settle();
    return tracked;
  }

  /** The owners as a crowd: as often as not they are all siblings of one result, which is one already. */
  #crowdOf(owners: readonly object[], tracked: readonly Tracked[]): Crowd {
    const { siblings } = tracked[0];
    const same = siblings?.size === owners.length && tracked.every((each) => each.siblings === siblings);
    return same ? siblings : this.#crowds.make(owners);
  }

  #keepOld(entity: object, touched: Touched): void {
    touched.kept = true;
    const owners = this.#kept.get(touched.relation);
    if (owners === undefined) this.#kept.set(touched.relation, [new WeakRef(entity)]);
    else owners.push(new WeakRef(entity));
  }

  #forget(entity: object, touched: Touched): void {
    const tracked = this.#tracked.of(entity);
    tracked.touched = tracked.touched?.filter((each) => each !== touched);
    dropValue(entity, touched.relation);
  }
}

function touchedNow(
  entity: object,
  relation: RelationMetadata,
  value: unknown,
  mark: QueryMark,
  owners: Crowd | undefined,
): Touched {
  return {
    relation,
    value,
    copy: copyOf(value),
    foreignKey: foreignKeyOf(entity, relation),
    mark,
    owners,
    kept: false,
  };
}

function note(tracked: Tracked, touched: Touched): void {
  if (tracked.touched === undefined) {
    tracked.touched = [touched];
    return;
  }
  const before = tracked.touched.findIndex(({ relation }) => relation === touched.relation);
  if (before === -1) tracked.touched.push(touched);
  else tracked.touched[before] = touched;
}

function copyOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? (value as unknown[]).slice() : undefined;
}

/** The foreign key that the entity holds as properties of its own; `undefined` where it holds none. */
export function foreignKeyOf(entity: object, relation: RelationMetadata): readonly unknown[] | undefined {
  if (!hasForeignKeyProperty(relation)) return undefined;
  return relation.joinColumns.map((column) => holderOf(entity, column)?.[column.propertyName]);
}

/** Whether entities have the relation's foreign key as properties of their own, beside the relation. */
export function hasForeignKeyProperty(relation: RelationMetadata): boolean {
  return relation.isWithJoinColumn && !relation.joinColumns.some(({ isVirtual }) => isVirtual);
}
