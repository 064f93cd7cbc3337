import type { DataSource, EntityMetadata, Table } from 'typeorm';
import { fullType, typeText } from '../../schema/column-facts';
import { bareName, tableKey } from './table-key';

/** What two columns are compared by, to see whether one is the other under another name. */
export interface ColumnShape {
  readonly name: string;
  /** With length, precision and scale: `varchar(50)`. */
  readonly type: string;
  readonly isPrimary: boolean;
  /** Its values are computed by the database: none is lost when it is made anew. */
  readonly isComputed: boolean;
  /** The key of the table that it refers to. */
  readonly references?: string;
}

export interface TableShape {
  /** The same in the catalogue and for the entity. */
  readonly key: string;
  /** As a person writes it. */
  readonly name: string;
  readonly columns: readonly ColumnShape[];
}

/** A table of the database. */
export function foundShape(table: Table, driver: DataSource['driver']): TableShape {
  return {
    key: tableKey(driver, table),
    name: table.name,
    columns: table.columns.map((column) => {
      const key = table.foreignKeys.find(({ columnNames }) => columnNames.includes(column.name));
      return {
        name: column.name,
        type: fullType(column, driver),
        isPrimary: column.isPrimary,
        isComputed: column.generatedType !== undefined,
        ...(key && { references: tableKey(driver, key) }),
      };
    }),
  };
}

/** The tables that the entities want, by their keys; several entities of one table are one. */
export function wantedShapes(dataSource: DataSource): readonly TableShape[] {
  const shapes = new Map<string, TableShape>();
  for (const metadata of tablesOf(dataSource)) {
    const { driver } = dataSource;
    const key = tableKey(driver, metadata);
    const before = shapes.get(key)?.columns ?? [];
    const columns = metadata.columns
      .filter(({ isVirtualProperty }) => !isVirtualProperty)
      .filter(({ databaseName }) => !before.some(({ name }) => name === databaseName))
      .map((column): TableShape['columns'][number] => {
        const relation = metadata.foreignKeys.find((each) => each.columns.includes(column));
        return {
          name: column.databaseName,
          type: typeText(column, dataSource),
          isPrimary: column.isPrimary,
          isComputed: column.generatedType !== undefined,
          ...(relation && { references: tableKey(driver, relation.referencedEntityMetadata) }),
        };
      });
    const schema = metadata.schema !== undefined && metadata.schema !== driver.schema ? `${metadata.schema}.` : '';
    shapes.set(key, { key, name: `${schema}${bareName(driver, metadata)}`, columns: [...before, ...columns] });
  }
  return [...shapes.values()];
}

/** The entities that TypeORM keeps a table for. */
export function tablesOf({ entityMetadatas }: DataSource): readonly EntityMetadata[] {
  return entityMetadatas.filter(
    ({ synchronize, tableType }) => synchronize && tableType !== 'entity-child' && tableType !== 'view',
  );
}
