import { types } from 'node:util';
import type { DataSource, EntityMetadata, ObjectLiteral, Repository } from 'typeorm';
import type { EmbeddedMetadata } from 'typeorm/metadata/EmbeddedMetadata';
import { namesOfEntities } from './entity-names';

/** Which entity an object belongs to, and the names of the model: the one place that asks TypeORM's metadata by object. */
export interface ModelContract {
  readonly dataSource: DataSource;
  /** What the person uses at the prompt, the class or the EntitySchema, by its name there. */
  readonly entities: ReadonlyMap<string, object>;
  /** Metadata of an entity object (an instance); `undefined` for anything else. Reads no property of the object. */
  metadataOf(object: unknown): EntityMetadata | undefined;
  /** Metadata of an entity class or EntitySchema; `undefined` for anything else. */
  metadataOfTarget(target: unknown): EntityMetadata | undefined;
}

/** Kinds of tables that TypeORM makes by itself and that nobody means at the prompt. */
const MADE_BY_TYPEORM: ReadonlySet<string> = new Set(['junction', 'closure', 'closure-junction']);

/**
 * The model of one initialised data source. An object is known by its prototype alone, so that looking at it cannot be
 * noticed; entities of an EntitySchema without a class are plain objects and are known by having come from TypeORM.
 */
export class Model implements ModelContract {
  readonly entities: ReadonlyMap<string, object>;
  readonly #byPrototype = new Map<object, EntityMetadata>();
  readonly #byTarget = new Map<object, EntityMetadata>();
  readonly #repositories = new Map<EntityMetadata, Repository<ObjectLiteral>>();
  readonly #plain = new WeakMap<object, EntityMetadata>();
  #hasPlain = false;
  #origins: WeakMap<object, Model> | undefined;

  constructor(readonly dataSource: DataSource) {
    const schemas = schemasOf(dataSource);
    const own = dataSource.entityMetadatas.filter(({ tableType }) => !MADE_BY_TYPEORM.has(tableType));
    this.entities = new Map(
      [...namesOfEntities(own)].map(([name, metadata]) => [
        name,
        this.#targetOf(metadata, schemas.get(metadata.target)),
      ]),
    );
  }

