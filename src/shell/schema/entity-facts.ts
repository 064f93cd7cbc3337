import type { DataSource, EntityMetadata } from 'typeorm';
import type { ModelContract } from '../model';
import { isOfClass } from '../output/entity-data';

export type ColumnMetadata = EntityMetadata['columns'][number];
export type RelationMetadata = EntityMetadata['relations'][number];

/** The data source that a class was loaded by: `connection` before TypeORM 1.0. */
export function dataSourceOf(metadata: EntityMetadata): DataSource {
  return (metadata as { readonly dataSource?: DataSource }).dataSource ?? metadata.connection;
}

/** What entities are called at the prompt; the tables that TypeORM makes by itself go by their table's name. */
export class EntityNames {
  readonly #names = new Map<EntityMetadata, string>();

  constructor(model: ModelContract) {
    for (const [name, target] of model.entities) {
      const metadata = model.metadataOfTarget(target);
      // A class that several data sources have means that of the one in use, by whatever name.
      if (metadata !== undefined && !this.#names.has(metadata)) this.#names.set(metadata, name);
    }
  }

  /** Entities by name, in the order of their names. */
  get entries(): readonly (readonly [name: string, metadata: EntityMetadata])[] {
    return [...this.#names]
      .map(([metadata, name]) => [name, metadata] as const)
      .sort(([one], [other]) => one.localeCompare(other));
  }

  /** The data sources of the entities, each once. */
  get dataSources(): readonly DataSource[] {
    return [...new Set([...this.#names.keys()].map(dataSourceOf))];
  }

  /** Whether it has a name in scope. */
  has(metadata: EntityMetadata): boolean {
    return this.#names.has(metadata);
  }

  of(metadata: EntityMetadata): string {
    return this.#names.get(metadata) ?? (isMadeByTypeorm(metadata) ? metadata.tableName : metadata.name);
  }
}

/** Whether it is a table that TypeORM makes by itself, for many-to-many relations and for trees. */
export function isMadeByTypeorm({ tableType }: EntityMetadata): boolean {
  return tableType === 'junction' || tableType === 'closure' || tableType === 'closure-junction';
}

/** The parent of an entity whose rows are in the parent's table. */
export function parentOf({ tableType, parentEntityMetadata }: EntityMetadata): EntityMetadata | undefined {
  return tableType === 'entity-child' ? parentEntityMetadata : undefined;
}

/** The entity that a table was made for: of a single-table hierarchy the topmost one. */
export function tableOwner(metadata: EntityMetadata): EntityMetadata {
  const parent = parentOf(metadata);
  return parent === undefined ? metadata : tableOwner(parent);
}

/** The classes of a single-table hierarchy below an entity, at every depth. */
export function childrenOf(metadata: EntityMetadata): readonly EntityMetadata[] {
  return metadata.childEntityMetadatas
    .filter((child) => parentOf(child) !== undefined && tableOwner(child) === tableOwner(metadata))
    .flatMap((child) => (parentOf(child) === metadata ? [child, ...childrenOf(child)] : []));
}

/** Whether objects of one entity are objects of the other too, which is a parent of it in a single-table hierarchy, or itself. */
export function isKindOf(metadata: EntityMetadata, other: EntityMetadata): boolean {
  const parent = parentOf(metadata);
  return metadata === other || (parent !== undefined && isKindOf(parent, other));
}

/** The relations whose junction table this is, the owning side first. */
export function relationsOverJunction(junction: EntityMetadata): readonly RelationMetadata[] {
  return dataSourceOf(junction)
    .entityMetadatas.flatMap(({ relations }) => relations)
    .filter(
      ({ junctionEntityMetadata, entityMetadata }) =>
        junctionEntityMetadata === junction && parentOf(entityMetadata) === undefined,
    )
    .sort((one, other) => Number(other.isOwning) - Number(one.isOwning));
}

/** What kind of entity it is, in a few words; '' for an ordinary one with a table of its own. */
export function kindOf(metadata: EntityMetadata, names: EntityNames): string {
  const parent = parentOf(metadata);
  if (metadata.tableType === 'junction') {
    const [relation] = relationsOverJunction(metadata);
    return relation === undefined
      ? 'junction'
      : `junction of ${names.of(relation.entityMetadata)}.${relation.propertyPath}`;
  }
  if (metadata.tableType === 'closure' || metadata.tableType === 'closure-junction') {
    const tree = dataSourceOf(metadata).entityMetadatas.find(
      ({ closureJunctionTable }) => (closureJunctionTable as EntityMetadata | undefined) === metadata,
    );
    return tree === undefined ? 'closure table' : `closure table of ${names.of(tree)}`;
  }
  if (parent !== undefined) return `kind of ${names.of(parent)}`;
  const kinds: string[] = [];
  if (metadata.tableType === 'view') kinds.push(isMaterialized(metadata) ? 'materialized view' : 'view');
  if (metadata.treeType !== undefined) kinds.push(`tree, ${metadata.treeType}`);
  if (typeof metadata.target === 'string') kinds.push('schema');
  return kinds.join('; ');
}

function isMaterialized({ tableMetadataArgs }: EntityMetadata): boolean {
  return tableMetadataArgs.materialized === true;
}

/** `employees`, or with its schema or database where the entity says one: `sales.orders`. */
export function tableText({ tablePath }: EntityMetadata): string {
  return tablePath;
}

/** The columns that the table has for the class: TypeORM gives each class of a single-table hierarchy columns of others too. */
export function columnsOf(metadata: EntityMetadata): readonly ColumnMetadata[] {
  const own = relationsOf(metadata).map(({ propertyPath }) => propertyPath);
  return metadata.columns.filter((column) => {
    const { relationMetadata: relation } = column;
    if (!isOfClass(column, metadata)) return false;
    const isJoin = column.isVirtual && relation !== undefined && !isMadeByTypeorm(metadata);
    return !isJoin || own.includes(relation.propertyPath);
  });
}

/** The relations of the class. */
export function relationsOf(metadata: EntityMetadata): readonly RelationMetadata[] {
  return metadata.relations.filter((relation) => isOfClass(relation, metadata));
}
