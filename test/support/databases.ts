import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createConnection } from 'mysql2/promise';
import { Client } from 'pg';
import type { DatabaseOptions } from '../../src/data-source-options';
import { dataSourceOptions } from '../../src/data-source-options';

export type DatabaseKind = 'sqlite' | 'postgres' | 'mariadb';

/** A database of a test's own. It is there, and empty, from the first test of its suite on. */
export interface TestDatabase {
  readonly kind: DatabaseKind;
  /** As in `DATABASE_URL`. */
  readonly url: string;
  /** The environment of a child process that shall use this database. */
  readonly env: NodeJS.ProcessEnv;
  /** What TypeORM's `DataSource` takes, without entities and migrations. */
  readonly options: DatabaseOptions;
  /** Drops the database and makes it anew. Connections to it must be closed. On SQLite the file is gone until it is opened. */
  recreate(): Promise<void>;
  /** Runs a statement as the server's own user, on another database. Not on SQLite. */
  administer(sql: string): Promise<void>;
}

interface Server {
  /** A URL of a user that may create databases; its database is only the one connected to for that. */
  readonly url: string;
  readonly variable: string;
  execute(url: string, sql: string): Promise<void>;
  create(name: string): string;
  drop(name: string): string;
}

const SERVERS: Readonly<Record<Exclude<DatabaseKind, 'sqlite'>, Server>> = {
  postgres: {
    url: process.env.TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres',
    variable: 'TEST_POSTGRES_URL',
    async execute(url, sql) {
      const client = new Client({ connectionString: url });
      await client.connect();
      try {
        await client.query(sql);
      } finally {
        await client.end();
      }
    },
    create: (name) => `CREATE DATABASE "${name}"`,
    drop: (name) => `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`,
  },
  mariadb: {
    url: process.env.TEST_MARIADB_URL ?? 'mariadb://root@127.0.0.1:3306/mysql',
    variable: 'TEST_MARIADB_URL',
    async execute(url, sql) {
      const connection = await createConnection(url.replace(/^mariadb:/, 'mysql:'));
      try {
        await connection.query(sql);
      } finally {
        await connection.end();
      }
    },
    create: (name) => `CREATE DATABASE \`${name}\` CHARACTER SET utf8mb4`,
    drop: (name) => `DROP DATABASE IF EXISTS \`${name}\``,
  },
};

export const DATABASE_KINDS: readonly DatabaseKind[] = ['sqlite', 'postgres', 'mariadb'];

/**
 * A suite for each database, `<title> on <kind>`, with a database of its own that is dropped afterwards. A server that does not
 * answer fails its suite in CI (`CI` set); elsewhere the suite is skipped and says why.
 * @param define declares the tests, like the callback of `describe`. The database exists when the tests and hooks run.
 * @param kinds which ones; all three unless told.
 */
export function onEachDatabase(
  title: string,
  define: (database: TestDatabase) => void,
  kinds: readonly DatabaseKind[] = DATABASE_KINDS,
): void {
  for (const kind of kinds) {
    describe(`${title} on ${kind}`, async () => {
      const missing = kind === 'sqlite' ? undefined : await whyUnreachable(SERVERS[kind]);
      if (missing === undefined) return defineOn(kind, define);
      if (process.env.CI) {
        test(missing, () => {
          throw new Error(missing);
        });
      } else {
        console.error(`SKIPPED: ${title} on ${kind}. ${missing}`);
        test(`${title} on ${kind}`, { skip: missing });
      }
    });
  }
}

function defineOn(kind: DatabaseKind, define: (database: TestDatabase) => void): void {
  const name = `typeorm_shell_test_${process.pid}_${randomBytes(4).toString('hex')}`;
  if (kind === 'sqlite') {
    const folder = path.join(tmpdir(), name);
    const drop = (): Promise<void> => rm(folder, { recursive: true, force: true });
    const create = (): Promise<unknown> => mkdir(folder);
    before(create);
    after(drop);
    const url = `sqlite:${path.join(folder, 'test.db')}`;
    const administer = (): never => {
      throw new Error('SQLite has no server');
    };
    define(testDatabase(kind, url, async () => void (await drop().then(create)), administer));
    return;
  }
  const server = SERVERS[kind];
  const own = new URL(server.url);
  own.pathname = `/${name}`;
  const create = (): Promise<void> => server.execute(server.url, server.create(name));
  const drop = (): Promise<void> => server.execute(server.url, server.drop(name));
  before(create);
  after(drop);
  const administer = (sql: string): Promise<void> => server.execute(server.url, sql);
  define(testDatabase(kind, own.href, () => drop().then(create), administer));
}

function testDatabase(
  kind: DatabaseKind,
  url: string,
  recreate: TestDatabase['recreate'],
  administer: TestDatabase['administer'],
): TestDatabase {
  return {
    kind,
    url,
    env: { ...process.env, DATABASE_URL: url },
    options: dataSourceOptions({ DATABASE_URL: url }),
    recreate,
    administer,
  };
}

/** `undefined` when somebody listens there; otherwise what to say. A refused login is no reason to skip: it shall fail. */
function whyUnreachable(server: Server): Promise<string | undefined> {
  const { hostname, port, protocol } = new URL(server.url);
  const standard = protocol.startsWith('postgres') ? 5432 : 3306;
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port || standard), timeout: 5_000 });
    const settle = (reason?: string): void => {
      socket.destroy();
      resolve(
        reason && `No server at ${hostname}:${port || standard} (${reason}); ${server.variable} says another address.`,
      );
    };
    socket.once('connect', () => settle());
    socket.once('timeout', () => settle('no answer'));
    socket.once('error', (error: NodeJS.ErrnoException) => settle(error.code ?? error.message));
  });
}
