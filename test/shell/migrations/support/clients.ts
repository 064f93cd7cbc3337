import { spawnSync } from 'node:child_process';
import Database from 'better-sqlite3';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { Client } from 'pg';
import type { TestDatabase } from '../../../support/databases';

type Rows = readonly Readonly<Record<string, unknown>>[];

/** Gives a script to the database's own client. Where that is not installed the driver takes it, and it is said. @throws what the client says */
export async function runByClient(database: TestDatabase, script: string): Promise<void> {
  const { url, kind } = database;
  const { hostname, port, username, password, pathname } = new URL(url);
  const [command, args, env]: [string, string[], NodeJS.ProcessEnv] =
    kind === 'sqlite'
      ? ['sqlite3', ['-bail', pathname], {}]
      : kind === 'postgres'
        ? ['psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', url], {}]
        : [
            'mariadb',
            ['-h', hostname, '-P', port || '3306', '-u', username, pathname.slice(1)],
            { MYSQL_PWD: password },
          ];
  const { error, status, stderr } = spawnSync(command, args, {
    input: script,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    timeout: 60_000,
  });
  if (error !== undefined && 'code' in error && error.code === 'ENOENT') {
    console.error(`There is no ${command}: the driver runs the script.`);
    return runByDriver(database, script);
  }
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
}

async function runByDriver({ url, kind }: TestDatabase, script: string): Promise<void> {
  if (kind === 'sqlite') {
    const file = new Database(new URL(url).pathname);
    file.exec(script);
    file.close();
  } else if (kind === 'postgres') await withPostgres(url, (client) => client.query(script));
  else await withMariadb(url, (ask) => ask(script));
}

/** The schema and all rows, as a text to be compared. */
export async function contents({ url, kind }: TestDatabase): Promise<string> {
  if (kind === 'sqlite') {
    const file = new Database(new URL(url).pathname);
    try {
      const all = file.prepare(
        "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name",
      );
      const objects = all.all() as Rows;
      const tables = objects.filter(({ type }) => type === 'table');
      return JSON.stringify(
        [objects, tables.map(({ name }) => file.prepare(`SELECT * FROM "${String(name)}"`).all())],
        undefined,
        1,
      );
    } finally {
      file.close();
    }
  }
  if (kind === 'postgres')
    return withPostgres(url, async (client) => {
      const ask = async (sql: string): Promise<Rows> => (await client.query<Record<string, unknown>>(sql)).rows;
      const columns =
        await ask(`SELECT table_name, column_name, data_type, is_nullable, column_default, character_maximum_length
        FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, column_name`);
      const constraints =
        await ask(`SELECT conrelid::regclass::text AS table, conname, pg_get_constraintdef(oid) AS text
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY conname`);
      const indexes = await ask("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexdef");
      const rows = [];
      for (const name of new Set(columns.map((each) => String(each.table_name))))
        rows.push(await ask(`SELECT * FROM "${name}" ORDER BY 1`));
      return JSON.stringify([columns, constraints, indexes, rows], undefined, 1);
    });
  return withMariadb(url, async (ask) => {
    const rows = [];
    for (const row of await ask('SHOW TABLES')) {
      const [name] = Object.values(row);
      rows.push(await ask(`SHOW CREATE TABLE \`${String(name)}\``), await ask(`SELECT * FROM \`${String(name)}\``));
    }
    return JSON.stringify(rows, undefined, 1);
  });
}

async function withPostgres<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function withMariadb<Result>(
  url: string,
  work: (ask: (sql: string) => Promise<Rows>) => Promise<Result>,
): Promise<Result> {
  const connection = await createConnection({ uri: url.replace(/^mariadb:/, 'mysql:'), multipleStatements: true });
  try {
    return await work(async (sql) => (await connection.query<RowDataPacket[]>(sql))[0]);
  } finally {
    await connection.end();
  }
}
