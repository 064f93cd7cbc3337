import type { DataSource } from 'typeorm';
import { changeOptions } from '../project/connect/change-options';
import { SessionLock } from '../safety/modes/session-lock';
import { addressOf } from './address';
import { replicationOf, type Look, type Replication, type ReplicatedDriver, type Server, type Taken } from './server';

export interface MysqlConnection {
  promise(): { query(sql: string): Promise<readonly [unknown, unknown]> };
  release(): void;
  destroy(): void;
}

type Row = Readonly<Record<string, unknown>>;

interface Pool {
  readonly config?: { readonly connectionLimit?: number };
  readonly _allConnections?: { readonly length: number };
  readonly _freeConnections?: { readonly length: number };
}

interface Driver extends ReplicatedDriver {
  readonly poolCluster?: {
    /** What the library keeps for itself: it may be called otherwise in another version. */
    readonly _nodes?: Readonly<Record<string, { readonly pool?: Pool } | undefined>>;
    getConnection(name: string, done: (error: unknown, connection: MysqlConnection) => void): void;
  };
  prepareDbConnection?(connection: MysqlConnection): MysqlConnection;
}

/** Of a node of Galera's: it does not take writes, or reads, until it has what the others have. */
const LOOK = "SHOW STATUS WHERE Variable_name IN ('wsrep_ready', 'wsrep_provider_name')";
/** Waits until the node has what had been written anywhere before. */
const CATCH_UP = 'SET STATEMENT wsrep_sync_wait = 1 FOR SELECT 1';
/** What follows a server by its log: MariaDB's names, then MySQL's. */
const WRITTEN = ['SELECT @@GLOBAL.gtid_binlog_pos AS position', 'SELECT @@GLOBAL.gtid_executed AS position'];

/** Of mysql2's own going on to other servers: whoever asks here does so by himself, and a server that was gone may come back. */
const ONE_TRY = { canRetry: false, removeNodeErrorCount: 1, restoreNodeTimeout: 1 };

export function mysqlReplication(dataSource: DataSource): Replication<MysqlConnection> | undefined {
  const replication = replicationOf(dataSource);
  if (replication === undefined) return undefined;
  const driver = dataSource.driver as unknown as Driver;
  // What is connected already keeps what it has.
  if (!dataSource.isInitialized) changeOptions(dataSource, { replication: { ...replication, ...ONE_TRY } });
  const server = (options: object, name: string): Server<MysqlConnection> => ({
    address: addressOf(options, 3306),
    isFull: () => isFull(driver.poolCluster?._nodes?.[name]?.pool),
    take: () => take(driver, name),
  });
  return {
    servers: [
      server(replication.master, 'MASTER'),
      ...replication.slaves.map((options, at) => server(options, `SLAVE${at}`)),
    ],
    looksBeforeWrites: true,
    look: async (taken) => lookOf(await taken.ask(LOOK)),
    async position(taken) {
      if (lookOf(await taken.ask(LOOK)).role === 'node') return GALERA;
      for (const sql of WRITTEN) {
        const [row] = await taken.ask(sql).catch(() => []);
        if (typeof row?.position === 'string' && row.position !== '') return row.position;
      }
      return undefined;
    },
    shows: (taken, look, position) =>
      (look.role === 'node' ? taken.ask(CATCH_UP).then(() => true) : follows(taken, position)).catch(() => false),
  };
}

const GALERA = 'galera';

function lookOf(rows: readonly Row[]): Look {
  const status = new Map(rows.map(({ Variable_name: name, Value: value }) => [name, value]));
  if ((status.get('wsrep_provider_name') ?? '') === '') return { role: 'standby' };
  return { role: status.get('wsrep_ready') === 'ON' ? 'node' : 'not ready' };
}

/** Whether a server that follows another one by its log has come to a position. */
async function follows(taken: Taken<MysqlConnection>, position: string): Promise<boolean> {
  // Digits, dashes, colons, commas and the letters of a UUID: nothing that ends a string.
  if (!/^[\w\s:,-]+$/u.test(position)) return false;
  const isMysql = position.includes(':');
  const sql = isMysql
    ? `SELECT GTID_SUBSET('${position.replace(/\s/gu, '')}', @@GLOBAL.gtid_executed) AS shows`
    : `SELECT MASTER_GTID_WAIT('${position}', 0) AS shows`;
  const [row] = await taken.ask(sql);
  return Number(row?.shows) === (isMysql ? 1 : 0);
}

function isFull({ config, _allConnections: all, _freeConnections: free }: Pool = {}): boolean {
  const limit = config?.connectionLimit;
  return limit !== undefined && all !== undefined && free?.length === 0 && all.length >= limit;
}

function take(driver: Driver, name: string): Promise<Taken<MysqlConnection>> {
  return new Promise((taken, fail) => {
    if (driver.poolCluster === undefined) return fail(new Error('Connection is not established with mysql database'));
    driver.poolCluster.getConnection(name, (error, connection) => {
      if (error) fail(error instanceof Error ? error : new Error(String(error)));
      else taken(takenOf(driver.prepareDbConnection?.(connection) ?? connection));
    });
  });
}

function takenOf(connection: MysqlConnection): Taken<MysqlConnection> {
  return {
    connection,
    async ask(sql) {
      const lock = SessionLock.of(connection);
      const send = (): Promise<readonly [unknown, unknown]> => connection.promise().query(sql);
      const [rows] = await (lock === undefined ? send() : lock.pass(sql, send));
      return rows as readonly Row[];
    },
    release: (isLost = false) => (isLost ? connection.destroy() : connection.release()),
    onRelease(heard) {
      const own = ['release', 'destroy'] as const;
      for (const name of own)
        Object.defineProperty(connection, name, {
          configurable: true,
          writable: true,
          value: () => {
            // The pool hands the same object out again.
            for (const each of own) Reflect.deleteProperty(connection, each);
            heard();
            connection[name]();
          },
        });
      return connection;
    },
  };
}
