import type { DataSource, EntityMetadata } from 'typeorm';
import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import { namesOfEntities } from '../entity-names';
import { columnType } from './column-type';
import type { EntityKind, ErdColumn, ErdEnd, ErdEntity, ErdGraph, ErdProperty, ErdRelation } from './graph';
import { SingleTables } from './single-tables';

type ColumnMetadata = EntityMetadata['columns'][number];
type ForeignKeyMetadata = EntityMetadata['foreignKeys'][number];

const KINDS: Readonly<Record<string, EntityKind>> = {
  view: 'view',
  junction: 'junction',
  closure: 'closure',
  'closure-junction': 'closure',
};

/**
 * The diagram of a data source's model, in the order of the metadata; tables that TypeORM makes come last. Reads metadata only,
 * nothing of the database.
 * @param dataSource initialised.
 */
export function graphOf(dataSource: DataSource): ErdGraph {
  const { entityMetadatas: all } = dataSource;
  const ids = idsOf(all);
  const tables = new SingleTables(all);
  const id = (metadata: EntityMetadata): string => ids.get(metadata) ?? metadata.name;
  const entities = [...ids.keys()].map((metadata): ErdEntity => {
    const parent = tables.parentOf(metadata);
    return {
      id: id(metadata),
      kind: KINDS[metadata.tableType] ?? 'entity',
      table: metadata.tablePath,
      ...(parent === undefined ? {} : { parent: id(parent) }),
      ...(metadata.comment ? { comment: metadata.comment } : {}),
      // What an entity computes when it is read is no column of the database.
      columns: metadata.columns
        .filter((column) => !column.isVirtualProperty && tables.isAdded(column, metadata))
        // A key in an embedded object, or that is a relation, comes late in the metadata.
        .sort((one, other) => Number(other.isPrimary) - Number(one.isPrimary))
        .map((column) => describeColumn(column, metadata, dataSource)),
      properties: relationsOf(metadata, tables).map((relation) => describeProperty(relation, id)),
    };
  });
  const relations = [...ids.keys()].flatMap((metadata) => [
    ...relationsOf(metadata, tables).flatMap((relation) => linesOf(relation, metadata, id)),
    ...foreignKeysAlone(metadata).map((key) => lineOfKey(key, metadata, id)),
    ...inheritanceOf(metadata, tables, id),
  ]);
  return { entities, relations: relations.map((relation, index) => ({ ...relation, id: `r${index}` })) };
}

type Line = Omit<ErdRelation, 'id'>;
type IdOf = (metadata: EntityMetadata) => string;

/** What each is called in a graph: its name at the prompt, or the table's where no class stands for it. */
export function idsOf(all: readonly EntityMetadata[]): ReadonlyMap<EntityMetadata, string> {
  const isMade = ({ tableType }: EntityMetadata): boolean => !['entity', 'view'].includes(KINDS[tableType] ?? 'entity');
  const named = namesOfEntities(all.filter((metadata) => !isMade(metadata)));
  const ids = new Map([...named].map(([name, metadata]) => [metadata, name]));
  const taken = new Set(named.keys());
  for (const metadata of all.filter(isMade)) {
    let id = metadata.tablePath;
    while (taken.has(id)) id += '_';
    taken.add(id);
    ids.set(metadata, id);
  }
  return ids;
}

function relationsOf(metadata: EntityMetadata, tables: SingleTables): readonly RelationMetadata[] {
  return metadata.relations.filter((relation) => tables.isAdded(relation, metadata));
}

/** The property on the other side. Where only one side names the other, TypeORM knows it from that side alone. */
function inverseOf(relation: RelationMetadata): string | undefined {
  const { inverseRelation, inverseEntityMetadata } = relation;
  const inverse = inverseRelation ?? inverseEntityMetadata.relations.find((each) => each.inverseRelation === relation);
  return inverse?.propertyPath;
}

function describeColumn(column: ColumnMetadata, metadata: EntityMetadata, dataSource: DataSource): ErdColumn {
  const { databaseName, isPrimary, isNullable, comment } = column;
  return {
    name: nameOfColumn(column),
    databaseName,
    type: columnType(column, dataSource),
    isPrimary,
    // A relation without a constraint is a relation all the same.
    isForeign:
      column.referencedColumn !== undefined || metadata.foreignKeys.some(({ columns }) => columns.includes(column)),
    isUnique: !(isPrimary && metadata.primaryColumns.length === 1) && isUnique(metadata, [column]),
    isNullable,
    ...(comment ? { comment } : {}),
  };
}

/** A column that no property declares goes by its name in the database: the property of that name is the relation. */
function nameOfColumn({ isVirtual, databaseName, propertyPath }: ColumnMetadata): string {
  return isVirtual ? databaseName : propertyPath;
}

