import type { EntityMetadata } from 'typeorm';
import type { EmbeddedMetadata } from 'typeorm/metadata/EmbeddedMetadata';

type Declared = EntityMetadata['columns'][number] | EntityMetadata['relations'][number];

/** Which entity adds what, where several share a table. */
export class SingleTables {
  readonly #parents: ReadonlyMap<EntityMetadata, EntityMetadata | undefined>;

  constructor(metadatas: readonly EntityMetadata[]) {
    this.#parents = new Map(metadatas.map((metadata) => [metadata, nearestParent(metadata, metadatas)]));
  }

  /** The entity whose table and columns another shares, the nearest one: TypeORM's `parentEntityMetadata` is always the topmost. */
  parentOf(metadata: EntityMetadata): EntityMetadata | undefined {
    return this.#parents.get(metadata);
  }

  /**
   * Whether a column or relation is what this entity adds. TypeORM gives each entity of a single table those of the entities
   * above, and the topmost those of all below.
   */
  isAdded(declared: Declared, metadata: EntityMetadata): boolean {
    const parent = this.parentOf(metadata);
    return this.#has(declared, metadata) && (parent === undefined || !this.#has(declared, parent));
  }

  /** Whether the class of the entity has it, by itself or from a class above. */
  #has(declared: Declared, metadata: EntityMetadata): boolean {
    if (declared.embeddedMetadata !== undefined) return this.#embeds(outermost(declared.embeddedMetadata), metadata);
    // A join column that no property declares is of its relation's class.
    const { target } = 'joinColumns' in declared ? declared : (declared.relationMetadata ?? declared);
    const { target: own } = metadata;
    if (typeof target !== 'function' || typeof own !== 'function') return true;
    return own === target || Object.prototype.isPrototypeOf.call(target, own);
  }

  /** Nothing says in which class an embedded object was declared: what all children have was declared above them. */
  #embeds({ propertyName }: EmbeddedMetadata, metadata: EntityMetadata): boolean {
    const children = [...this.#parents].filter(([, parent]) => parent === metadata).map(([child]) => child);
    return [metadata, ...children].every(({ embeddeds }) =>
      embeddeds.some((each) => each.propertyName === propertyName),
    );
  }
}

function nearestParent(
  { target, tableType }: EntityMetadata,
  metadatas: readonly EntityMetadata[],
): EntityMetadata | undefined {
  if (tableType !== 'entity-child' || typeof target !== 'function') return undefined;
  let above = Object.getPrototypeOf(target) as object | null;
  for (; above !== null; above = Object.getPrototypeOf(above) as object | null) {
    const parent = metadatas.find((metadata) => metadata.target === above);
    if (parent !== undefined) return parent;
  }
  return undefined;
}

function outermost(embedded: EmbeddedMetadata): EmbeddedMetadata {
  return embedded.parentEmbeddedMetadata === undefined ? embedded : outermost(embedded.parentEmbeddedMetadata);
}
