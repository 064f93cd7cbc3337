import type { DataSource, EntityMetadata, Table, TableColumn } from 'typeorm';
import type { Renames } from './renames';
import { tableKey } from './table-key';

type Driver = DataSource['driver'];

/** A table that renames concern: what it was, and what it is after them. */
export interface RenamedTable {
  readonly before: Table;
  /** One of those that were given, with its new names. */
  readonly after: Table;
}

/**
 * Gives tables that were read from the catalogue the names that they will have: their own, those of columns, and those in their keys.
 * Constraints and indices keep theirs.
 * @param tables are changed in place: TypeORM compares them with the entities.
 * @returns those whose own name or columns were changed.
 */
export function renameModels(tables: readonly Table[], renames: Renames, driver: Driver): readonly RenamedTable[] {
  const renamed: RenamedTable[] = [];
  for (const table of tables) {
    const before = table.clone();
    const key = tableKey(driver, table);
    for (const foreignKey of table.foreignKeys) {
      const parent = tableKey(driver, foreignKey);
      foreignKey.columnNames = foreignKey.columnNames.map((name) => renames.newColumn(key, name));
      foreignKey.referencedColumnNames = foreignKey.referencedColumnNames.map((name) =>
        renames.newColumn(parent, name),
      );
      const target = renames.newTable(parent);
      if (target !== parent) foreignKey.referencedTableName = renamedPath(foreignKey.referencedTableName, target);
    }
    const own = renames.newTable(key);
    const isRenamed = own !== key || renames.columns.some(({ table: { key: of } }) => of === key);
    if (!isRenamed) continue;
    for (const keys of [table.indices, table.uniques, table.checks, table.exclusions] as readonly (readonly {
      columnNames?: string[];
    }[])[])
      for (const each of keys) each.columnNames &&= each.columnNames.map((name) => renames.newColumn(key, name));
    for (const column of table.columns) column.name = renames.newColumn(key, column.name);
    if (own !== key) table.name = renamedPath(table.name, own);
    renamed.push({ before, after: table });
  }
  return renamed;
}

/** The same path with another name at its end. */
function renamedPath(path: string, key: string): string {
  return path.slice(0, path.lastIndexOf('.') + 1) + key.slice(key.lastIndexOf('.') + 1);
}

/**
 * TypeORM leaves out a length that is the type's own when it reads a table, unless the entity of that name says it: of a table or column that is renamed
 * it could not know.
 */
export function sayLengths({ after }: RenamedTable, metadata: EntityMetadata | undefined, driver: Driver): void {
  for (const column of after.columns) {
    const wanted = metadata?.columns.find(({ databaseName }) => databaseName === column.name);
    if (wanted === undefined) continue;
    const usual = (driver.dataTypeDefaults as typeof driver.dataTypeDefaults | undefined)?.[column.type] as
      Readonly<Record<string, unknown>> | undefined;
    const said = { length: driver.getColumnLength(wanted), precision: wanted.precision, scale: wanted.scale };
    for (const [name, value] of Object.entries(said) as readonly ['length' | 'precision' | 'scale', unknown][]) {
      if (!isBlank(column[name]) || isBlank(value) || String(usual?.[name]) !== String(value)) continue;
      Object.assign(column as Pick<TableColumn, typeof name>, { [name]: value });
    }
  }
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
