import type { AskDriver } from '../../queries/recorder';
import type { DatabaseType } from '../../queries/sql-tokens';
import type { NamedTable } from './whole-tables';

/** How many rows a table has: `more` than that, where counting was given up. `no table`: there is none of that name. */
export type RowCount = { readonly rows: number; readonly more: boolean } | 'no table' | 'unknown';

/** A table with how many rows it has. */
export interface CountedTable {
  readonly name: string;
  readonly rows: RowCount;
}

/** Counting goes up to here: a person who is asked has understood, and waits. */
const MOST = 10_000_000;

const SQLITE = /sqlite|sqljs|expo|capacitor|cordova|nativescript|react-native/u;
const POSTGRES = /postgres|cockroach/u;
const MYSQL = /mysql|mariadb/u;

interface Failure {
  readonly driverError?: { readonly errno?: unknown; readonly message?: unknown };
}

/**
 * Counts the rows of a table on the connection of the statement that would change them, with what its transaction has done. A failure
 * must not end that transaction, as it does on PostgreSQL: there it is asked first whether the table may be read.
 */
export async function rowCount(ask: AskDriver, type: DatabaseType, { written }: NamedTable): Promise<RowCount> {
  try {
    if (POSTGRES.test(type)) {
      const [{ readable }] = (await ask(
        `SELECT has_table_privilege(to_regclass(${literal(written)}), 'select') AS readable`,
      )) as [{ readable: boolean | null }];
      if (readable !== true) return readable === null ? 'no table' : 'unknown';
    }
    const isBounded = [SQLITE, POSTGRES, MYSQL].some((family) => family.test(type));
    const from = isBounded ? `(SELECT 1 AS one FROM ${written} LIMIT ${MOST + 1}) some_rows` : written;
    const [{ counted }] = (await ask(`SELECT COUNT(*) AS counted FROM ${from}`)) as [{ counted: unknown }];
    const rows = Number(counted);
    return { rows: Math.min(rows, MOST), more: isBounded && rows > MOST };
  } catch (error) {
    const { errno, message } = (error as Failure).driverError ?? {};
    const isMissing = errno === 1146 || String(message).startsWith('no such table');
    return isMissing ? 'no table' : 'unknown';
  }
}

/** Counts one after the other: they have one connection. */
export async function countAll(
  ask: AskDriver,
  type: DatabaseType,
  tables: readonly NamedTable[],
): Promise<readonly CountedTable[]> {
  const all: CountedTable[] = [];
  for (const table of tables) all.push({ name: table.name, rows: await rowCount(ask, type, table) });
  return all;
}

/** The tables of a whole database, or of some schemas of it; on MySQL those are databases. `undefined` where nobody knows how to ask. */
export async function tablesIn(
  ask: AskDriver,
  type: DatabaseType,
  schemas: readonly string[],
): Promise<readonly NamedTable[] | undefined> {
  const names = schemas.map(literal).join(', ');
  let sql: string | undefined;
  if (SQLITE.test(type))
    sql = `SELECT name, '"' || replace(name, '"', '""') || '"' AS written FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`;
  else if (POSTGRES.test(type))
    sql = `SELECT tablename AS name, quote_ident(schemaname) || '.' || quote_ident(tablename) AS written FROM pg_tables WHERE schemaname IN (${names || 'current_schema()'}) ORDER BY tablename`;
  else if (MYSQL.test(type))
    sql = `SELECT table_name AS name, CONCAT('\`', REPLACE(table_schema, '\`', '\`\`'), '\`.\`', REPLACE(table_name, '\`', '\`\`'), '\`') AS written FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema IN (${names || 'DATABASE()'}) ORDER BY table_name`;
  return sql === undefined ? undefined : ((await ask(sql)) as readonly NamedTable[]);
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