function describeProperty(relation: RelationMetadata, id: IdOf): ErdProperty {
  const { propertyPath: name, inverseEntityMetadata, isOneToMany, isManyToMany, junctionEntityMetadata } = relation;
  const onDelete = ruleOf(relation.foreignKeys[0]);
  return {
    name,
    target: id(inverseEntityMetadata),
    isToMany: isOneToMany || isManyToMany,
    isNullable: !relation.isWithJoinColumn || isOptional(relation.joinColumns),
    ...(junctionEntityMetadata === undefined ? {} : { through: id(junctionEntityMetadata) }),
    ...(relation.isWithJoinColumn && onDelete !== undefined ? { onDelete } : {}),
  };
}

/** The lines of a relation, described once: by the side that owns it. Through a junction table there are two. */
function linesOf(relation: RelationMetadata, metadata: EntityMetadata, id: IdOf): readonly Line[] {
  const { inverseEntityMetadata: other, joinColumns, junctionEntityMetadata, propertyPath } = relation;
  if (relation.isManyToManyOwner && junctionEntityMetadata !== undefined) {
    const half = (columns: readonly ColumnMetadata[], end: EntityMetadata, property: string | undefined): Line => {
      const key = junctionEntityMetadata.foreignKeys.find((each) => each.columns[0] === columns[0]);
      return {
        kind: 'relation',
        from: { entity: id(junctionEntityMetadata), columns: columns.map(nameOfColumn), many: true, optional: true },
        to: one(end, referenced(columns), property, false, id),
        ...deleteRule(key),
      };
    };
    return [half(joinColumns, metadata, propertyPath), half(relation.inverseJoinColumns, other, inverseOf(relation))];
  }
  if (!relation.isWithJoinColumn) return [];
  return [
    {
      kind: 'relation',
      from: {
        entity: id(metadata),
        property: propertyPath,
        columns: joinColumns.map(nameOfColumn),
        many: !relation.isOneToOne && !isUnique(relation.entityMetadata, joinColumns),
        optional: true,
      },
      to: one(other, referenced(joinColumns), inverseOf(relation), isOptional(joinColumns), id),
      ...deleteRule(relation.foreignKeys[0]),
    },
  ];
}

function one(
  metadata: EntityMetadata,
  columns: readonly ColumnMetadata[],
  property: string | undefined,
  optional: boolean,
  id: IdOf,
): ErdEnd {
  const names = columns.map(nameOfColumn);
  return {
    entity: id(metadata),
    columns: names,
    many: false,
    optional,
    ...(property === undefined ? {} : { property }),
  };
}

function referenced(columns: readonly ColumnMetadata[]): readonly ColumnMetadata[] {
  return columns.flatMap(({ referencedColumn }) => referencedColumn ?? []);
}

/** Foreign keys behind which there is no relation: those of a closure table, and those declared alone. */
function foreignKeysAlone({ foreignKeys, relations, tableType }: EntityMetadata): readonly ForeignKeyMetadata[] {
  // Of one table that several entities share, the topmost has them.
  if (tableType === 'junction' || tableType === 'entity-child') return [];
  const ofRelations = new Set(relations.flatMap((relation) => relation.foreignKeys));
  return foreignKeys.filter((key) => !ofRelations.has(key));
}

function lineOfKey(key: ForeignKeyMetadata, metadata: EntityMetadata, id: IdOf): Line {
  const { columns, referencedEntityMetadata, referencedColumns } = key;
  return {
    kind: 'relation',
    from: {
      entity: id(metadata),
      columns: columns.map(nameOfColumn),
      many: !isUnique(metadata, columns),
      optional: true,
    },
    to: one(referencedEntityMetadata, referencedColumns, undefined, isOptional(columns), id),
    ...deleteRule(key),
  };
}

function inheritanceOf(metadata: EntityMetadata, tables: SingleTables, id: IdOf): readonly Line[] {
  const parent = tables.parentOf(metadata);
  if (parent === undefined) return [];
  const end = (of: EntityMetadata): ErdEnd => ({ entity: id(of), columns: [], many: false, optional: false });
  return [{ kind: 'inheritance', from: end(metadata), to: end(parent) }];
}

/** What the columns hold must be known for the other to be known. */
function isOptional(columns: readonly ColumnMetadata[]): boolean {
  return columns.some(({ isNullable, isPrimary }) => isNullable && !isPrimary);
}

/** Whether no two rows agree in all of these columns: they hold a whole key. */
function isUnique({ primaryColumns, uniques, indices }: EntityMetadata, columns: readonly ColumnMetadata[]): boolean {
  const keys = [
    primaryColumns,
    ...uniques.map((unique) => unique.columns),
    // An index on some of the rows says nothing of the others.
    ...indices.filter((index) => index.isUnique && !index.where).map((index) => index.columns),
  ];
  return keys.some((key) => key.length > 0 && key.every((column) => columns.includes(column)));
}

function ruleOf(key: ForeignKeyMetadata | undefined): string | undefined {
  const rule = key?.onDelete;
  return rule === undefined || rule === 'NO ACTION' || rule === 'RESTRICT' ? undefined : rule;
}

function deleteRule(key: ForeignKeyMetadata | undefined): { readonly onDelete?: string } {
  const onDelete = ruleOf(key);
  return onDelete === undefined ? {} : { onDelete };
}
