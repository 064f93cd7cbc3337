import type { DataSource, DataSourceOptions } from 'typeorm';

// The project has a TypeORM of its own, perhaps several: nothing here may ask with `instanceof`.

/** Whether it is a DataSource (in 0.3 also a Connection), of whatever copy of TypeORM. */
export function isDataSource(value: unknown): value is DataSource {
  if (typeof value !== 'object' || value === null) return false;
  const { initialize, options, driver, manager } = value as Partial<Record<keyof DataSource, unknown>>;
  return typeof initialize === 'function' && isObject(options) && isObject(driver) && isObject(manager);
}

/** Whether it is what `new DataSource` takes: a plain object whose `type` is one of TypeORM's drivers. */
export function isDataSourceOptions(value: unknown): value is DataSourceOptions {
  return isObject(value) && typeof value.type === 'string' && DRIVERS.has(value.type) && !isDataSource(value);
}

/** Whether it is a class, which must not be called to see what it gives. */
export function isClass(value: unknown): boolean {
  return typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** The values of `type`, of 0.3 and 1.x. */
const DRIVERS: ReadonlySet<string> = new Set([
  'aurora-mysql',
  'aurora-postgres',
  'better-sqlite3',
  'capacitor',
  'cockroachdb',
  'cordova',
  'expo',
  'mariadb',
  'mongodb',
  'mssql',
  'mysql',
  'nativescript',
  'oracle',
  'postgres',
  'react-native',
  'sap',
  'spanner',
  'sqlite',
  'sqljs',
]);
