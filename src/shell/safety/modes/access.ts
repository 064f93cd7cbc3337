import type { DataSource } from 'typeorm';
import { familyOf } from './refusals';
import type { SqliteDriver } from './sqlite-hold';

type Options = Record<string, unknown>;

/** What a driver of TypeORM's has connected with; which of them there are depends on the database. */
interface ConnectingDriver {
  options: Options;
  postgres?: PgModule;
  mysql?: MysqlModule;
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  createDatabaseConnection?(): Promise<SqliteDriver['databaseConnection']>;
  attachDatabases?(): Promise<void>;
}

interface PgModule {
  readonly Pool: new (options: object) => object;
}

interface PoolClient {
  query(sql: string): Promise<unknown>;
}

interface MysqlSession {
  query(sql: string, done: (error?: Error | null) => void): void;
}

interface MysqlCluster {
  getConnection(pattern: string, done: (error?: Error | null, connection?: MysqlSession) => void): void;
}

interface MysqlModule {
  createPool(options: object): NodeJS.EventEmitter;
  createPoolCluster(options: object): MysqlCluster;
}

const READS = 'SET SESSION TRANSACTION READ ONLY';

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
  const more = access === 'reads' ? { readonly: true, enableWAL: false } : { readonly, enableWAL };
  for (const options of new Set([dataSource.options as unknown as Options, driver.options]))
    Object.assign(options, more);
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

/** node-postgres whose pools make each new session one that reads, before anybody gets it. */
function readingPg(pg: PgModule): PgModule {
  const Pool = class extends pg.Pool {
    constructor(options: { readonly verify?: (client: PoolClient, done: (error?: Error) => void) => void }) {
      const verify = (client: PoolClient, done: (error?: Error) => void): void => {
        client.query('SET default_transaction_read_only = on').then(
          () => (options.verify === undefined ? done() : options.verify(client, done)),
          (error: unknown) => done(error as Error),
        );
      };
      super({ ...options, verify });
    }
  };
  return Object.create(pg, { Pool: { value: Pool } }) as PgModule;
}

/** mysql2 whose pools make each new session one that reads, before anybody gets it. */
function readingMysql(mysql: MysqlModule): MysqlModule {
  const pool = (options: object): NodeJS.EventEmitter =>
    mysql.createPool(options).on('connection', (connection: MysqlSession) => {
      // It goes first: a connection sends what it is given in that order.
      connection.query(READS, () => {});
    });
  const cluster = (options: object): MysqlCluster => {
    const made = mysql.createPoolCluster(options);
    const get = made.getConnection.bind(made);
    made.getConnection = (pattern, done) =>
      get(pattern, (error, connection) => {
        if (connection === undefined) done(error);
        else connection.query(READS, (failed) => done(failed, connection));
      });
    return made;
  };
  return Object.create(mysql, { createPool: { value: pool }, createPoolCluster: { value: cluster } }) as MysqlModule;
}
