import { types } from 'node:util';
import type { DataSource, EntityMetadata, ObjectLiteral } from 'typeorm';

/** Which entity an object belongs to, and the names of the model: the one place that asks TypeORM's metadata by object. */
export interface ModelContract {
  readonly dataSource: DataSource;
  /** Entity name to what the person uses at the prompt: the class, or the EntitySchema. */
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
  readonly #plain = new WeakMap<object, EntityMetadata>();
  #hasPlain = false;

  constructor(readonly dataSource: DataSource) {
    const schemas = schemasByName(dataSource);
    const entities = new Map<string, object>();
    for (const metadata of dataSource.entityMetadatas) {
      if (MADE_BY_TYPEORM.has(metadata.tableType)) continue;
      const target = this.#targetOf(metadata, schemas);
      this.#byTarget.set(target, metadata);
      if (!entities.has(metadata.name)) entities.set(metadata.name, target);
    }
    this.entities = entities;
  }

  metadataOf(object: unknown): EntityMetadata | undefined {
    // Asking a Proxy for its prototype would run its trap.
    if (typeof object !== 'object' || object === null || types.isProxy(object)) return undefined;
    const prototype = Object.getPrototypeOf(object) as object | null;
    const known = prototype === null ? undefined : this.#byPrototype.get(prototype);
    return known ?? (this.#hasPlain ? this.#plain.get(object) : undefined);
  }

  metadataOfTarget(target: unknown): EntityMetadata | undefined {
    return this.#byTarget.get(target as object);
  }

  /** Remembers that a plain object is an entity of an EntitySchema that has no class. */
  adopt(object: object, metadata: EntityMetadata): void {
    this.#plain.set(object, metadata);
  }

  /** What stands for the entity at the prompt; on the way, how to know its objects. */
  #targetOf(metadata: EntityMetadata, schemas: ReadonlyMap<string, object>): object {
    if (typeof metadata.target === 'function') {
      this.#byPrototype.set(metadata.target.prototype as object, metadata);
      return schemas.get(metadata.name) ?? metadata.target;
    }
    this.#hasPlain = true;
    const create = metadata.create.bind(metadata);
    metadata.create = (...args) => {
      const made = create(...args) as ObjectLiteral;
      this.adopt(made, metadata);
      return made;
    };
    // A schema that the options name by a file pattern cannot be got at; its repository answers to the same methods.
    return schemas.get(metadata.name) ?? this.dataSource.getRepository(metadata.target);
  }
}

/** The EntitySchema objects in the options, by the name of their entity. TypeORM marks them so that copies of it agree. */
function schemasByName({ options }: DataSource): ReadonlyMap<string, object> {
  const schemas = new Map<string, object>();
  for (const entity of Object.values(options.entities ?? {}) as readonly unknown[]) {
    if (typeof entity !== 'object' || entity === null || !('@instanceof' in entity) || !('options' in entity)) continue;
    const { name } = entity.options as { readonly name?: unknown };
    if (entity['@instanceof'] === Symbol.for('EntitySchema') && typeof name === 'string') schemas.set(name, entity);
  }
  return schemas;
}