  metadataOf(object: unknown): EntityMetadata | undefined {
    // Asking a Proxy for its prototype would run its trap.
    if (typeof object !== 'object' || object === null || types.isProxy(object)) return undefined;
    const prototype = Object.getPrototypeOf(object) as object | null;
    const known = prototype === null ? undefined : this.#byPrototype.get(prototype);
    if (known !== undefined && this.#origins !== undefined && (this.#origins.get(object) ?? this) !== this)
      return undefined;
    return known ?? (this.#hasPlain ? this.#plain.get(object) : undefined);
  }

  metadataOfTarget(target: unknown): EntityMetadata | undefined {
    return this.#byTarget.get(target as object);
  }

  /** Remembers that a plain object is an entity of an EntitySchema that has no class. */
  adopt(object: object, metadata: EntityMetadata): void {
    this.#plain.set(object, metadata);
  }

  /**
   * Some of its classes belong to other data sources too: from now on an object of them that one of these has made is an entity
   * of that one alone.
   * @param origins which model's data source has made an object; the same for all of them.
   */
  shareClasses(shared: readonly EntityMetadata[], origins: WeakMap<object, Model>): void {
    this.#origins = origins;
    for (const metadata of shared) onCreate(metadata, (made) => origins.set(made, this));
  }

  /**
   * Makes an object, an entity of another data source until now, an entity of this one.
   * @param metadata what it is to be.
   * @param before what it was.
   * @returns false when that cannot be: columns of its class are kept in private members, which only a constructor makes.
   */
  takeOver(entity: object, metadata: EntityMetadata, before: EntityMetadata): boolean {
    if (typeof metadata.target === 'function') {
      const old = Object.getPrototypeOf(entity) as object;
      Object.setPrototypeOf(entity, metadata.target.prototype as object);
      try {
        for (const column of metadata.columns) if (!column.isVirtual) column.getEntityValue(entity);
      } catch {
        Object.setPrototypeOf(entity, old);
        return false;
      }
    } else this.adopt(entity, metadata);
    this.#origins?.set(entity, this);
    takeOverEmbedded(entity, metadata.embeddeds, before.embeddeds);
    // Their accessors load through the data source that made them.
    for (const { propertyName, embeddedMetadata } of before.lazyRelations)
      if (embeddedMetadata === undefined) Reflect.deleteProperty(entity, propertyName);
    for (const relation of metadata.lazyRelations)
      if (relation.embeddedMetadata === undefined) this.dataSource.relationLoader.enableLazyLoad(relation, entity);
    return true;
  }

  /** The entity's repository, always the same one: a tree repository for a tree. */
  repositoryOf(metadata: EntityMetadata): Repository<ObjectLiteral> {
    let repository = this.#repositories.get(metadata);
    if (repository === undefined) {
      const { target, treeType } = metadata;
      repository =
        treeType === undefined ? this.dataSource.getRepository(target) : this.dataSource.getTreeRepository(target);
      this.#repositories.set(metadata, repository);
    }
    return repository;
  }

  /** What stands for the entity at the prompt; on the way, how to know it and its objects. */
  #targetOf(metadata: EntityMetadata, schema: object | undefined): object {
    const { target } = metadata;
    if (schema !== undefined) this.#byTarget.set(schema, metadata);
    if (typeof target === 'function') {
      this.#byPrototype.set(target.prototype as object, metadata);
      this.#byTarget.set(target, metadata);
      return target;
    }
    this.#hasPlain = true;
    onCreate(metadata, (made) => this.adopt(made, metadata));
    if (schema !== undefined) return schema;
    // A schema that the options name by a file pattern cannot be got at; its repository answers to the same methods.
    const repository = this.repositoryOf(metadata);
    this.#byTarget.set(repository, metadata);
    return repository;
  }
}

/** Hears of every entity that TypeORM makes by this metadata. */
function onCreate(metadata: EntityMetadata, hear: (made: ObjectLiteral) => void): void {
  const create = metadata.create.bind(metadata);
  metadata.create = (...args) => {
    const made = create(...args) as ObjectLiteral;
    hear(made);
    return made;
  };
}

/** The EntitySchema objects in the options, by what they are for. TypeORM marks them so that copies of it agree. */
function schemasOf({ options }: DataSource): ReadonlyMap<unknown, object> {
  const schemas = new Map<unknown, object>();
  for (const entity of Object.values(options.entities ?? {}) as readonly unknown[]) {
    if (typeof entity !== 'object' || entity === null || !('@instanceof' in entity) || !('options' in entity)) continue;
    if (entity['@instanceof'] !== Symbol.for('EntitySchema')) continue;
    const { name, target } = entity.options as { readonly name?: unknown; readonly target?: unknown };
    schemas.set(target ?? name, entity);
  }
  return schemas;
}

/** Gives the objects embedded in an entity the classes that they have now. */
function takeOverEmbedded(holder: object, now: readonly EmbeddedMetadata[], before: readonly EmbeddedMetadata[]): void {
  for (const { propertyName, type, embeddeds } of before) {
    const next = now.find((each) => each.propertyName === propertyName);
    const value: unknown = Object.getOwnPropertyDescriptor(holder, propertyName)?.value;
    if (next === undefined || typeof value !== 'object' || value === null) continue;
    const isOfClass = typeof type === 'function' && Object.getPrototypeOf(value) === type.prototype;
    if (isOfClass && typeof next.type === 'function') Object.setPrototypeOf(value, next.type.prototype as object);
    takeOverEmbedded(value, next.embeddeds, embeddeds);
  }
}
