import type { DataSource } from 'typeorm';
import { familyOf } from './refusals';
import { readingMysql, type MysqlModule } from './reading-mysql';
import { readingPg, type PgModule } from './reading-pg';
import { readingSqlite, type SqliteModule } from './reading-sqlite';
import type { SqliteDriver } from './sqlite-hold';

type Options = Record<string, unknown>;

/** What a driver of TypeORM's has connected with; which of them there are depends on the database. */
interface ConnectingDriver {
  options: Options;
  postgres?: PgModule;
  mysql?: MysqlModule;
  sqlite?: SqliteModule;
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  createDatabaseConnection?(): Promise<SqliteDriver['databaseConnection']>;
  attachDatabases?(): Promise<void>;
}

/** The driver's module as it is, by the one that opens sessions for reading. */
const originals = new WeakMap<object, object>();

/**
 * Says how a data source connects the next time: its sessions only read unless a statement says otherwise, or they are as the project
 * has them. It is in the options, so that who makes another data source of them gets the same.
 */
export function setAccess(dataSource: DataSource, access: 'reads' | 'as it is'): void {
  const driver = dataSource.driver as unknown as ConnectingDriver;
  const set = (more: Options): void => {
    for (const options of new Set([dataSource.options as unknown as Options, driver.options]))
      Object.assign(options, more);
  };
  switch (familyOf(dataSource.options.type)) {
    case 'sqlite':
      return;
    case 'postgres':
      driver.postgres = chosen(driver.postgres, access, readingPg);
      return set({ driver: driver.postgres });
    case 'mysql':
      driver.mysql = chosen(driver.mysql, access, readingMysql);
      return set({ driver: driver.mysql });
  }
}

/** The file of a SQLite database is opened for reading, or as the project opens it. One in memory stays as it is. */
export function setFileAccess(dataSource: DataSource, access: 'reads' | 'as it is', before: Options): void {
  const driver = dataSource.driver as unknown as ConnectingDriver;
  const { readonly, enableWAL } = before;
  setOtherAccess(dataSource, access);
  const more = access === 'reads' ? { readonly: true, enableWAL: false } : { readonly, enableWAL };
  for (const options of new Set([dataSource.options as unknown as Options, driver.options]))
    Object.assign(options, more);
}

/** How whoever opens another connection to a SQLite file gets it: with the driver's module, or options that name it. */
export function setOtherAccess(dataSource: DataSource, access: 'reads' | 'as it is'): void {
  if (dataSource.options.type !== 'better-sqlite3') return;
  const driver = dataSource.driver as unknown as ConnectingDriver;
  driver.sqlite = chosen(driver.sqlite, access, readingSqlite);
  for (const options of new Set([dataSource.options as unknown as Options, driver.options]))
    Object.assign(options, { driver: driver.sqlite });
}

/** Opens the connections anew, as the options say now. The old ones are closed when the new ones are there. */
export async function reconnect(dataSource: DataSource): Promise<void> {
  const driver = dataSource.driver as unknown as ConnectingDriver & SqliteDriver;
  if (driver.createDatabaseConnection !== undefined) {
    const before = driver.databaseConnection;
    driver.databaseConnection = await driver.createDatabaseConnection();
    driver.queryRunner = undefined;
    before.close();
    await driver.attachDatabases?.();
    return;
  }
  await driver.disconnect();
  await driver.connect();
}

function chosen<Module extends object>(
  module: Module | undefined,
  access: 'reads' | 'as it is',
  make: (original: Module) => Module,
): Module | undefined {
  if (module === undefined) return undefined;
  const original = originals.get(module) as Module | undefined;
  if (access === 'as it is') return original ?? module;
  if (original !== undefined) return module;
  const reading = make(module);
  originals.set(reading, module);
  return reading;
}
