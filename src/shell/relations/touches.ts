import type { DataSource, EntityMetadata } from 'typeorm';
import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import type { ModelContract } from '../model';
import type { QueryMark, QueryRecorder } from '../queries/recorder';
import { shared } from './members';
import { dropValue, keepValue, loadedValue } from './relation-value';
import type { Touched, TrackedEntities } from './tracked';
import { elementsOf, UnsavedChanges } from './unsaved-changes';
import { WrittenTables } from './written-tables';

/** Relations that one query has loaded. Weak, so that the list of what was touched holds nothing. */
interface Batch {
  readonly mark: QueryMark;
  owners: WeakRef<object>[];
}

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
  readonly #batches = new Map<RelationMetadata, Batch[]>();
  readonly #kept = new Map<RelationMetadata, Set<WeakRef<object>>>();
  #swept: QueryMark;

  constructor(model: ModelContract, tracked: TrackedEntities, recorder: QueryRecorder) {
    this.#model = model;
    this.#dataSource = model.dataSource;
    this.#tracked = tracked;
    this.#recorder = recorder;
    this.#tables = new WrittenTables(model.dataSource);
    this.#unsaved = new UnsavedChanges(model, tracked);
    this.#swept = recorder.mark();
  }

  /**
   * Keeps what was loaded on its owners and remembers it.
   * @param values one for each owner: a list, an entity, or `null`.
   */
  keep(relation: RelationMetadata, owners: readonly object[], values: readonly unknown[], mark: QueryMark): void {
    const kept: WeakRef<object>[] = [];
    owners.forEach((owner, index) => {
      const value = values[index];
      if (!keepValue(this.#dataSource, owner, relation, value)) return;
      const tracked = this.#tracked.of(owner);
      tracked.touched ??= new Map();
      tracked.touched.set(relation, touchedNow(owner, relation, value, mark));
      kept.push(tracked.ref);
    });
    if (kept.length === 0) return;
    const batches = this.#batches.get(relation);
    if (batches === undefined) this.#batches.set(relation, [{ mark, owners: kept }]);
    else batches.push({ mark, owners: kept });
  }

  /** Remembers the columns of loaded entities and what came with them eagerly, to know later what the person changed in them. */
  rememberLoaded(entities: readonly object[], mark: QueryMark): void {
    const queue = [...entities];
    for (const entity of queue) {
      const metadata = this.#model.metadataOf(entity);
      if (metadata === undefined || this.#tracked.get(entity)?.cells !== undefined) continue;
      this.#tracked.rememberCells(entity, metadata);
      for (const eager of metadata.eagerRelations) {
        const value = loadedValue(entity, eager);
        if (value === undefined) continue;
        const tracked = this.#tracked.of(entity);
        tracked.touched ??= new Map();
        tracked.touched.set(shared(eager), touchedNow(entity, eager, value, mark));
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
    const written = this.#tables.withDependents(this.#recorder.tablesWrittenSince(this.#swept));
    this.#swept = this.#recorder.mark();
    const old: [object, RelationMetadata, Touched][] = [];
    for (const [relation, batches] of this.#batches) {
      if (!this.#tables.concern(relation, written)) continue;
      for (const owner of batches.flatMap(({ owners }) => owners)) {
        const entity = owner.deref();
        const touched = entity && this.#tracked.get(entity)?.touched?.get(relation);
        if (entity !== undefined && touched !== undefined && !touched.kept) old.push([entity, relation, touched]);
      }
      this.#batches.delete(relation);
    }
    const lasting = this.#unsaved.lostWith(old);
    for (const [entity, relation, touched] of old) {
      if (lasting.has(touched)) this.#keepOld(entity, relation, touched);
      else {
        this.#forget(entity, relation);
        forgotten.add(relation);
      }
    }
    return forgotten;
  }

  /** Looks again at what was kept because it was not saved: for these entities, or all. */
  recheck(entities?: Iterable<object>): void {
    for (const [relation, owners] of this.#kept) {
      const asked = entities === undefined ? [...owners].map((ref) => ref.deref()) : entities;
      const old: [object, RelationMetadata, Touched][] = [];
      for (const entity of asked) {
        const touched = entity && this.#tracked.get(entity)?.touched?.get(relation);
        if (entity !== undefined && touched?.kept === true) old.push([entity, relation, touched]);
      }
      const lasting = this.#unsaved.lostWith(old);
      for (const [entity, , touched] of old) if (!lasting.has(touched)) this.#forget(entity, relation);
      if (entities === undefined) for (const ref of owners) if (ref.deref() === undefined) owners.delete(ref);
    }
  }

  /** Makes a relation that was touched unloaded, unless the person changed it. */
  forgetUnchanged(entity: object, relation: RelationMetadata): void {
    const touched = this.#tracked.get(entity)?.touched?.get(relation);
    if (touched !== undefined && !this.#unsaved.isChanged(entity, relation, touched)) this.#forget(entity, relation);
  }

  /** What the entity has now counts as what is in the database: it was saved. */
  refresh(entity: object, metadata: EntityMetadata): void {
    const tracked = this.#tracked.get(entity);
    if (tracked === undefined) return;
    if (tracked.cells !== undefined) this.#tracked.rememberCells(entity, metadata);
    for (const [relation, { mark, kept }] of tracked.touched ?? []) {
      const value = loadedValue(entity, relation);
      tracked.touched?.set(relation, { ...touchedNow(entity, relation, value, mark), kept });
    }
  }

  /** The entity was read again: its columns are those of the database, and its relations are read when they are touched. */
  reread(entity: object, metadata: EntityMetadata): void {
    if (this.#tracked.get(entity)?.cells !== undefined) this.#tracked.rememberCells(entity, metadata);
    for (const relation of [...this.of(entity).keys()]) this.forgetUnchanged(entity, relation);
  }

  /** The touched relations of an entity. */
  of(entity: object): ReadonlyMap<RelationMetadata, Touched> {
    return this.#tracked.get(entity)?.touched ?? new Map();
  }

  get unsaved(): UnsavedChanges {
    return this.#unsaved;
  }

  #keepOld(entity: object, relation: RelationMetadata, touched: Touched): void {
    touched.kept = true;
    const owners = this.#kept.get(relation) ?? new Set();
    this.#kept.set(relation, owners.add(this.#tracked.of(entity).ref));
  }

  #forget(entity: object, relation: RelationMetadata): void {
    const tracked = this.#tracked.of(entity);
    tracked.touched?.delete(relation);
    this.#kept.get(relation)?.delete(tracked.ref);
    dropValue(entity, relation);
  }
}

function touchedNow(entity: object, relation: RelationMetadata, value: unknown, mark: QueryMark): Touched {
  const copy = Array.isArray(value) ? [...(value as unknown[])] : undefined;
  return { value, copy, mark, foreignKey: foreignKeyOf(entity, relation), kept: false };
}

/** The foreign key that the entity holds as properties of its own; `undefined` where it holds none. */
export function foreignKeyOf(entity: object, relation: RelationMetadata): readonly unknown[] | undefined {
  if (!relation.isWithJoinColumn || relation.joinColumns.some(({ isVirtual }) => isVirtual)) return undefined;
  return relation.joinColumns.map(({ embeddedMetadata, propertyName }) => {
    let holder: unknown = entity;
    for (const name of embeddedMetadata?.parentPropertyNames ?? []) holder = (holder as Record<string, unknown> | null | undefined)?.[name];
    return (holder as Record<string, unknown> | null | undefined)?.[propertyName];
  });
}
