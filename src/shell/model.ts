import type { DataSource, EntityMetadata } from 'typeorm';

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
