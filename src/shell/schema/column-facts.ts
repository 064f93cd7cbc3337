import type { DataSource, EntityMetadata, TableColumn } from 'typeorm';
import { MASK, type Masking } from '../safety/masking/masking';
import { columnsOf, dataSourceOf, tableOwner, type ColumnMetadata } from './entity-facts';

/** What is to be said of a column of an entity, in the words of its database. */
export interface ColumnFacts {
  readonly column: ColumnMetadata;
  /** '' for a property that no column is kept for. */
  readonly name: string;
  /** '' where it is called as the column is, or no property is there. */
  readonly property: string;
  readonly type: string;
  readonly isNullable: boolean;
  readonly default: string;
  /** `PK`, `FK`, `unique`, in this order. */
  readonly keys: readonly string[];
  /** `yes`, or which of how many columns of an index it is: `2 of 3`. */
  readonly index: string;
  /** `not selected`, `version`, … */
  readonly also: readonly string[];
}

/** The columns of an entity's own class, then those that are computed by a query. */
export function columnFacts(metadata: EntityMetadata, masking: Pick<Masking, 'hides'>): readonly ColumnFacts[] {
  const columns = columnsOf(metadata);
  const [kept, computed] = [false, true].map((is) => columns.filter((column) => column.isVirtualProperty === is));
  return [...kept, ...computed].map((column) => ({
    column,
    name: column.isVirtualProperty ? '' : column.databaseName,
    property: propertyOf(column),
    type: typeText(column, dataSourceOf(metadata)),
    isNullable: column.isNullable,
    default: defaultText(column, dataSourceOf(metadata), masking),
    keys: keysOf(column, metadata),
    index: indexOf(column, metadata),
    also: [...alsoOf(column, metadata), ...(masking.hides(column) ? ['masked'] : [])],
  }));
}

/** Of a join column the property is the relation, which has a place of its own. */
function propertyOf({ isVirtual, isVirtualProperty, propertyPath, databaseName }: ColumnMetadata): string {
  if (isVirtual && !isVirtualProperty) return '';
  return propertyPath === databaseName && !isVirtualProperty ? '' : propertyPath;
}

/** The type of an entity's column as its database calls it, with length, precision and scale: `varchar(50)`. */
export function typeText(column: ColumnMetadata, { driver }: DataSource): string {
  if ((column.type as unknown) === undefined) return '';
  return fullType(
    {
      type: driver.normalizeType(column),
      length: driver.getColumnLength(column),
      precision: column.precision ?? undefined,
      scale: column.scale,
      isArray: column.isArray,
      unsigned: column.unsigned,
      spatialFeatureType: column.spatialFeatureType,
      srid: column.srid,
    },
    driver,
  );
}

/** What a type is made of: of an entity's column, or of one that the catalogue tells of. */
export type TypeParts = Pick<TableColumn, 'type' | 'length' | 'isArray' | 'unsigned'> &
  Partial<Pick<TableColumn, 'precision' | 'scale' | 'spatialFeatureType' | 'srid'>>;

export function fullType(parts: TypeParts, driver: DataSource['driver']): string {
  // TypeORM shouts the types with a time zone, as nobody else does. The driver reads these properties only.
  const text = driver.createFullType(parts as TableColumn).toLowerCase();
  return parts.unsigned && !text.includes('unsigned') ? `${text} unsigned` : text;
}

/** How a value comes to be where none is given; '' when it does not. */
function defaultText(column: ColumnMetadata, dataSource: DataSource, masking: Pick<Masking, 'hides'>): string {
  if (column.isVirtualProperty) return 'a query of its own';
  if (column.asExpression !== undefined) return masked(`= ${column.asExpression}`, column, masking);
  if (column.isGenerated)
    return column.generationStrategy === 'increment' ? 'auto-increment' : (column.generationStrategy ?? 'generated');
  const text = defaultOf(column, dataSource);
  return text === undefined ? '' : masked(text, column, masking);
}

/** The default of an entity's column as SQL; `undefined` when it has none. */
export function defaultOf(column: ColumnMetadata, { driver }: DataSource): string | undefined {
  if (typeof column.default === 'number') return String(column.default);
  return driver.normalizeDefault(column);
}

function masked(text: string, column: ColumnMetadata, masking: Pick<Masking, 'hides'>): string {
  return masking.hides(column) ? MASK : text;
}

/** The keys of a table are those of the topmost class that it was made for. */
function keysOf({ databaseName, isPrimary }: ColumnMetadata, metadata: EntityMetadata): readonly string[] {
  const owner = tableOwner(metadata);
  const column = owner.columns.find((each) => each.databaseName === databaseName);
  const keys: string[] = [];
  if (isPrimary) keys.push('PK');
  if (owner.foreignKeys.some(({ columns }) => columns.some((each) => each.databaseName === databaseName)))
    keys.push('FK');
  const isUnique =
    column !== undefined && (dataSourceOf(metadata).driver.normalizeIsUnique(column) || hasUniqueIndex(column, owner));
  return isUnique && !isPrimary ? [...keys, 'unique'] : keys;
}

/** An index on some of the rows says nothing of the others. */
function hasUniqueIndex({ databaseName }: ColumnMetadata, { indices }: EntityMetadata): boolean {
  return indices.some(
    ({ isUnique, where, columns }) =>
      isUnique && !where && columns.length === 1 && columns[0].databaseName === databaseName,
  );
}

function indexOf({ databaseName }: ColumnMetadata, metadata: EntityMetadata): string {
  const { indices, uniques } = tableOwner(metadata);
  const places = [...indices, ...uniques].flatMap(({ columns }) => {
    const at = columns.findIndex((each) => each.databaseName === databaseName);
    return at === -1 ? [] : [columns.length === 1 ? 'yes' : `${at + 1} of ${columns.length}`];
  });
  return [...new Set(places)].join(', ');
}

function alsoOf(column: ColumnMetadata, metadata: EntityMetadata): readonly string[] {
  const kinds: readonly (readonly [string, boolean])[] = [
    ['created at', column.isCreateDate],
    ['updated at', column.isUpdateDate],
    ['deleted at', column.isDeleteDate],
    ['version', column.isVersion],
    ['which class', column.isDiscriminator],
    ['tree level', column.isTreeLevel],
    ['path in the tree', column.isMaterializedPath],
    ['place in the tree', column.isNestedSetLeft || column.isNestedSetRight],
    ['not selected', !column.isSelect],
    ['not inserted', !column.isInsert && !column.isVirtualProperty],
    ['not updated', !column.isUpdate && !column.isVirtualProperty],
    ['transformed', column.transformer !== undefined && !column.isVirtualProperty],
  ];
  const also = kinds.flatMap(([text, is]) => (is ? [text] : []));
  const { enum: values } = column;
  if (values !== undefined) also.push(`one of ${values.join(', ')}`);
  const joined = column.isVirtual && !column.isVirtualProperty ? column.relationMetadata : undefined;
  // A junction's columns belong to relations of others.
  if (joined !== undefined && metadata.relations.includes(joined)) also.push(`of ${joined.propertyPath}`);
  if (column.generatedType !== undefined) also.push(`computed, ${column.generatedType.toLowerCase()}`);
  if (column.comment) also.push(column.comment);
  return also;
}
