import type { DataSource, EntityMetadata, Table, TableForeignKey } from 'typeorm';

type Driver = DataSource['driver'];

/** What a driver can read a table's name of. */
export type Named = string | Table | EntityMetadata | TableForeignKey;

/** The name of a table that is the same for the catalogue and for an entity: with the schema and the database that are meant where none is said. */
export function tableKey(driver: Driver, target: Named): string {
  const { database, schema, tableName } = driver.parseTableName(target);
  return driver.buildTableName(tableName, schema ?? driver.schema, database ?? driver.database);
}

/** Without schema and database. */
export function bareName(driver: Driver, target: Named): string {
  return driver.parseTableName(target).tableName;
}

/** As SQL: every part of the path between the driver's quotes. */
export function quotedPath(driver: Driver, path: string): string {
  return path
    .split('.')
    .map((part) => driver.escape(part))
    .join('.');
}

export type Family = 'postgres' | 'mysql' | 'sqlite';

/** Which of the three ways of speaking SQL a data source has; `undefined` for those that are none of them. */
export function familyOf({ options }: Pick<DataSource, 'options'>): Family | undefined {
  const type: string = options.type;
  if (type === 'postgres') return 'postgres';
  if (type === 'mysql' || type === 'mariadb') return 'mysql';
  return ['better-sqlite3', 'sqlite', 'sqljs'].includes(type) ? 'sqlite' : undefined;
}
