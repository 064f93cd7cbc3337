import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { Client } from 'pg';
import type { DatabaseKind } from '../../support/databases';

/** What a database holds, looked at from beside the shell. */
export interface WatchedDatabase {
  /** @returns what differs in two of these has changed: what it is, and a digest of it. */
  look(): Promise<ReadonlyMap<string, string>>;
  /** Runs a script of statements. */
  execute(script: string): Promise<void>;
  close(): Promise<void>;
}

/** @param outside a file that an attack may try to have written. */
export async function watch(kind: DatabaseKind, url: string, outside: string): Promise<WatchedDatabase> {
  switch (kind) {
    case 'sqlite':
      return watchSqlite(url.slice('sqlite:'.length), outside);
    case 'postgres':
      return watchPostgres(url, outside);
    case 'mariadb':
      return watchMariadb(url, outside);
  }
}

/** @returns what differs, in words. */
export function differences(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const changed = [...after].filter(([name, digest]) => before.get(name) !== digest).map(([name]) => name);
  return [...changed, ...[...before.keys()].filter((name) => !after.has(name))];
}

/** All files of the database's folder, byte by byte. What readers of a WAL share among them is no part of the database. */
async function watchSqlite(file: string, outside: string): Promise<WatchedDatabase> {
  const { default: Database } = await import('better-sqlite3');
  const folder = path.dirname(file);
  return {
    look: async () => {
      const names = readdirSync(folder).filter((name) => !name.endsWith('-shm'));
      const digests = names.map((name) => [name, digestOf(path.join(folder, name))] as const);
      const found = digests.filter(([name, content]) => !name.endsWith('-wal') || content !== EMPTY);
      return new Map([...found, ['the file outside', digestOf(outside)] as const]);
    },
    execute: async (script) => {
      const database = new Database(file);
      database.exec(script);
      database.close();
    },
    close: async () => {},
  };
}

const EMPTY = digest('');

function digestOf(file: string): string {
  return existsSync(file) ? digest(readFileSync(file)) : '';
}

function digest(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** What there is beside rows, as questions that give one text each. */
const POSTGRES_LOOKS: Readonly<Record<string, string>> = {
  relations: `SELECT string_agg(concat_ws(' ', oid, relname, relkind, relfilenode), ',' ORDER BY oid) FROM pg_class WHERE relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname !~ '^pg_toast|^pg_temp')`,
  routines: `SELECT string_agg(concat_ws(' ', oid, proname, xmin), ',' ORDER BY oid) FROM pg_proc WHERE oid >= 16384`,
  'large objects': `SELECT (SELECT string_agg(oid::text, ',' ORDER BY oid) FROM pg_largeobject_metadata) || (SELECT coalesce(string_agg(md5(data), ',' ORDER BY loid, pageno), '') FROM pg_largeobject)`,
  roles: `SELECT string_agg(concat_ws(' ', oid, rolname, xmin), ',' ORDER BY oid) FROM pg_authid`,
  settings: `SELECT concat((SELECT string_agg(s::text, ',' ORDER BY s::text) FROM pg_db_role_setting s), (SELECT string_agg(concat_ws(' ', name, setting), ',' ORDER BY name) FROM pg_file_settings))`,
  comments: `SELECT string_agg(d::text, ',' ORDER BY d::text) FROM pg_description d WHERE objoid >= 16384`,
  'prepared transactions': `SELECT string_agg(gid, ',') FROM pg_prepared_xacts WHERE database = current_database()`,
};

async function watchPostgres(url: string, outside: string): Promise<WatchedDatabase> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const names = async (sql: string): Promise<string[]> =>
    (await client.query<{ name: string }>(sql)).rows.map(({ name }) => name);
  return {
    async look() {
      const tables = await names(`SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
        WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`);
      const sequences = await names(
        `SELECT format('%I.%I', schemaname, sequencename) AS name FROM pg_sequences ORDER BY 1`,
      );
      const looks = [
        ...Object.entries(POSTGRES_LOOKS).map(([name, sql]) => `SELECT '${name}' AS name, (${sql})::text AS found`),
        ...tables.map((table) => `SELECT '${table}', string_agg(t::text, ',' ORDER BY t::text) FROM ${table} t`),
        ...sequences.map((sequence) => `SELECT '${sequence}', concat(last_value, is_called) FROM ${sequence}`),
        `SELECT 'the file outside', (pg_stat_file('${outside}', true)).size::text`,
      ];
      const { rows } = await client.query<{ name: string; found: string | null }>(looks.join('\nUNION ALL '));
      return new Map(rows.map(({ name, found }) => [name, digest(found ?? '')]));
    },
    execute: async (script) => void (await client.query(script)),
    close: () => client.end(),
  };
}

const MARIADB_LOOKS: Readonly<Record<string, string>> = {
  tables: `SELECT table_name, table_type, create_time, table_comment FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY 1`,
  columns: `SELECT table_name, column_name, column_type FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY 1, 2`,
  routines: `SELECT routine_name, created FROM information_schema.routines WHERE routine_schema = DATABASE() ORDER BY 1`,
  triggers: `SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = DATABASE() ORDER BY 1`,
  accounts: `SELECT user, host, authentication_string FROM mysql.user ORDER BY 1, 2`,
  settings: `SELECT @@global.read_only, @@global.general_log, @@global.tx_read_only, @@global.init_connect, @@global.max_statement_time`,
  events: `SELECT event_name FROM information_schema.events WHERE event_schema = DATABASE()`,
};

async function watchMariadb(url: string, outside: string): Promise<WatchedDatabase> {
  const connection: Connection = await createConnection({
    uri: url.replace(/^mariadb:/u, 'mysql:'),
    multipleStatements: true,
  });
  const ask = async (sql: string): Promise<RowDataPacket[]> => (await connection.query<RowDataPacket[]>(sql))[0];
  return {
    async look() {
      const found = new Map<string, string>();
      for (const [name, sql] of Object.entries(MARIADB_LOOKS)) found.set(name, digest(JSON.stringify(await ask(sql))));
      const tables = await ask(`SELECT table_name AS name, table_type AS kind FROM information_schema.tables
        WHERE table_schema = DATABASE() AND table_type IN ('BASE TABLE', 'SEQUENCE') ORDER BY 1`);
      for (const { name } of tables as { name: string }[])
        found.set(`rows of ${name}`, digest(JSON.stringify(await ask(`SELECT * FROM \`${name}\``))));
      const [file] = await ask(`SELECT LOAD_FILE('${outside}') IS NULL AS missing`);
      return found.set('the file outside', digest(JSON.stringify(file)));
    },
    execute: async (script) => void (await connection.query(script)),
    close: () => connection.end(),
  };
}
