import type { DataSource, EntityMetadata } from 'typeorm';
import type { Model, ModelContract } from '../model';
import type { Source, Sources } from './source';

/** The models of several data sources as one: an entity is known by whose it is. */
export class ModelOfSeveral implements ModelContract {
  constructor(private readonly sources: Sources) {
    shareClasses(sources.all.map(({ model }) => model));
  }

  get dataSource(): DataSource {
    return this.sources.used.dataSource;
  }

  /** Names that are taken twice are those of the data source in use; the others have its name before them. */
  get entities(): ReadonlyMap<string, object> {
    const entities = new Map<string, object>();
    for (const { name, model } of this.sources.inOrder) {
      for (const [entity, target] of model.entities) {
        entities.set(entities.has(entity) ? `${name}.${entity}` : entity, target);
      }
    }
    return entities;
  }

  metadataOf(object: unknown): EntityMetadata | undefined {
    return this.sourceOf(object)?.model.metadataOf(object);
  }

  metadataOfTarget(target: unknown): EntityMetadata | undefined {
    for (const { model } of this.sources.inOrder) {
      const metadata = model.metadataOfTarget(target);
      if (metadata) return metadata;
    }
    return undefined;
  }

  /** Whose entity an object is: of a class that belongs to several, who has made it, else that in use. */
  sourceOf(object: unknown): Source | undefined {
    return this.sources.inOrder.find(({ model }) => model.metadataOf(object) !== undefined);
  }
}

/** Lets the models of several data sources know which of their classes others have too. */
function shareClasses(models: readonly Model[]): void {
  const origins = new WeakMap<object, Model>();
  for (const model of models) {
    const shared = model.dataSource.entityMetadatas.filter(
      ({ target }) =>
        typeof target === 'function' &&
        models.some((other) => other !== model && other.metadataOfTarget(target) !== undefined),
    );
    if (shared.length > 0) model.shareClasses(shared, origins);
  }
}
