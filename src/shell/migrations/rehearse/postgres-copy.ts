import type { DataSource } from 'typeorm';
import { UserError } from '../../user-error';
import type { DatabaseCopy } from './copy';
import { fileOfModule, guardCopy } from './copy-guard';
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
    const problem = await fromTemplate(dataSource, server, { own, name });
    stopped.throwIfAborted();
    if (problem !== undefined) {
      if (codeOf(problem) !== IN_USE) throw problem;
      await server.query(`CREATE DATABASE ${quoted(name)} TEMPLATE template0 ${await likeOf(server, own)}`);
      await dumpAndRestore(await serverAccess(dataSource), { from: own, to: name, stopped });
      how = 'by pg_dump, as others are connected to it';
    }
    copy = await sourceOn(dataSource, name);
    return { dataSource: copy, how, drop };
  } catch (error) {
    await drop();
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

/** @returns what the server says where it cannot be. The connections of the shell to the database are closed meanwhile. */
async function fromTemplate(
  dataSource: DataSource,
  server: DataSource,
  { own, name }: { readonly own: string; readonly name: string },
): Promise<Error | undefined> {
  const driver = dataSource.driver as unknown as PostgresDriver;
  await driver.disconnect();
  try {
    await server.query(`CREATE DATABASE ${quoted(name)} TEMPLATE ${quoted(own)}`);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  } finally {
    await driver.connect();
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

function codeOf(error: unknown): unknown {
  return (error as { readonly code?: unknown } | undefined)?.code;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
