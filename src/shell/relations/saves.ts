import type { DataSource, EntityManager } from 'typeorm';
import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import type { Model } from '../model';
import type { QueryRecorder } from '../queries/recorder';
import { Keys } from './key';
import type { RelationLoader } from './loader';
import { onEveryManager } from './managers';
import { dropValue, isHidden, keepValue, loadedValue } from './relation-value';
import { foreignKeyOf, type Touches } from './touches';
import { elementsOf } from './unsaved-changes';

type Persist = (...args: unknown[]) => Promise<unknown>;

const METHODS = ['save', 'remove', 'softRemove', 'recover'] as const;
type MethodName = (typeof METHODS)[number];

/** Whether an entity of the relation is written along with its owner. */
const CASCADES: Readonly<Record<MethodName, (relation: RelationMetadata) => boolean>> = {
  save: ({ isCascadeInsert, isCascadeUpdate }) => isCascadeInsert || isCascadeUpdate,
  remove: ({ isCascadeRemove }) => isCascadeRemove,
  softRemove: ({ isCascadeSoftRemove }) => isCascadeSoftRemove,
  recover: ({ isCascadeRecover }) => isCascadeRecover,
};

/**
 * Listens to what is saved and removed through TypeORM: every entity manager of the data source, those of transactions included.
 * Repositories and BaseEntity go through them. Only methods of instances are replaced.
 */
export class Saves {
  readonly #dataSource: DataSource;
  readonly #keys: Keys;
  readonly #stopListening: () => void;
  /** Relations that were set at the prompt: once saved, they are as good as touched. */
  readonly #written = new WeakMap<object, Set<RelationMetadata>>();
  #underway = 0;
  #installed = true;

  constructor(
    private readonly model: Model,
    private readonly touches: Touches,
    private readonly loader: RelationLoader,
    private readonly recorder: QueryRecorder,
  ) {
    this.#dataSource = model.dataSource;
    this.#keys = new Keys(model.dataSource);
    this.#stopListening = onEveryManager(this.#dataSource, (manager) => this.#listen(manager));
  }

  /** Whether TypeORM is saving something at this moment. */
  get underway(): boolean {
    return this.#underway > 0;
  }

  /** A relation of the entity was set at the prompt. */
  noteWritten(entity: object, relation: RelationMetadata): void {
    const relations = this.#written.get(entity) ?? new Set();
    this.#written.set(entity, relations.add(relation));
  }

  /** What was set of the entity at the prompt is thrown away. */
  forgetWritten(entity: object): void {
    this.#written.delete(entity);
  }

  uninstall(): void {
    this.#installed = false;
    this.#stopListening();
  }

