import { setTimeout } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { UserError } from '../../user-error';
import type { DatabaseCopy } from './copy';
import { fileOfModule, guardCopy } from './copy-guard';
import { withinCopy } from '../sql/beyond-copy';
import { guardQueries } from '../sql/guard-queries';
import { copyName, serverAccess, sourceOn } from './other-database';
import { dumpAndRestore } from './postgres-dump';
import { reasonOf } from './reason';

interface PostgresDriver {
  readonly postgres?: unknown;
  connect(): Promise<void>;
  disconnect(): Promise<void>;
}

/** Databases that a server has for connecting to it. */
const MAINTENANCE = ['postgres', 'template1'];
/** Somebody is connected to the database that is to be the template. */
const IN_USE = '55006';
/** How long closed connections may take to be gone, and how often that is asked, in milliseconds. */
const PATIENCE = 300;
const POLL = 20;

/**
 * With the database as a template, which takes all there is and needs it for itself: where others are connected, by pg_dump and pg_restore.
 */
export async function copyPostgres(dataSource: DataSource, stopped: AbortSignal): Promise<DatabaseCopy> {
  const own = String(dataSource.driver.database);
  const name = copyName();
  const server = await maintenance(dataSource);
  const guard = await guarded(dataSource, name);
  let copy: DataSource | undefined;
  const drop = async (): Promise<void> => {
    await copy?.destroy().catch(() => {});
    await server.query(`DROP DATABASE IF EXISTS ${quoted(name)} WITH (FORCE)`);
    await server.destroy();
    guard?.dismiss();
  };
  try {
    let how = 'with the database as a template';
    const isMade = await fromTemplate(dataSource, server, { own, name });
    stopped.throwIfAborted();
    if (!isMade) {
      await server.query(`CREATE DATABASE ${quoted(name)} TEMPLATE template0 ${await likeOf(server, own)}`);
      await dumpAndRestore(await serverAccess(dataSource), { from: own, to: name, stopped });
      how = 'by pg_dump, as others are connected to it';
    }
    copy = await sourceOn(dataSource, name);
    guardQueries(copy, (sql) => withinCopy(sql, 'postgres'));
    return { dataSource: copy, how, drop };
  } catch (error) {
    // What went wrong first is what is told; the guard tries again.
    await drop().catch(() => {});
    if (stopped.aborted || error instanceof UserError) throw error;
    throw new UserError(
      `There is no copy to rehearse on: ${reasonOf(error)}`,
      'The user of the data source has to be allowed to make a database, and own this one. Nothing was rehearsed.',
    );
  }
}

/** A connection to the server that is to no database of the project's. */
async function maintenance(dataSource: DataSource): Promise<DataSource> {
  const nothing = {
    entities: [],
    migrations: [],
    subscribers: [],
    cache: false,
    installExtensions: false,
    schema: undefined,
  };
  let problem: unknown;
  for (const database of MAINTENANCE.filter((name) => name !== dataSource.driver.database))
    try {
      return await sourceOn(dataSource, database, nothing);
    } catch (error) {
      problem = error;
    }
  throw new UserError(
    `There is no copy to rehearse on: ${reasonOf(problem)}`,
    'A database is made from another one: the user of the data source has to be allowed to connect to postgres. Nothing was rehearsed.',
  );
}

/**
 * The connections of the shell to the database are closed meanwhile.
 * @returns whether it could be: not while others are connected.
 */
async function fromTemplate(
  dataSource: DataSource,
  server: DataSource,
  { own, name }: { readonly own: string; readonly name: string },
): Promise<boolean> {
  const driver = dataSource.driver as unknown as PostgresDriver;
  await driver.disconnect();
  try {
    // The server would wait for them for five seconds before it says so.
    if (await othersStay(server, own)) return false;
    await server.query(`CREATE DATABASE ${quoted(name)} TEMPLATE ${quoted(own)}`);
    return true;
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === IN_USE) return false;
    throw error;
  } finally {
    await driver.connect();
  }
}

/** A connection that was just closed is there for a moment. */
async function othersStay(server: DataSource, own: string): Promise<boolean> {
  const deadline = performance.now() + PATIENCE;
  for (;;) {
    const [{ others }] = await server.query<readonly { readonly others: string }[]>(
      `SELECT count(*) AS others FROM pg_stat_activity WHERE datname = $1`,
      [own],
    );
    if (Number(others) === 0) return false;
    if (performance.now() > deadline) return true;
    await setTimeout(POLL);
  }
}

async function likeOf(server: DataSource, own: string): Promise<string> {
  const [{ encoding, collate, ctype }] = await server.query<readonly Readonly<Record<string, string>>[]>(
    `SELECT pg_encoding_to_char(encoding) AS encoding, datcollate AS collate, datctype AS ctype FROM pg_database WHERE datname = $1`,
    [own],
  );
  const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
  return `ENCODING ${text(encoding)} LC_COLLATE ${text(collate)} LC_CTYPE ${text(ctype)}`;
}

async function guarded(dataSource: DataSource, database: string) {
  const module = fileOfModule((dataSource.driver as unknown as PostgresDriver).postgres);
  if (module === undefined) return undefined;
  return guardCopy({ kind: 'postgres', database, module, access: await serverAccess(dataSource) });
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