  #listen(manager: EntityManager): void {
    for (const name of METHODS) {
      const original = manager[name].bind(manager) as unknown as Persist;
      const listening: Persist = (...args) =>
        this.#installed ? this.#persist(name, original, args) : original(...args);
      // Each of the four has overloads of its own; all take entities somewhere in their first two arguments.
      Object.assign(manager, { [name]: listening });
    }
  }

  async #persist(name: MethodName, original: Persist, args: unknown[]): Promise<unknown> {
    const roots = this.#entitiesIn(args);
    if (name === 'save') for (const root of roots) this.loader.keyless.refuseSave(root);
    const reached = this.#reached(roots, CASCADES[name]);
    this.#forgetOverruled(reached);
    const restore = this.#hideRead(reached);
    this.#underway++;
    try {
      let answer: unknown;
      try {
        answer = await original(...args);
      } finally {
        restore();
      }
      const written = this.#reached(roots, CASCADES[name]);
      this.#saved(name === 'remove' ? [...written] : [], written);
      return answer;
    } finally {
      this.#underway--;
    }
  }

  #entitiesIn(args: readonly unknown[]): object[] {
    const [target] = args;
    const named = typeof target === 'string' && this.#dataSource.hasMetadata(target);
    const metadata = named ? this.#dataSource.getMetadata(target) : this.model.metadataOfTarget(target);
    const given = args.slice(0, 2).flatMap((each) => (Array.isArray(each) ? (each as unknown[]) : [each]));
    return given.filter((each): each is object => {
      if (typeof each !== 'object' || each === null || (each === target && metadata !== undefined)) return false;
      // A plain object that is saved as an entity without a class is one from now on.
      if (
        metadata !== undefined &&
        typeof metadata.target === 'string' &&
        Object.getPrototypeOf(each) === Object.prototype
      )
        this.model.adopt(each, metadata);
      return this.model.metadataOf(each) !== undefined;
    });
  }

  /** The entities that TypeORM writes with these. */
  #reached(roots: readonly object[], cascades: (relation: RelationMetadata) => boolean): ReadonlySet<object> {
    const reached = new Set(roots);
    for (const entity of reached) {
      for (const relation of this.model.metadataOf(entity)?.relations ?? []) {
        if (!cascades(relation)) continue;
        for (const element of elementsOf(loadedValue(entity, relation)))
          if (this.model.metadataOf(element) !== undefined) reached.add(element);
      }
    }
    return reached;
  }

  /**
   * TypeORM saves a loaded to-one relation rather than the foreign key beside it. Where the person changed the key after a
   * touch had loaded the relation (printing is one), the key is what they mean.
   */
  #forgetOverruled(entities: Iterable<object>): void {
    for (const entity of entities) {
      for (const { relation, foreignKey } of [...this.touches.of(entity)]) {
        const now = foreignKey && foreignKeyOf(entity, relation);
        if (now?.some((value, index) => value !== foreignKey?.[index]) === true)
          this.touches.forgetUnchanged(entity, relation);
      }
    }
  }

  /**
   * What a touch gave and TypeORM must not save. A to-one relation that gave `null`: its row may be soft-deleted, and then TypeORM
   * would clear a foreign key that the person never touched. The way back to an owner, which is kept hidden: TypeORM does not read
   * it from the database to compare, and would write the foreign key again, with it the date of the last update.
   * @returns puts the values back.
   */
  #hideRead(entities: Iterable<object>): () => void {
    const hidden: [object, RelationMetadata, value: unknown][] = [];
    for (const entity of entities) {
      for (const { relation, value } of this.touches.of(entity)) {
        if (loadedValue(entity, relation) !== value) continue;
        if (value !== null && !isHidden(entity, relation)) continue;
        dropValue(entity, relation);
        hidden.push([entity, relation, value]);
      }
    }
    return () => {
      for (const [entity, relation, value] of hidden) {
        if (this.touches.has(entity, relation) && loadedValue(entity, relation) === undefined)
          keepValue(this.#dataSource, entity, relation, value, value !== null);
      }
    };
  }

  #saved(removed: readonly object[], saved: ReadonlySet<object>): void {
    const mark = this.recorder.mark();
    const around = new Set(saved);
    const keptInDatabase: [object, RelationMetadata][] = [];
    for (const entity of saved) {
      this.touches.unsaved.noteSaved(entity, mark, false);
      this.loader.followRow(entity);
      for (const { relation, copy, value } of this.touches.of(entity)) {
        const now = new Set(elementsOf(loadedValue(entity, relation)));
        for (const left of elementsOf(copy ?? value)) {
          if (now.has(left) || !(relation.isOneToMany || relation.isOneToOneNotOwner)) continue;
          // The row stays where it is, whatever the list says: the list is read again.
          if (relation.inverseRelation?.orphanedRowAction === 'disable') keptInDatabase.push([entity, relation]);
          // An orphan: its row is deleted, or leads nowhere now.
          this.touches.unsaved.noteSaved(left, mark, true);
          around.add(left);
        }
      }
    }
    for (const entity of removed) this.touches.unsaved.noteSaved(entity, mark, true);
    for (const entity of saved) {
      const metadata = this.model.metadataOf(entity);
      if (metadata !== undefined) this.touches.refresh(entity, metadata);
      this.#forgetRepeated(entity);
      for (const relation of this.#written.get(entity) ?? []) {
        const value = loadedValue(entity, relation);
        if (value !== undefined && !this.touches.has(entity, relation))
          this.touches.keep(relation, [entity], [value], mark);
      }
      this.#written.delete(entity);
    }
    for (const [entity, relation] of keptInDatabase) this.touches.forgetUnchanged(entity, relation);
    this.touches.recheck(this.#withOwners(around));
  }

  /** A row that a list names twice is linked once. Where the save wrote nothing, no write has the list read again. */
  #forgetRepeated(entity: object): void {
    for (const { relation } of [...this.touches.of(entity)]) {
      const value = loadedValue(entity, relation);
      if (!Array.isArray(value)) continue;
      const elements = elementsOf(value);
      const columns = relation.inverseEntityMetadata.primaryColumns;
      const rows = new Set(elements.map((each) => this.#keys.ofEntity(each, columns) ?? each));
      if (rows.size < elements.length) this.touches.forgetUnchanged(entity, relation);
    }
  }

  /** The entities and those that their to-one relations lead to: there, lists may have been kept for what is saved now. */
  #withOwners(entities: Iterable<object>): ReadonlySet<object> {
    const all = new Set(entities);
    for (const entity of [...all]) {
      for (const relation of this.model.metadataOf(entity)?.relations ?? []) {
        if (relation.isWithJoinColumn) for (const other of elementsOf(loadedValue(entity, relation))) all.add(other);
      }
    }
    return all;
  }
}
